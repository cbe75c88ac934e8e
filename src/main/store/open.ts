import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { StoreState } from '../../shared/contract/app.ts'
import { DeskError } from '../../shared/contract/errors.ts'
import { checkedBackups, listBackups, makeBackup, removePartials } from './backup.ts'
import { checkFile, missingTables } from './check.ts'
import { APPLICATION_ID, applicationId, applyPragmas, connect, isBlank } from './connection.ts'
import { keptErasures } from './sync/erasing/kept.ts'
import { asDeskError, describe, sqliteCode } from './faults.ts'
import { makeFolder } from './files.ts'
import { endFresh, FILE_GONE, freshAllowed, inspect, mark } from './inspect.ts'
import { migrate, newestVersion, schemaVersion, type Migration } from './migrate.ts'
import type { StorePorts } from './ports.ts'
import { finishSwap } from './restore/swap.ts'
import { takeRescued } from './restore/take.ts'
import type { Replica } from './replica.ts'
import { createStore } from './store.ts'

export type { Migration } from './migrate.ts'
export type { StorePorts } from './ports.ts'

export type { OutboxOp } from './outbox.ts'
export type { Replica, Store } from './replica.ts'
export type { Refusal } from './sync/refused.ts'
export type { Tx } from './tx.ts'

export type ClosedState = Exclude<StoreState, { state: 'ready' }>
export type OpenResult = { ok: true; store: Replica } | { ok: false; state: ClosedState }

export interface OpenOptions {
  file: string
  backupDir: string
  migrations: readonly Migration[]
  ports: StorePorts
  /** A building is known to have stood here: a missing file is a loss. */
  expected?: boolean
}

/** How long an opening is tried again before its fault is said: one call that failed once looks like any of these. */
const RETRY_MS: Readonly<Record<string, number>> = {
  DATABASE_BUSY: 5000,
  DISK_FAULT: 1000,
  READ_ONLY: 300,
  DISK_FULL: 300,
}
const PAUSE_MS = 100

/** Opens the replica, making or upgrading it where needed. Expected faults are states, never exceptions. */
export async function openStore(options: OpenOptions): Promise<OpenResult> {
  const began = performance.now()
  for (;;) {
    try {
      return await openOnce(options)
    } catch (error) {
      const known = asDeskError(error)
      const limit = (known instanceof DeskError && RETRY_MS[known.code]) || 0
      if (performance.now() - began >= limit) return await faultState(options, error)
      options.ports.log.warn('store.open_again', { detail: describe(error) })
      await setTimeout(PAUSE_MS)
    }
  }
}

async function openOnce(options: OpenOptions): Promise<OpenResult> {
  const { file, ports } = options
  let db: Database.Database | null = null
  try {
    makeFolder(dirname(file))
    finishSwap(file)
    const { missing, unclean, damage, gone } = inspect(file)
    if (damage) return await damagedState(options, damage, gone ? 'gone' : 'damaged')
    // Never ready, empty and silent: whoever has backups had a replica.
    if (missing && !freshAllowed(file) && (options.expected || listBackups(options.backupDir).length > 0))
      return await damagedState(options, FILE_GONE, 'gone')
    db = connect(file)
    const state = await prepareDatabase(db, options, unclean)
    if (!state) {
      const store = createStore(db, file, options.backupDir, ports)
      // Nothing is ready while acts that were acknowledged stand outside its queue.
      takeRescued(store, file, ports)
      store.sync.eraseAgain(keptErasures(file))
      return { ok: true, store }
    }
    db.close()
    return { ok: false, state: state.state === 'damaged' ? await withBackups(options, state.detail, 'damaged') : state }
  } catch (error) {
    try {
      db?.close()
    } catch {
      // It is being given up already.
    }
    throw error
  }
}

/** Proves, upgrades and sets up an open connection; answers the state that keeps it from use, or null. */
async function prepareDatabase(
  db: Database.Database,
  options: OpenOptions,
  unclean: boolean,
): Promise<ClosedState | null> {
  const { file, backupDir, migrations, ports } = options
  const newest = newestVersion(migrations)
  const blank = isBlank(db)
  const application = applicationId(db)
  if (application !== APPLICATION_ID && !(application === 0 && blank)) return damagedBy('the file of another program')
  const found = schemaVersion(db)
  // No program will ever be so far ahead.
  if (found < 0 || found > newest + 1000) return damagedBy(`schema version ${found}`)
  if (found > newest) return { state: 'newer', found, known: newest }
  mark(file)
  if (blank) db.pragma(`application_id = ${APPLICATION_ID}`)
  applyPragmas(db)
  // Nothing is written, but a file or folder that cannot be written to says so here.
  if (found > 0) db.exec('DELETE FROM _meta WHERE false')
  if (unclean && found > 0) {
    ports.log.warn('store.unclean', {})
    const check = await checkFile(file, ports.log)
    if (!check.good && check.fault) throw new DeskError('DISK_FAULT', { detail: check.why })
    if (!check.good) return damagedBy(check.why)
  }
  removePartials(backupDir)
  if (found < newest) {
    if (found > 0) await makeBackup(db, backupDir, 'before_migration', ports)
    migrate(db, migrations)
    ports.log.info('store.migrated', { from: found, to: newest })
  }
  endFresh(file)
  const missing = missingTables(db)
  return missing ? damagedBy(missing) : null
}

const damagedBy = (detail: string): ClosedState => ({ state: 'damaged', detail, backups: [] })

async function withBackups(options: OpenOptions, detail: string, state: 'damaged' | 'gone'): Promise<ClosedState> {
  options.ports.log.error(`store.${state}`, { detail })
  const backups = await checkedBackups(options.backupDir, options.ports.log)
  return state === 'gone' ? { state, detail, path: options.file, backups } : { state, detail, backups }
}

async function damagedState(
  options: OpenOptions,
  detail: string,
  state: 'damaged' | 'gone' = 'damaged',
): Promise<OpenResult> {
  return { ok: false, state: await withBackups(options, detail, state) }
}

async function faultState(options: OpenOptions, error: unknown): Promise<OpenResult> {
  const { file, ports } = options
  const known = asDeskError(error)
  const detail = describe(error)
  if (known instanceof DeskError) {
    if (known.code === 'DISK_FULL') return { ok: false, state: { state: 'disk_full', path: options.file } }
    if (known.code === 'READ_ONLY') return { ok: false, state: { state: 'read_only', path: options.file } }
    if (known.code === 'DATABASE_DAMAGED') return await damagedState(options, detail)
  }
  // It went on failing, or SQLite stumbled over what a sound file does not hold (a row longer than any): whether the file is at
  // fault is what a check of it says.
  const isOfFile = known instanceof DeskError ? known.code === 'DISK_FAULT' : sqliteCode(error) !== null
  if (isOfFile && existsSync(file)) {
    const check = await checkFile(file, ports.log)
    if (!check.good) return await damagedState(options, check.why)
  }
  ports.log.error('store.open_failed', { detail })
  return { ok: false, state: { state: 'failed', detail } }
}
