import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurablySoon } from '../../files/durable.ts'
import type { FileStore } from './files.ts'

const ID = /^[0-9a-f-]{36}$/

/** Attachments as files of one folder, named by their ids. */
export function fileStoreIn(folder: string): FileStore {
  const place = (id: string) => {
    if (!ID.test(id)) throw new Error('not an id')
    return join(folder, id)
  }
  return {
    // Whole and on the disk before anything names it: half a file must never be uploaded.
    put: (id, bytes) => writeDurablySoon(place(id), bytes),
    async get(id) {
      try {
        return new Uint8Array(await readFile(place(id)))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    async list() {
      try {
        return (await readdir(folder)).filter((name) => ID.test(name))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
        throw error
      }
    },
    drop: (id) => rm(place(id), { force: true }),
  }
}
