import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'

/** The tables that hold a building's history: nearly all of its rows. Nothing reads them by an index while they are filled. */
const LONG_TABLES = ['packages', 'package_events', 'handovers', 'notices'] as const

/** Few rows stand in these: keeping them up to date costs less than to read a whole table for them at the end. */
const KEPT = [
  'packages_waiting',
  'packages_waiting_short',
  'packages_waiting_pickup',
  'packages_written_name',
  'package_events_undoes',
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

interface IndexTask {
  file: string
  statements: readonly string[]
}

/** Runs also as text in a thread: it may use nothing from outside itself. */
function makeIndexes(Sqlite: typeof Database, { file, statements }: IndexTask): void {
  const db = new Sqlite(file, { fileMustExist: true, timeout: 60_000 })
  try {
    db.pragma('synchronous = NORMAL')
    db.pragma('cache_size = -64000')
    for (const statement of statements) db.exec(statement)
    // All tables, though nothing has asked for them yet: plans for an empty replica would be wrong for this one.
    db.pragma('analysis_limit = 400')
    db.pragma('optimize = 0x10002')
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

const THREAD = `
const { workerData } = require('node:worker_threads')
const makeIndexes = ${makeIndexes.toString()}
makeIndexes(require(workerData.module), workerData.task)
`

/** Makes indexes, triggers and the planner's statistics in a thread of its own: about a second per index and million rows. */
export function makeIndexesInThread(task: IndexTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const module = createRequire(import.meta.url).resolve('better-sqlite3')
    const worker = new Worker(THREAD, { eval: true, workerData: { module, task } })
    worker.once('error', (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))))
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the thread ended with ${code}`))))
  })
}

/** The same at once, where time is not real. */
export const makeIndexesHere = (task: IndexTask): Promise<void> =>
  new Promise((resolve) => {
    makeIndexes(Database, task)
    resolve()
  })
