import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CONNECT_PHASES } from '../../../shared/contract/account.ts'
import { expectWhole, syncFile, syncFolder } from '../../store/files.ts'
import type { Replica } from '../../store/open.ts'
import { readSnapshot } from '../../store/sync/snapshot.ts'
import { TABLE_ORDER, toWire } from '../../store/sync/values.ts'
import { DELIVERY_TABLES } from '../../../shared/sync/noticeTables.ts'
import { readOutline, readPull } from '../../sync/validate.ts'
import type { SyncClock } from '../../sync/ports.ts'
import type { Link } from '../link.ts'
import type { AroundConnection } from '../ports.ts'
import type { ConnectionRecord, Memory } from '../record.ts'
import { fillReplica } from './fill.ts'
import { fillFolder, removeFill } from '../fillFolder.ts'
import type { Retry } from './retry.ts'
import { upload } from './upload.ts'

export interface JobProgress {
  phase: (typeof CONNECT_PHASES)[number]
  done: number
  total: number | null
  refused: number
}

export interface JobParts {
  around: AroundConnection
  memory: Memory
  link: Link
  clock: SyncClock
  chance(): number
  retry: Retry
  progress(changes: Partial<JobProgress>): void
}

const openStoreOf = (around: AroundConnection): Replica => {
  const store = around.store()
  if (!store) throw new Error('the replica is closed')
  return store
}

/**
 * Brings this desk's building into the project. Its rows are read from a backup made for this, so that the desk works on meanwhile:
 * what is done since is sent afterwards like any act. Nothing here changes before everything is there.
 */
export async function bringIn(parts: JobParts, record: ConnectionRecord): Promise<void> {
  const { around, memory, link, retry } = parts
  let taken = record.snapshot
  if (!taken || !existsSync(taken.file)) {
    parts.progress({ phase: 'backup' })
    const { file } = await openStoreOf(around).backup('before_connect')
    taken = { file, cut: 0 }
  }
  const skip = new Set([record.building.id, record.deskId, record.person.id])
  // What a server wrote is its own word: another one has said nothing yet.
  const tables = TABLE_ORDER.filter((table) => table !== 'buildings' && !Object.hasOwn(DELIVERY_TABLES, table))
  const snapshot = readSnapshot(taken.file, {
    tables,
    actor: record.person.id,
    at: parts.clock.now().toISOString(),
    skip,
  })
  try {
    memory.set({ ...record, snapshot: { file: taken.file, cut: snapshot.cut } })
    parts.progress({ phase: 'sending', done: 0, total: snapshot.acts })
    const building = snapshot.one('buildings', record.building.id)!
    await retry.until(async (signal) => {
      await link.session.fresh()
      return await link.project.rpc(
        'found_building',
        {
          building: toWire('buildings', building),
          desk: snapshot.one('desks', record.deskId),
          admin: snapshot.one('staff', record.person.id),
        },
        signal,
      )
    })
    const refused = await upload({
      project: link.project,
      retry,
      snapshot,
      desk: record.deskId,
      schema: openStoreOf(around).schema,
      fresh: link.session.fresh,
      progress: (done, refusals) => parts.progress({ done, refused: refusals }),
    })
    openStoreOf(around).sync.broughtIn(snapshot.cut, refused)
    memory.set({ ...record, stage: 'connected', snapshot: null })
    memory.setHalted(null)
  } finally {
    snapshot.close()
  }
}

/** Gives a closed file a second name, so that its own can be taken without a moment in which nothing stands there. */
function keep(file: string, to: string): void {
  try {
    linkSync(file, to)
  } catch {
    // Not every file system has two names for one file.
    copyFileSync(file, to)
    syncFile(to)
  }
  syncFolder(dirname(to))
}

/** Reads the project's building into a file of its own. */
async function readBuilding(parts: JobParts, { building, deskId }: ConnectionRecord): Promise<string> {
  const { around, link, retry, clock } = parts
  // Whether it may be read at all; a refusal ends here.
  await retry.until(async (signal) =>
    readPull(await link.transport.pull(building.id, null, { rows: 1, bytes: 1 }, signal), null),
  )
  let read = 0
  return await fillReplica({
    folder: fillFolder(around),
    building: building.id,
    desk: deskId,
    migrations: around.migrations,
    ports: around.ports,
    clock,
    chance: parts.chance,
    transport: {
      ...link.transport,
      async outline(...asked) {
        const answer = await link.transport.outline(...asked)
        parts.progress({ total: read + readOutline(answer).rows })
        return answer
      },
    },
    retry,
    progress: ({ filling }) => filling !== null && parts.progress({ done: (read = filling) }),
  })
}

/** Puts the project's building in the place of this desk's, which stays as a backup. */
export async function takeOver(parts: JobParts, record: ConnectionRecord): Promise<void> {
  const { around, retry, clock } = parts
  parts.progress({ phase: 'backup' })
  // It is needed when the project's file takes this one's place: that one is read meanwhile.
  const saved = openStoreOf(around).backup('before_connect')
  saved.then(
    () => parts.progress({ phase: 'reading' }),
    () => retry.cancel(),
  )
  const filled = await readBuilding(parts, record).finally(() => saved)
  parts.progress({ phase: 'changing' })
  await around.exchange((old) => {
    old.close()
    for (const file of [around.file, filled]) expectWhole(file)
    // What was done since the backup stands in this file alone.
    const stamp = clock.now().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
    keep(around.file, `${around.file}.before-${stamp}`)
    for (const left of ['-wal', '-shm']) rmSync(around.file + left, { force: true })
    // Backups of another building must never be offered for this one.
    if (existsSync(around.backupDir)) renameSync(around.backupDir, `${around.backupDir}-${stamp}`)
    renameSync(filled, around.file)
    syncFolder(dirname(around.file))
  })
  removeFill(fillFolder(around))
}
