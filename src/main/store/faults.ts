import Database from 'better-sqlite3'
import { DeskError } from '../../shared/contract/errors.ts'

/** The code of an SQLite error, or null for anything else. */
export const sqliteCode = (error: unknown): string | null => (error instanceof Database.SqliteError ? error.code : null)

/** The code of a file system error ('ENOSPC'), or null for anything else. */
const fileCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code)
    ? error.code
    : null

type FaultCode = 'DISK_FULL' | 'READ_ONLY' | 'DATABASE_BUSY' | 'DATABASE_DAMAGED' | 'DISK_FAULT'

function faultCode(error: unknown): FaultCode | null {
  switch (fileCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'DISK_FULL'
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'READ_ONLY'
    case 'EBUSY':
      return 'DATABASE_BUSY'
    // What a disk failed to do once it may do the next time: that proves nothing about the file.
    case 'EIO':
      return 'DISK_FAULT'
    default:
  }
  const code = sqliteCode(error)
  if (!code) return null
  // The index of the log could not grow: what that means is that no space is left.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return 'DISK_FULL'
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) return 'READ_ONLY'
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'DATABASE_BUSY'
  if (/^SQLITE_(IOERR|NOMEM|PROTOCOL)/.test(code)) return 'DISK_FAULT'
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'DATABASE_DAMAGED'
  return null
}

/** A fault of the disk or the file as the refusal that the screens know; anything else unchanged. */
export function asDeskError(error: unknown): unknown {
  if (error instanceof DeskError) return error
  const code = faultCode(error)
  return code ? new DeskError(code, { detail: describe(error) }, { cause: error }) : error
}

/** A fault of what is around the program (disk, rights, another program). It says nothing about what was being done. */
export const isOfEnvironment = (error: unknown): boolean => {
  const known = asDeskError(error)
  return known instanceof DeskError && ENVIRONMENT.has(known.code)
}
const ENVIRONMENT: ReadonlySet<string> = new Set<FaultCode>(['DISK_FULL', 'READ_ONLY', 'DATABASE_BUSY', 'DISK_FAULT'])

/** Another program holds the file. */
export const isBusy = (error: unknown): boolean => {
  const known = asDeskError(error)
  return known instanceof DeskError && known.code === 'DATABASE_BUSY'
}

/** True for a fault that may be gone a moment later. */
export const isPassing = (error: unknown): boolean => {
  const known = asDeskError(error)
  return known instanceof DeskError && (known.code === 'DISK_FAULT' || known.code === 'DATABASE_BUSY')
}

/** A few words for the log and the support screen. */
export function describe(error: unknown): string {
  const code = sqliteCode(error) ?? fileCode(error)
  const message = error instanceof Error ? error.message : String(error)
  return code && !message.includes(code) ? `${code}: ${message}` : message
}
