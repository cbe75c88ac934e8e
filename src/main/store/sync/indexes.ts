import type Database from 'better-sqlite3'

/** The tables that hold a building's history: nearly all of its rows. Nothing reads them by an index while they are filled. */
const LONG_TABLES = ['packages', 'package_events', 'handovers', 'notices', 'notice_deliveries'] as const

/** Few rows stand in these: keeping them up to date costs less than to read a whole table for them at the end. */
const KEPT = [
  'packages_waiting',
  'packages_waiting_short',
  'packages_waiting_pickup',
  'packages_written_name',
  'package_events_undoes',
  'notices_again',
] as const

/**
 * Takes indexes and triggers off the long tables of a file that is about to be filled: row by row they cost more than the rows,
 * and the triggers hold for acts alone. Answers how to make them.
 */
export function lighten(db: Database.Database): string[] {
  const marks = (list: readonly string[]) => list.map(() => '?').join(', ')
  const found = db
    .prepare(
      `SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
       AND tbl_name IN (${marks(LONG_TABLES)}) AND name NOT IN (${marks(KEPT)}) ORDER BY type, name`,
    )
    .all(...LONG_TABLES, ...KEPT) as { type: string; name: string; sql: string }[]
  for (const { type, name } of found) db.exec(`DROP ${type} ${name}`)
  return found.map(({ sql }) => sql.replace(/^CREATE( UNIQUE)? (INDEX|TRIGGER) /i, 'CREATE$1 $2 IF NOT EXISTS '))
}

/** What the planner knows of the tables, all of them, though nothing has asked for them yet; then the log is written back. */
export const SETTLE = [
  'PRAGMA analysis_limit = 400',
  'PRAGMA optimize = 0x10002',
  'PRAGMA wal_checkpoint(TRUNCATE)',
] as const
