import { openSync, closeSync, fstatSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { shell } from 'electron'
import type { DeskOptions } from '../deskOptions.ts'
import { writeDurably } from '../files/durable.ts'

const TAIL_BYTES = 32 * 1024

/** The end of the program's log, and a folder for the files that a desk sends us. */
export function supportPorts(logs: string, folder: string): DeskOptions['support'] {
  return {
    log: () => {
      try {
        const handle = openSync(join(logs, 'desk.log'), 'r')
        try {
          const { size } = fstatSync(handle)
          const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES))
          readSync(handle, buffer, 0, buffer.length, size - buffer.length)
          return buffer.toString('utf8')
        } finally {
          closeSync(handle)
        }
      } catch {
        return ''
      }
    },
    save: (name, text) => {
      const path = join(folder, name)
      writeDurably(path, text)
      shell.showItemInFolder(path)
      return path
    },
  }
}
