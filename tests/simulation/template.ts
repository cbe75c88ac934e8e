import { join } from 'node:path'
import Database from 'better-sqlite3'
import { APPLICATION_ID, applyPragmas } from '../../src/main/store/connection.ts'
import { migrate } from '../../src/main/store/migrate.ts'
import { replicaMigrations } from '../../src/main/store/testing.ts'

/** An empty replica at a schema version, to be copied: migrating takes longer than a whole short life. */
export function template(dir: string, version: number): string {
  const file = join(dir, `template-${version}.db`)
  const db = new Database(file)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  applyPragmas(db)
  migrate(db, replicaMigrations().slice(0, version))
  db.close()
  return file
}
