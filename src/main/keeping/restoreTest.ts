import { constants } from 'node:fs'
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { restoreTest, type RestoreTest } from '../../shared/contract/health.ts'
import { DeskError } from '../../shared/contract/errors.ts'
import { makeFolder } from '../files/folders.ts'
import { checkFile } from '../store/check.ts'
import { SYNCED_TABLES } from '../store/columns.ts'
import { asDeskError, describe } from '../store/faults.ts'
import { freeBytes } from '../store/files.ts'
import { openStore, type Migration, type Replica } from '../store/open.ts'
import type { StorePorts } from '../store/ports.ts'

/** Key of `_meta`: what the last test restore came to. */
const KEY = 'restore_test'
const DAY_MS = 86_400_000
const EVERY_DAYS = 30
const SPARE_BYTES = 1 << 20

interface Parts {
  dataDir: string
  migrations: readonly Migration[]
  ports: StorePorts
}

/** What the last test restore came to; null before the first one. */
export function lastRestoreTest(store: Replica): RestoreTest | null {
  try {
    return restoreTest.safeParse(JSON.parse(store.meta.get(KEY) ?? 'null')).data ?? null
  } catch {
    return null
  }
}

/** Whether it is time for one: every month, the day after one that failed, and when a clock was wrong. */
export function isRestoreTestDue(last: RestoreTest | null, now: Date): boolean {
  if (!last) return true
  const days = (now.getTime() - Date.parse(last.at)) / DAY_MS
  return days >= (last.fault === null ? EVERY_DAYS : 1) || days < -1
}

/**
 * Restores the newest backup into a folder by itself, as a restore of the desk would: copied, checked, opened, upgraded and
 * counted. Nothing of it stays but the result. `by`: who asked for it, if anybody did.
 */
export async function testRestore(
  store: Replica,
  { dataDir, migrations, ports }: Parts,
  by: string | null = null,
): Promise<RestoreTest> {
  const folder = join(dataDir, 'restore-test')
  const began = performance.now()
  const backup = store.listBackups().find(({ good }) => good) ?? null
  const result: RestoreTest = {
    at: ports.now().toISOString(),
    backupAt: backup?.at ?? null,
    rows: 0,
    ms: 0,
    fault: null,
  }
  try {
    await rm(folder, { recursive: true, force: true })
    if (!backup) throw new DeskError('BACKUP_NOT_GOOD')
    makeFolder(folder)
    if (freeBytes(folder) < backup.bytes + SPARE_BYTES) throw new DeskError('DISK_FULL', { path: folder })
    const file = join(folder, 'replica.db')
    await copyFile(backup.file, file, constants.COPYFILE_FICLONE)
    const check = await checkFile(file, ports.log)
    if (!check.good) throw new DeskError(check.fault ? 'DISK_FAULT' : 'BACKUP_NOT_GOOD', { detail: check.why })
    const opened = await openStore({ file, backupDir: join(folder, 'backups'), migrations, ports })
    if (!opened.ok) throw new DeskError('BACKUP_NOT_GOOD', { detail: opened.state.state })
    try {
      result.rows = await countRows(opened.store)
      if (check.packages !== backup.packages) throw new DeskError('BACKUP_NOT_GOOD', { detail: 'other rows' })
    } finally {
      opened.store.close()
    }
  } catch (error) {
    const known = asDeskError(error)
    const code = known instanceof DeskError ? known.code : null
    result.fault = code === 'DISK_FULL' ? 'disk_full' : backup ? 'not_good' : 'no_backup'
    ports.log.error('backups.restore_test_failed', { detail: describe(error) })
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
  result.ms = Math.round(performance.now() - began)
  store.meta.set(KEY, JSON.stringify(result))
  store.audit.note({ what: 'backups.tested', by, detail: { rows: result.rows, fault: result.fault } })
  ports.log.info('backups.restore_test', { rows: result.rows, ms: result.ms, fault: result.fault })
  return result
}

/** Table by table, so that a scan never waits for all of them. */
async function countRows(store: Replica): Promise<number> {
  let rows = 0
  for (const table of SYNCED_TABLES) {
    rows += store.prepare<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).get()!.n
    await nextTurn()
  }
  return rows
}
