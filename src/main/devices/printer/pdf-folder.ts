import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurablySoon } from '../../files/durable.ts'
import { fileReason } from './file-errors.ts'
import { PrintError, type PrintTransport } from './transport.ts'

const LONGEST_NAME = 80
const MOST_COPIES = 999

/** Saves labels as files in a folder, for desks without a printer and for trying the program out. */
export function createPdfFolderTransport(ports: { folder: string }): PrintTransport {
  const { folder } = ports
  return {
    kind: 'pdf-folder',
    forms: ['pdf', 'zpl'],
    listPrinters: () => Promise.resolve([]),
    async check() {
      const reason = await writeProblem(folder)
      return { state: reason === null ? 'ready' : 'attention', reason }
    },
    async submit(job) {
      // Half a label after a power cut is worse than none.
      let ref = ''
      const hidden = join(folder, `.${randomUUID()}`)
      const named = async () => join(folder, (ref = await freeName(folder, safeFileName(job.title), job.document.form)))
      try {
        await writeDurablySoon(hidden, job.document.bytes, named)
        return { ref }
      } catch (error) {
        throw new PrintError([fileReason(error)], { retry: false, cause: error })
      }
    },
    async state(ref) {
      const there = await exists(join(folder, ref))
      return there ? { state: 'printed', reason: 'saved' } : { state: 'failed', reason: 'unknown-job' }
    },
  }
}

/** A file name that every file system takes, without extension. */
export function safeFileName(title: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[\p{C}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .slice(0, LONGEST_NAME)
    .replace(/^[ .]+|[ .]+$/gu, '')
  // Device names of Windows, which no folder may hold.
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu.test(plain)
  return plain === '' || reserved ? `label ${plain}`.trim() : plain
}

/** Short numbers come round again: an earlier label of the same name is kept. */
async function freeName(folder: string, base: string, extension: string): Promise<string> {
  for (let n = 1; n <= MOST_COPIES; n += 1) {
    const name = n === 1 ? `${base}.${extension}` : `${base} (${n}).${extension}`
    if (!(await exists(join(folder, name)))) return name
  }
  throw new Error(`The folder already holds ${MOST_COPIES} labels named ${base}`)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function writeProblem(folder: string): Promise<string | null> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
    return null
  } catch (error) {
    return fileReason(error)
  }
}
