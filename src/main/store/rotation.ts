export const BACKUP_REASONS = [
  'hourly',
  'daily',
  'before_migration',
  'before_connect',
  'before_restore',
  'manual',
] as const
export type BackupReason = (typeof BACKUP_REASONS)[number]

/** What a backup's name says. */
export interface BackupName {
  file: string
  at: Date
  reason: BackupReason
}

const NAME = new RegExp(String.raw`^replica-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(${BACKUP_REASONS.join('|')})\.db$`)

/** The name of a backup: when and why it was made. */
export const backupName = (at: Date, reason: BackupReason): string =>
  `replica-${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z-${reason}.db`

/** Reads a backup's name, or null for any other file. */
export function parseBackupName(file: string): BackupName | null {
  const parts = NAME.exec(file)
  if (!parts) return null
  const [, year, month, day, hour, minute, second, reason] = parts
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`)
  return Number.isNaN(at.getTime()) ? null : { file, at, reason: reason as BackupReason }
}

/** How many periods that have a backup keep their newest one. */
export const KEPT = { hours: 24, days: 14, weeks: 8 }
/** The same where the disk has no room for more. */
const KEPT_WHEN_FULL: typeof KEPT = { hours: 2, days: 3, weeks: 2 }
/** Of those that were made before something that changes much, so many of each kind. */
const LAST: Partial<Record<BackupReason, number>> = { before_migration: 3, before_restore: 3 }
const ALWAYS: ReadonlySet<BackupReason> = new Set(['manual', 'before_connect'])
const DAY_MS = 86_400_000
const hourOf = (at: Date) => at.toISOString().slice(0, 13)
const dayOf = (at: Date) => at.toISOString().slice(0, 10)
// 1970-01-05 was a Monday.
const weekOf = (at: Date) => String(Math.floor((at.getTime() / DAY_MS - 4) / 7))

/**
 * Which backups may go, given in the order in which they were made, the newest first: a clock that was wrong for a while
 * has named some of them after a time that has not come, and none of them may push out what is made now. Of those made on
 * schedule stay the newest of each of the last 24 hours, 14 days and 8 weeks that have one, and fewer where the disk is
 * full; of those before a migration or a restore the last 3; those that a person made, and those made before the desk was
 * connected to a project, always.
 */
export function expired(newest: readonly BackupName[], { full = false } = {}): string[] {
  const kept = full ? KEPT_WHEN_FULL : KEPT
  const keep = new Set(newest.slice(0, 1).map(({ file }) => file))
  const keepNewestOf = (count: number, periodOf: (at: Date) => string) => {
    const seen = new Set<string>()
    for (const backup of newest) {
      if (backup.reason !== 'hourly' && backup.reason !== 'daily') continue
      const period = periodOf(backup.at)
      if (seen.has(period)) continue
      if (seen.size === count) break
      seen.add(period)
      keep.add(backup.file)
    }
  }
  keepNewestOf(kept.hours, hourOf)
  keepNewestOf(kept.days, dayOf)
  keepNewestOf(kept.weeks, weekOf)
  for (const [of, count] of Object.entries(LAST))
    for (const { file } of newest.filter(({ reason }) => reason === of).slice(0, count)) keep.add(file)
  return newest.filter(({ file, reason }) => !ALWAYS.has(reason) && !keep.has(file)).map(({ file }) => file)
}
