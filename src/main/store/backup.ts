import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { backup as backupSchema } from '../../shared/contract/app.ts'
import { DeskError } from '../../shared/contract/errors.ts'
import { writeDurably } from '../files/durable.ts'
import { checkFile } from './check.ts'
import { asDeskError, describe } from './faults.ts'
import { flushFile, freeBytes, makeFolder, moveFile } from './files.ts'
import type { Logger, StorePorts } from './ports.ts'
import { backupName, expired, parseBackupName, type BackupReason } from './rotation.ts'

/** A backup as the recovery screen lists it; `file` is its whole path. */
export type BackupInfo = z.infer<typeof backupSchema>

const PARTIAL = '.partial'
const STEP_PAGES = 500
const FLUSH_STEPS = 16
const CHECKED_NOW = 6
/** Left free beside a copy, so that the desk itself can go on writing. */
const SPARE_BYTES = 65_536
/** With less than this left, old copies make room: other programs of the computer need some too. */
const LOW_BYTES = 200 << 20
/**
 * What was proved when the backup was made; `bytes` ties it to the file. `made` counts the backups of this folder: their
 * order, whatever the clock said. Those from before it was kept have none, and are older than all that have one.
 */
const sidecar = z.object({ bytes: z.number(), packages: z.number(), schema: z.number(), made: z.number().default(0) })

/** Copies the open database in small steps, proves the copy, and only then gives it its name. */
export async function makeBackup(
  db: Database.Database,
  backupDir: string,
  reason: BackupReason,
  ports: StorePorts,
): Promise<BackupInfo> {
  const at = ports.now()
  const name = backupName(at, reason)
  const partial = join(backupDir, name + PARTIAL)
  const file = join(backupDir, name)
  try {
    makeFolder(backupDir)
    removePartials(backupDir)
    const needed = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
    const leaves = (bytes: number) => freeBytes(backupDir) >= needed + bytes
    // What is done now is worth more than a further copy of last week.
    if (!leaves(LOW_BYTES)) rotate(backupDir, ports, { full: true })
    if (!leaves(SPARE_BYTES)) throw new DeskError('DISK_FULL', { path: backupDir })
    const flush = flushNowAndThen(partial)
    await db.backup(partial, { progress: () => (flush(), STEP_PAGES) })
    const check = await checkFile(partial, ports.log, { seal: true })
    if (!check.good) throw new DeskError(check.fault ? 'DISK_FAULT' : 'DATABASE_DAMAGED', { detail: check.why })
    await flushFile(partial)
    const bytes = statSync(partial).size
    const made = Math.max(0, ...inOrder(backupDir).map((backup) => backup.made)) + 1
    const facts = { bytes, packages: check.packages, schema: check.schema, made }
    writeDurably(`${file}.json`, JSON.stringify(facts))
    moveFile(partial, file)
    ports.log.info('store.backup', { reason, bytes, packages: check.packages })
    rotate(backupDir, ports)
    return { file, at: parseBackupName(name)!.at.toISOString(), bytes, packages: check.packages, good: true }
  } catch (error) {
    for (const leftover of [partial, `${partial}-wal`, `${partial}-shm`, `${partial}-journal`])
      rmSync(leftover, { force: true })
    ports.log.error('store.backup_failed', { reason, detail: describe(error) })
    throw asDeskError(error)
  }
}

/** Writes what was copied to the disk along the way: the last step would otherwise wait for the whole file. */
function flushNowAndThen(file: string): () => void {
  let steps = 0
  let running = false
  return () => {
    if (running || ++steps % FLUSH_STEPS > 0) return
    running = true
    flushFile(file)
      // The step that ends the copy flushes again, and fails aloud.
      .catch(() => undefined)
      .finally(() => (running = false))
  }
}

/** What is left of a backup that a crash interrupted. */
export function removePartials(backupDir: string): void {
  for (const name of names(backupDir)) if (name.includes(PARTIAL)) rmSync(join(backupDir, name), { force: true })
}

function rotate(backupDir: string, ports: StorePorts, { full = false } = {}): void {
  // One that went bad must not push out a good one of its hour.
  const good = listBackups(backupDir).filter((backup) => backup.good)
  for (const name of expired(
    good.flatMap(({ file }) => parseBackupName(basename(file)) ?? []),
    { full },
  )) {
    try {
      rmSync(join(backupDir, name), { force: true })
      rmSync(join(backupDir, `${name}.json`), { force: true })
    } catch (error) {
      ports.log.warn('store.rotation_failed', { detail: describe(error) })
    }
  }
}

function names(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}

/** All backups, the last made first, as their side files tell: nothing is opened. */
export function listBackups(backupDir: string): BackupInfo[] {
  return inOrder(backupDir).map(({ file, at, bytes, packages, good }) => ({ file, at, bytes, packages, good }))
}

function inOrder(backupDir: string): (BackupInfo & { made: number })[] {
  return names(backupDir)
    .flatMap((name) => parseBackupName(name) ?? [])
    .flatMap(({ file: name, at }) => {
      const file = join(backupDir, name)
      const bytes = statSync(file, { throwIfNoEntry: false })?.size
      if (bytes === undefined) return []
      const facts = readSidecar(`${file}.json`)
      const good = facts?.bytes === bytes
      return [{ file, at: at.toISOString(), bytes, packages: facts?.packages ?? 0, good, made: facts?.made ?? 0 }]
    })
    .toSorted((a, b) => b.made - a.made || b.at.localeCompare(a.at))
}

/**
 * All backups, newest first. The newest are opened and checked now; the older, which nobody would choose before those,
 * count as good when they are as they were when they were checked. A restore checks its backup in any case.
 */
export async function checkedBackups(backupDir: string, log: Logger): Promise<BackupInfo[]> {
  const checked: BackupInfo[] = []
  for (const [place, backup] of listBackups(backupDir).entries()) {
    if (place >= CHECKED_NOW) {
      checked.push(backup)
      continue
    }
    const check = await checkFile(backup.file, log)
    checked.push({ ...backup, good: check.good, packages: check.good ? check.packages : backup.packages })
  }
  return checked
}

function readSidecar(file: string): z.infer<typeof sidecar> | null {
  try {
    return sidecar.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
