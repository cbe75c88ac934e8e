import Database from 'better-sqlite3'
import { APPLICATION_ID, applicationId } from './connection.ts'
import { describe } from './faults.ts'
import { LOCAL_TABLES, SYNCED_TABLES } from './schema.ts'

const CORE_TABLES: readonly string[] = [...SYNCED_TABLES, ...LOCAL_TABLES]

/** What is wrong with the core tables of an open database, or null. Reads them whole: about a second per million rows. */
export function checkTables(db: Database.Database): string | null {
  const missing = missingTables(db)
  if (missing) return missing
  for (const table of CORE_TABLES) {
    try {
      const [answer] = db.pragma(`quick_check('${table}')`) as { quick_check: string }[]
      if (answer?.quick_check !== 'ok') return `${table}: ${answer?.quick_check ?? 'no answer'}`
    } catch (error) {
      return `${table}: ${describe(error)}`
    }
  }
  return null
}

/** Names core tables that are not there, or null. */
export function missingTables(db: Database.Database): string | null {
  const present = new Set(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all())
  const missing = CORE_TABLES.filter((table) => !present.has(table))
  return missing.length > 0 ? `missing tables: ${missing.join(', ')}` : null
}

export type FileCheck = { good: true; schema: number; packages: number } | { good: false; why: string }

/** Opens a database file without changing it and checks its core tables. */
export function checkFile(file: string): FileCheck {
  let db: Database.Database | null = null
  try {
    db = new Database(file, { readonly: true, fileMustExist: true })
    if (applicationId(db) !== APPLICATION_ID) return { good: false, why: 'not a replica' }
    const why = checkTables(db)
    if (why) return { good: false, why }
    return {
      good: true,
      schema: Number(db.pragma('user_version', { simple: true })),
      packages: Number(db.prepare('SELECT count(*) FROM packages').pluck().get()),
    }
  } catch (error) {
    return { good: false, why: describe(error) }
  } finally {
    db?.close()
  }
}
