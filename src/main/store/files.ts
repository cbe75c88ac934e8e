import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DeskError } from '../../shared/contract/errors.ts'
import { syncFolder } from '../files/folders.ts'

export { makeFolder, syncFolder } from '../files/folders.ts'

/** What SQLite keeps beside a database. */
export const SIDES = ['-wal', '-shm', '-journal'] as const

/** Makes sure that the file's bytes are on the disk. Nobody is kept waiting meanwhile. */
export async function flushFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The same, at once: for the moment of a swap, in which nothing else may happen. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Renames within a folder, on the disk when it returns. */
export function moveFile(from: string, to: string): void {
  renameSync(from, to)
  syncFolder(dirname(to))
}

/** Bytes that this program may still write where `dir` is. */
export function freeBytes(dir: string): number {
  const { bavail, bsize } = statfsSync(dir)
  return bavail * bsize
}

/**
 * Makes sure that a closed database is whole in its one file, so that it may be moved without what lies beside it. While
 * another program reads it, the log stays: what is in it would be lost.
 */
export function expectWhole(file: string): void {
  for (const side of ['-wal', '-journal'])
    if ((statSync(file + side, { throwIfNoEntry: false })?.size ?? 0) > 0)
      throw new DeskError('DATABASE_BUSY', { detail: `${side.slice(1)} left behind: another program holds the file` })
}

/** Removes a database with what lies beside it. The file goes last: a log without it would be taken for a loss. */
export function removeWithSides(file: string): void {
  for (const side of [...SIDES, '']) if (existsSync(file + side)) rmSync(file + side, { force: true })
}
