import Database from 'better-sqlite3'

/** Written into every replica's header ('LDSK'), so that another program's file is never taken for ours. */
export const APPLICATION_ID = 0x4c44534b

/**
 * The longest that a call may stand still for a lock of another program: the console stands still with it. Whoever may wait
 * longer tries again.
 */
const BUSY_MS = 50

/** Opens with the settings of the desk. Creates the file when it is missing. */
export function connect(file: string): Database.Database {
  return new Database(file, { timeout: BUSY_MS })
}

/** The settings of a working connection. WAL is remembered by the file, the rest is not. */
export function applyPragmas(db: Database.Database): void {
  if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal')
    throw new Error('the file cannot use a write-ahead log')
  // better-sqlite3 builds SQLite with NORMAL for WAL, where a power loss may take the last commits.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma(`busy_timeout = ${BUSY_MS}`)
  db.pragma('cache_size = -64000')
  db.pragma('temp_store = MEMORY')
  // What is erased is gone from the pages too, not only from the tables.
  db.pragma('secure_delete = ON')
  db.pragma('mmap_size = 0')
  db.pragma('journal_size_limit = 67108864')
  // The log is written back when the desk is quiet (fold.ts); a commit does it only where that never comes.
  db.pragma('wal_autocheckpoint = 4000')
  db.pragma('analysis_limit = 400')
}

/** Which program’s file it is, as its header says. */
export const applicationId = (db: Database.Database): number => Number(db.pragma('application_id', { simple: true }))

/** True for a database in which nothing was ever created. */
export const isBlank = (db: Database.Database): boolean =>
  db.prepare('SELECT count(*) AS n FROM sqlite_schema').pluck().get() === 0
