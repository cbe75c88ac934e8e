import { statSync } from 'node:fs'

/** What a name stands for on the disk; null when it stands for nothing. */
function idOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (!found) return null
  // Windows keeps an open file from being replaced, and not each of its file systems has numbers that last.
  return process.platform === 'win32' ? 'there' : `${found.dev} ${found.ino}`
}

/**
 * Watches that the open file and its log are still what their names stand for: once they were moved, replaced or deleted,
 * commits go on without an error, into files that nobody will ever open again. A few microseconds.
 */
export function watchIdentity(file: string): () => boolean {
  const first = idOf(file)
  const log = `${file}-wal`
  let firstLog: string | null = null
  return () => {
    firstLog ??= idOf(log)
    return first !== null && idOf(file) === first && (firstLog === null || idOf(log) === firstLog)
  }
}
