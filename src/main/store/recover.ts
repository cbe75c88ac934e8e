import { constants, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { DeskError } from '../../shared/contract/errors.ts'
import { checkFile } from './check.ts'
import { asDeskError, describe } from './faults.ts'
import { flushFile, freeBytes, removeWithSides, syncFolder } from './files.ts'
import { createIds } from './ids.ts'
import { newestVersion } from './migrate.ts'
import { openStore, type OpenOptions, type OpenResult } from './open.ts'
import { dropSaved, saveActs } from './rescued.ts'
import { gather } from './restore/gather.ts'
import { asideName, finishSwap, isSwapping, restoringOf, swap } from './restore/swap.ts'

export interface RestoreOptions extends OpenOptions {
  /** One of the backups in backupDir, or what was taken out of an archive. */
  backupFile: string
  /** Somebody goes back though nothing is damaged; see gather. */
  wanted?: { waiting: 'kept' | 'dropped' } | undefined
  /** It stands in another folder than the backups: what came out of an archive. */
  fromArchive?: boolean
}

export interface RestoreResult {
  opened: OpenResult
  /** Where the file that stood there before is kept; null when there was none. */
  putAside: string | null
}

/**
 * Puts a backup in the place of the replica. What the old file still holds is saved first and let go last, by the open that
 * follows: it lays those acts on top before anything is ready. Each step may be cut; the next open or restore goes on.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreResult> {
  const { file, backupFile, backupDir, ports, wanted, fromArchive = false } = options
  if (!fromArchive && dirname(resolve(backupFile)) !== resolve(backupDir))
    throw new DeskError('BACKUP_NOT_GOOD', { detail: 'not in the backup folder' })
  if (!existsSync(backupFile)) throw new DeskError('BACKUP_NOT_GOOD', { detail: 'the file is gone' })
  try {
    finishSwap(file)
    const aside = asideName(file, ports.now())
    const acts = await gather({ file, backupFile, aside, id: createIds(ports).next(), log: ports.log, wanted })
    // Of a damaged file the acts are the first thing saved. Where nothing is damaged they stand in the replica until its
    // place is taken, and a restore that goes no further leaves no word of itself.
    if (!wanted) saveActs(file, acts)
    await copyBackup(options)
    if (wanted) saveActs(file, acts)
    const putAside = swap(file, 'restored', aside)
    ports.log.warn('store.restored', { found: acts.entries.length, dropped: acts.dropped })
    return { opened: await openStore(options), putAside }
  } catch (error) {
    ports.log.error('store.restore_failed', { detail: describe(error) })
    removeQuietly(`${restoringOf(file)}.part`)
    if (wanted && !isSwapping(file)) forgetUnbegun(file)
    throw asDeskError(error)
  }
}

/** Copies the backup beside the replica and proves the copy; only then it has the name that a swap looks for. */
async function copyBackup({ file, backupFile, migrations, ports }: RestoreOptions): Promise<void> {
  const bytes = statSync(backupFile).size
  const copy = restoringOf(file)
  const part = `${copy}.part`
  // What an earlier one left was read, and stands among the acts that were saved.
  for (const old of [copy, part]) removeWithSides(old)
  if (freeBytes(dirname(file)) < bytes + 65_536) throw new DeskError('DISK_FULL', { path: file })
  await copyFile(backupFile, part, constants.COPYFILE_FICLONE)
  const check = await checkFile(part, ports.log)
  if (!check.good) throw new DeskError(check.fault ? 'DISK_FAULT' : 'BACKUP_NOT_GOOD', { detail: check.why })
  if (check.schema > newestVersion(migrations))
    throw new DeskError('BACKUP_NOT_GOOD', { detail: 'made by a newer version' })
  await flushFile(part)
  renameSync(part, copy)
  syncFolder(dirname(copy))
}

/** Takes the replica out of the way and keeps it, so that the next open begins an empty one. */
export function putAside(file: string, now: Date = new Date()): string | null {
  finishSwap(file)
  return swap(file, 'empty', asideName(file, now))
}

/** Removes a replica that was taken out of the way and is held by a backup. */
export function removeAside(aside: string): void {
  removeWithSides(aside)
  removeQuietly(`${aside}.rescued.json`)
}

/** Whether a replica was ever taken out of the way here, because it was damaged. */
export function hasPutAside(file: string): boolean {
  const beginning = `${basename(file)}.damaged-`
  return readdirSync(dirname(file)).some((name) => name.startsWith(beginning))
}

/** What a wanted restore had prepared before it failed. */
function forgetUnbegun(file: string): void {
  removeQuietly(restoringOf(file))
  dropSaved(file)
}

function removeQuietly(path: string): void {
  try {
    if (existsSync(path)) rmSync(path, { force: true })
  } catch {
    // The next restore removes it.
  }
}
