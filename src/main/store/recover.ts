import { constants, existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { DeskError } from '../../shared/contract/errors.ts'
import { checkFile } from './check.ts'
import { asDeskError, describe } from './faults.ts'
import { flushFile, freeBytes, moveFile, syncFolder } from './files.ts'
import { allowFresh, mark, unmark } from './inspect.ts'
import { migrate, newestVersion, schemaVersion } from './migrate.ts'
import { openStore, type OpenOptions, type OpenResult } from './open.ts'
import type { OutboxEntry } from './outbox.ts'
import { applyActs, applyKept, NOTHING, readOutbox, type Refused, type Rescued } from './rescue.ts'

const SIDES = ['-wal', '-shm', '-journal']

export interface RestoreOptions extends OpenOptions {
  /** One of the backups in backupDir. */
  backupFile: string
}

export interface RestoreResult {
  opened: OpenResult
  /** Where the file that stood there before is kept; null when there was none. */
  putAside: string | null
  /** Acts since the backup, taken over from the file that stood there. `report` holds them all as JSON. */
  rescued: { found: number; applied: number; refused: number; report: string | null }
}

/**
 * Puts a backup in the place of the replica. Acts that the old file still holds and the backup lacks are applied on top.
 * Whatever fails, either the old file stays where it is or the restored one stands there whole; the old one is kept.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreResult> {
  const { file, backupFile, backupDir, migrations, ports } = options
  if (dirname(resolve(backupFile)) !== resolve(backupDir))
    throw new DeskError('BACKUP_NOT_GOOD', { detail: 'not in the backup folder' })
  const restoring = `${file}.restoring`
  try {
    removeWithSides(restoring)
    const bytes = statSync(backupFile, { throwIfNoEntry: false })?.size
    if (bytes === undefined) throw new DeskError('BACKUP_NOT_GOOD', { detail: 'the file is gone' })
    if (freeBytes(dirname(file)) < bytes + 65_536) throw new DeskError('DISK_FULL', { path: file })
    await copyFile(backupFile, restoring, constants.COPYFILE_FICLONE)
    const check = await checkFile(restoring, ports.log)
    if (!check.good) throw new DeskError('BACKUP_NOT_GOOD', { detail: check.why })
    if (check.schema > newestVersion(migrations))
      throw new DeskError('BACKUP_NOT_GOOD', { detail: 'made by a newer version' })
    const old = existsSync(file) ? readOutbox(file, backupFile, ports.log) : NOTHING
    const outcome = bringUp(restoring, old, options)
    await flushFile(restoring)
    // From here until the swap a crash is noticed by the mark.
    mark(file)
    const putAside = moveAside(file, ports.now())
    moveFile(restoring, file)
    const report = putAside && outcome.entries.length > 0 ? writeReport(putAside, outcome) : null
    const rescued = { found: outcome.entries.length, applied: outcome.applied, refused: outcome.refused.length, report }
    ports.log.warn('store.restored', { found: rescued.found, applied: rescued.applied, refused: rescued.refused })
    return { opened: await openStore(options), putAside, rescued }
  } catch (error) {
    ports.log.error('store.restore_failed', { detail: describe(error) })
    removeQuietly(restoring)
    throw asDeskError(error)
  }
}

interface Outcome {
  entries: OutboxEntry[]
  applied: number
  refused: Refused[]
}

/** Migrates the copied backup and applies the acts that it lacks. */
function bringUp(restoring: string, found: Rescued, { migrations }: OpenOptions): Outcome {
  const db = new Database(restoring, { fileMustExist: true })
  try {
    db.pragma('synchronous = FULL')
    migrate(db, migrations)
    const known = new Set(db.prepare('SELECT id FROM _outbox').pluck().all())
    const entries = found.entries.filter(({ id }) => !known.has(id))
    const outcome = { entries, ...applyActs(db, entries, schemaVersion(db)) }
    applyKept(db, found.kept)
    return outcome
  } finally {
    db.close()
  }
}

function writeReport(putAside: string, { entries, applied, refused }: Outcome): string {
  const report = `${putAside}.rescued.json`
  writeFileSync(report, JSON.stringify({ applied, refused, entries }, null, 1))
  return report
}

/** Takes the replica out of the way and keeps it, so that the next open begins an empty one. */
export function putAside(file: string, now: Date = new Date()): string | null {
  const kept = moveAside(file, now)
  allowFresh(file)
  unmark(file)
  return kept
}

/** Whether a replica was ever taken out of the way here, because it was damaged. */
export function hasPutAside(file: string): boolean {
  const beginning = `${basename(file)}.damaged-`
  return readdirSync(dirname(file)).some((name) => name.startsWith(beginning))
}

/** Renames the file with its log; the log keeps the name that SQLite looks for. */
function moveAside(file: string, now: Date): string | null {
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  let target = `${file}.damaged-${stamp}`
  for (let n = 2; existsSync(target); n++) target = `${file}.damaged-${stamp}-${n}`
  const found = ['', ...SIDES].filter((side) => existsSync(file + side))
  for (const side of found) renameSync(file + side, target + side)
  if (found.length > 0) syncFolder(dirname(file))
  return found.length > 0 ? target : null
}

function removeWithSides(file: string): void {
  for (const side of ['', ...SIDES]) rmSync(file + side, { force: true })
}

function removeQuietly(file: string): void {
  try {
    removeWithSides(file)
  } catch {
    // The next restore removes it.
  }
}
