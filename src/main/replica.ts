import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { StoreState } from '../shared/contract/app.ts'
import { DeskError, type ErrorCode } from '../shared/contract/errors.ts'
import { createBackups, type Backups } from './services/backups.ts'
import { describe } from './store/faults.ts'
import { openStore, type Migration, type OpenResult, type Replica } from './store/open.ts'
import { syncFolder } from './files/folders.ts'
import type { StorePorts } from './store/ports.ts'
import { putAside, removeAside, restoreBackup } from './store/recover.ts'
import { outcomeSeen, unseenOutcome } from './store/restore/take.ts'

/** What works on an open replica, and ends before it is closed. */
interface Work {
  close(): Promise<void>
}

export interface ReplicaParts<W extends Work> {
  /** Folder of the replica and its backups. */
  dataDir: string
  migrations: readonly Migration[]
  ports: StorePorts & { later(ms: number, run: () => void): () => void }
  /** Whether a building is known to have stood here: then a missing file is a loss. */
  expected(): boolean
  /** Sets to work on a replica that was opened; null: it has no building, and somebody is asked what to begin with. */
  begin(store: Replica): Promise<W | null> | W | null
  /** The work has begun and can be reached. */
  begun(work: W): void
  /** Another state than the one that was told when the program started. */
  changed(): void
  tell(code: ErrorCode): void
}

/** The replica's file over its life: opened, exchanged, restored, begun anew and closed. Its state is what the screens show. */
export function createReplicaFile<W extends Work>(parts: ReplicaParts<W>) {
  const { dataDir, migrations, ports, tell } = parts
  const file = join(dataDir, 'replica.db')
  const options = { file, backupDir: join(dataDir, 'backups'), migrations, ports }
  let state: StoreState = { state: 'failed', detail: 'NOT_READY' }
  let open: { store: Replica; work: W; backups: Backups } | null = null
  let isFirst = true
  /** The last opening that somebody asked for: the next one begins when it is over. */
  let asked: Promise<unknown> = Promise.resolve()
  /** What is asked while the replica opens, or another file takes its place, is answered when it is open. */
  let begunToOpen: (opening: Promise<unknown>) => void = () => undefined
  let settled: Promise<unknown> = new Promise((resolve) => void (begunToOpen = resolve))

  function settle(next: StoreState): StoreState {
    state = next
    // Whoever asked before the first opening has waited for it, and need not ask again.
    if (!isFirst) parts.changed()
    isFirst = false
    return state
  }
  /** Nothing works on the replica any more; it is closed by who asked. */
  async function endWork({ work, backups }: NonNullable<typeof open>): Promise<void> {
    open = null
    backups.stop()
    await work.close()
  }
  async function close({ forGood = false } = {}): Promise<void> {
    if (!open) return
    const { store, backups } = open
    await endWork(open)
    if (forGood) await backups.last()
    store.close()
  }

  /** One after the other: a second click finds what the first one has come to. */
  function inTurn(opening: () => Promise<StoreState>): Promise<StoreState> {
    const done = asked.then(opening)
    asked = done.catch(() => undefined)
    return done
  }

  async function begin(store: Replica): Promise<StoreState> {
    const work = await parts.begin(store)
    if (!work) {
      store.close()
      return settle({ state: 'first' })
    }
    store.onLost(() => void lost(store))
    open = { store, work, backups: createBackups(store, { later: ports.later, tell }) }
    parts.begun(work)
    const restored = unseenOutcome(store)
    return settle({ state: 'ready', ...(restored && { restored }) })
  }
  /** Takes an opened replica into use, or shows why it could not be. */
  async function adopt(result: OpenResult): Promise<StoreState> {
    if (!result.ok) {
      ports.log.warn('store.not_opened', { state: result.state.state })
      return settle(result.state)
    }
    try {
      return await begin(result.store)
    } catch (error) {
      ports.log.error('store.begin_failed', {
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
      if (open)
        await endWork(open).catch((failed: unknown) =>
          ports.log.error('store.end_failed', { detail: describe(failed) }),
        )
      result.store.close()
      if (error instanceof DeskError && error.code === 'DISK_FULL') return settle({ state: 'disk_full', path: dataDir })
      return settle({ state: 'failed', detail: error instanceof DeskError ? error.code : 'INTERNAL' })
    }
  }
  async function openAgain(): Promise<StoreState> {
    await close()
    return adopt(await openStore({ ...options, expected: parts.expected() }))
  }
  /** The folder went away under the running program: nothing is acknowledged any more, and what is there now is said. */
  async function lost(store: Replica): Promise<void> {
    if (open?.store !== store) return
    tell('FILE_LOST')
    settled = inTurn(openAgain).catch(() => undefined)
    await settled
  }
  async function exchangeNow(put: (old: Replica) => void): Promise<void> {
    if (!open) throw new DeskError('NOT_READY')
    const { store } = open
    await endWork(open)
    try {
      put(store)
    } finally {
      store.close()
      await adopt(await openStore(options))
    }
  }

  return {
    ...options,
    state: () => state,
    store: () => open?.store ?? null,
    work: () => open?.work ?? null,
    /** When no opening and no exchange is under way. */
    settled: async (): Promise<void> => void (await settled),
    start(): Promise<StoreState> {
      const opening = inTurn(openAgain)
      begunToOpen(opening.catch(() => undefined))
      return opening
    },
    close,
    /** Closes the replica, lets another file take its place and opens it again, also when that fails. */
    exchange(put: (old: Replica) => void): Promise<void> {
      const done = exchangeNow(put)
      settled = done.catch(() => undefined)
      return done
    },
    restore: (backupFile: string): Promise<StoreState> =>
      inTurn(async () => {
        if (state.state === 'ready') throw new DeskError('BACKUP_NOT_GOOD')
        return adopt((await restoreBackup({ ...options, backupFile })).opened)
      }),
    /**
     * Lets a backup, or what came out of an archive, take the replica's place because somebody wants it, also while the desk
     * works. What is here now is a backup before. `waiting`: what becomes of the acts that the new file lacks.
     */
    goBackTo(backupFile: string, wanted: { waiting: 'kept' | 'dropped'; fromArchive?: boolean }): Promise<StoreState> {
      const done = inTurn(async () => {
        const before = open
        if (before) {
          await before.store.backup('before_restore')
          await endWork(before)
          before.store.close()
        }
        const isRescue = state.state === 'damaged' || state.state === 'gone'
        try {
          const { opened, putAside: aside } = await restoreBackup({
            ...options,
            backupFile,
            fromArchive: wanted.fromArchive ?? false,
            wanted: isRescue ? undefined : wanted,
          })
          // The backup that was just made holds all of it.
          if (before && opened.ok && aside) removeAside(aside)
          return await adopt(opened)
        } catch (error) {
          if (before) await openAgain()
          throw error
        }
      })
      settled = done.catch(() => undefined)
      return done
    },
    startFresh: (): Promise<StoreState> =>
      inTurn(async () => {
        // Only a file that cannot be used may be put aside from here; what works is never replaced by a click.
        if (state.state !== 'damaged' && state.state !== 'gone') throw new DeskError('NOT_ALLOWED')
        putAside(file, ports.now())
        return openAgain()
      }),
    /** Begins, where somebody was asked with what. */
    beginFirst: (): Promise<StoreState> =>
      inTurn(async () => {
        if (state.state !== 'first') throw new DeskError('NOT_ALLOWED')
        return openAgain()
      }),
    /** Takes the whole folder out of the way, under a name that no other has, and begins anew. */
    putAway: (name: string): Promise<StoreState> =>
      inTurn(async () => {
        await close()
        renameSync(dataDir, freeName(`${dataDir}.${name}-${ports.now().toISOString().replaceAll(':', '-')}`))
        syncFolder(dirname(dataDir))
        mkdirSync(dataDir)
        return openAgain()
      }),
    /** Somebody has read what a restore brought. */
    async restoreSeen(): Promise<StoreState> {
      if (!open) throw new DeskError('NOT_READY')
      outcomeSeen(open.store)
      return settle({ state: 'ready' })
    },
    retry: (): Promise<StoreState> => inTurn(async () => (state.state === 'ready' ? state : openAgain())),
  }
}

/** The name, or the first of its kind that nothing has yet. */
function freeName(path: string): string {
  for (let n = 1; ; n += 1) {
    const free = n === 1 ? path : `${path}-${n}`
    if (!existsSync(free)) return free
  }
}
