import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Copies from before an erasure are gone so many days after it, also those that are kept for ever otherwise. */
export const COPIES_DAYS = 35
const DAY_MS = 86_400_000
/** Backups, and what was put aside after a damage, with what lies beside them. */
const COPY = /^replica(-\d{8}T\d{6}Z-.*\.db|\.db\.(damaged|rescued)-.*)$/

const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => COPY.test(name))
  } catch {
    return []
  }
}

/** The copies of the replica in these folders. */
export const countCopies = (folders: readonly string[]): number =>
  folders.flatMap(filesIn).filter((name) => name.endsWith('.db') || name.includes('.damaged-')).length

/** Deletes copies that were made before an erasure whose delay is over. The newest backup is made after it, so one always stays. */
export function dropCopies(folders: readonly string[], erasedAt: readonly string[], now: Date): number {
  const over = erasedAt.filter((at) => now.getTime() - Date.parse(at) > COPIES_DAYS * DAY_MS)
  const before = Math.max(0, ...over.map((at) => Date.parse(at)))
  const old = folders
    .flatMap((folder) => filesIn(folder).map((name) => join(folder, name)))
    .filter((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < before)
  for (const file of old) rmSync(file, { force: true })
  return old.length
}
