import { accessSync, closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes a folder with those above it, on the disk when it returns. */
export function makeFolder(dir: string): void {
  try {
    const first = mkdirSync(dir, { recursive: true })
    // A new folder is a name in the one above it: each of them is written there.
    if (first !== undefined)
      for (let made = dir; ; made = dirname(made)) {
        syncFolder(dirname(made))
        if (made === first || made === dirname(made)) break
      }
  } catch (error) {
    // On a read-only disk Node says ENOENT: ask the nearest folder that is there why nothing may be made in it.
    let above = dirname(dir)
    while (!existsSync(above) && above !== dirname(above)) above = dirname(above)
    accessSync(above, constants.W_OK)
    throw error
  }
}

/** Makes sure that a folder's names are on the disk, where the system can. */
export function syncFolder(dir: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(dir, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The same without keeping anybody waiting. */
export async function syncFolderSoon(dir: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
