import type Database from 'better-sqlite3'

export interface Migration {
  version: number
  name: string
  sql: string
}

/** The schema version of an open database. */
export const schemaVersion = (db: Database.Database): number => Number(db.pragma('user_version', { simple: true }))

/** The newest version that these migrations lead to; throws when they are not 1, 2, 3… */
export function newestVersion(migrations: readonly Migration[]): number {
  migrations.forEach(({ version, name }, index) => {
    if (version !== index + 1) throw new Error(`migration ${version} (${name}) stands at place ${index + 1}`)
  })
  return migrations.length
}

/** Brings the database to the newest version, each step whole or not at all. */
export function migrate(db: Database.Database, migrations: readonly Migration[]): void {
  const pending = migrations.slice(schemaVersion(db))
  if (pending.length === 0) return
  // Inside a transaction this pragma does nothing, and rebuilding a table needs it off.
  db.pragma('foreign_keys = OFF')
  try {
    for (const step of pending) apply(db, step)
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

function apply(db: Database.Database, { version, name, sql }: Migration): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    db.exec(sql)
    if (!db.inTransaction) throw new Error('the migration ended its own transaction')
    const broken = db.pragma('foreign_key_check') as { table: string }[]
    if (broken.length > 0) throw new Error(`${broken.length} rows without their parent, first in ${broken[0]!.table}`)
    db.pragma(`user_version = ${version}`)
    db.exec('COMMIT')
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    if (error instanceof Error) error.message = `migration ${version} (${name}): ${error.message}`
    throw error
  }
}
