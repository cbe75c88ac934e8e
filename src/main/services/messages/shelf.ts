import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileShelf } from './files.ts'

/** Attachments as files of one folder, named by their ids. */
export function shelfIn(folder: string): FileShelf {
  const place = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('not an id')
    return join(folder, id)
  }
  return {
    async put(id, bytes) {
      await mkdir(folder, { recursive: true })
      // Whole or not at all: half a file must never be uploaded.
      const part = `${place(id)}.part`
      await writeFile(part, bytes, { flush: true })
      await rename(part, place(id))
    },
    async get(id) {
      try {
        return new Uint8Array(await readFile(place(id)))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    drop: (id) => rm(place(id), { force: true }),
  }
}
