import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { writeDurably } from '../files/durable.ts'
import { APPLICATION_ID } from './connection.ts'

const MAGIC = 'SQLite format 3\0'

/** What is told to support of a file that is not where it stood. */
export const FILE_GONE = 'the file is gone'

export interface Inspection {
  /** There is no file, and nothing says that one was lost. */
  missing: boolean
  /** The last session did not end with a close. */
  unclean: boolean
  /** Why the file cannot be opened as a replica, or null. */
  damage: string | null
  /** What `damage` says is that there is no file where one stood. */
  gone: boolean
}

const markOf = (file: string) => `${file}-open`

/** Says that a session runs on the file; `unmark` takes it back when it ended well. */
export const mark = (file: string): void => closeSync(openSync(markOf(file), 'w'))
/** The session ended well. */
export const unmark = (file: string): void => rmSync(markOf(file), { force: true })

const freshOf = (file: string) => `${file}-fresh`

/** Says that the missing file was taken away on purpose: the next open may make an empty one. */
export const allowFresh = (file: string): void => writeDurably(freshOf(file), '')
/** Whether the next open may make an empty file. */
export const freshAllowed = (file: string): boolean => existsSync(freshOf(file))
/** The empty file stands: from now on a missing one is a loss. */
export const endFresh = (file: string): void => rmSync(freshOf(file), { force: true })

const sizeOf = (file: string): number | null => statSync(file, { throwIfNoEntry: false })?.size ?? null

/** Looks at the files without opening the database: cheap whatever their size. */
export function inspect(file: string): Inspection {
  const size = sizeOf(file)
  const log = sizeOf(`${file}-wal`) ?? 0
  const marked = existsSync(markOf(file))
  const unclean = marked || log > 0
  const found = (missing: boolean, damage: string | null, gone = false): Inspection => ({
    missing,
    unclean,
    damage,
    gone,
  })

  if (size === null && marked && log === 0) return found(false, FILE_GONE, true)
  // SQLite would begin an empty file and throw the log away.
  if (!size && log > 0) return found(false, 'the file is gone, its log is not', size === null)
  if (!size) return found(true, null)
  const header = readHeader(file)
  if (header.length < 100 || header.toString('latin1', 0, 16) !== MAGIC) return found(false, 'not an SQLite file')
  const odd = oddHeader(header)
  if (odd) return found(false, odd)
  // With a log, the rest of the header may be older than the database.
  if (log === 0) {
    const application = header.readUInt32BE(68)
    if (application !== APPLICATION_ID && application !== 0) return found(false, 'the file of another program')
    const pageSize = pageSizeOf(header)
    const pages = header.readUInt32BE(28)
    if (pages * pageSize > size) return found(false, `cut off: ${size} of ${pages * pageSize} bytes`)
  }
  return found(false, null)
}

const pageSizeOf = (header: Buffer): number => (header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16))

/** Fields that are the same in every replica: SQLite takes some of them for a newer format, or for a read-only file. */
function oddHeader(header: Buffer): string | null {
  const size = pageSizeOf(header)
  if (size < 512 || (size & (size - 1)) !== 0) return `odd header: page size ${size}`
  for (const [at, least, most] of [
    [18, 1, 2],
    [19, 1, 2],
    [20, 0, 0],
    [21, 64, 64],
    [22, 32, 32],
    [23, 32, 32],
  ] as const) {
    const value = header.readUInt8(at)
    if (value < least || value > most) return `odd header: ${value} at ${at}`
  }
  const [format, encoding] = [header.readUInt32BE(44), header.readUInt32BE(56)]
  return format > 4 || encoding > 3 ? `odd header: format ${format}, encoding ${encoding}` : null
}

function readHeader(file: string): Buffer {
  const handle = openSync(file, 'r')
  try {
    const header = Buffer.alloc(100)
    let read = 0
    for (let more = 1; more > 0 && read < 100; read += more) more = readSync(handle, header, read, 100 - read, read)
    return header.subarray(0, read)
  } finally {
    closeSync(handle)
  }
}
