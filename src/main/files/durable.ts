import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder, syncFolder, syncFolderSoon } from './folders.ts'

/** A name that no reader looks for: what an interruption leaves under it is written over by the next try. */
const partOf = (path: string): string => `${path}.part`

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : content

/**
 * Writes a file that is whole or as it was, and on the disk, name included, when this returns. A call of the system may
 * take fewer bytes than it was given without calling that an error.
 */
export function writeDurably(path: string, content: string | Uint8Array): void {
  const bytes = bytesOf(content)
  const part = partOf(path)
  makeFolder(dirname(path))
  try {
    const handle = openSync(part, 'w')
    try {
      for (let done = 0; done < bytes.length;) done += moved(writeSync(handle, bytes, done, bytes.length - done))
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(part, path)
  } catch (error) {
    rmQuietly(part)
    throw error
  }
  syncFolder(dirname(path))
}

/** The same without keeping anybody waiting meanwhile. `name` may choose the last name when the bytes are on the disk. */
export async function writeDurablySoon(
  path: string,
  content: string | Uint8Array,
  name: () => string | Promise<string> = () => path,
): Promise<void> {
  const bytes = bytesOf(content)
  const part = partOf(path)
  makeFolder(dirname(path))
  try {
    const handle = await open(part, 'w')
    try {
      await writeWhole(handle, bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, await name())
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  }
  await syncFolderSoon(dirname(path))
}

async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done)
    done += moved(bytesWritten)
  }
}

/** A write that takes nothing and says no error would be tried for ever. */
function moved(bytes: number): number {
  if (bytes > 0) return bytes
  throw Object.assign(new Error('ENOSPC: nothing was written'), { code: 'ENOSPC' })
}

function rmQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The next try writes over it.
  }
}
