import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A small text file that is either whole or as it was: written beside, then renamed. */
export function fileIn(folder: string, name: string): { read(): string | null; write(text: string): void } {
  const path = join(folder, name)
  return {
    read: () => {
      try {
        return readFileSync(path, 'utf8')
      } catch {
        return null
      }
    },
    write: (text) => {
      mkdirSync(folder, { recursive: true })
      const handle = openSync(`${path}.new`, 'w')
      try {
        writeSync(handle, text)
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
      renameSync(`${path}.new`, path)
    },
  }
}
