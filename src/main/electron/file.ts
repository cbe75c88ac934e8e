import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '../files/durable.ts'

/** A small text file that is either whole or as it was. */
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
    write: (text) => writeDurably(path, text),
  }
}
