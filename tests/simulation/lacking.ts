import type Database from 'better-sqlite3'
import type { SyncedTable } from '../../src/main/store/schema.ts'
import { columnsOf, SYNCED_TABLES } from '../../src/main/store/columns.ts'
import { SYNC_TABLES, TABLES, type ColumnKind } from '../../src/shared/sync/tables.ts'

/** What a new row has where nothing is said, as SQL. */
function byDefault(table: SyncedTable, column: string): string {
  const value = (TABLES[table] as Readonly<Record<string, { default?: unknown }>>)[column]?.default
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return ` DEFAULT '${value}'`
  return typeof value === 'object' ? ` DEFAULT '${JSON.stringify(value)}'` : ` DEFAULT ${Number(value)}`
}

/** The columns of today that the tables of an older version have not. */
export function columnsLacking(db: Database.Database) {
  return SYNCED_TABLES.flatMap((table) => {
    const there = (db.pragma(`table_info('${table}')`) as { name: string }[]).map(({ name }) => name)
    if (there.length === 0) return []
    const kinds: Readonly<Record<string, ColumnKind>> = SYNC_TABLES[table]
    return columnsOf(table)
      .filter((column) => !there.includes(column))
      .map((column) => ({ table, column, type: /^(int|seq|bool)$/.test(kinds[column]!) ? 'INTEGER' : 'TEXT' }))
      .map((lacking) => ({ ...lacking, type: `${lacking.type}${byDefault(table, lacking.column)}` }))
  })
}

/**
 * Lets the notices of an older version, empty still, leave the channel open as those of today do, and lends it the deliveries that
 * every parcel of today is read with.
 */
export function lendNotices(db: Database.Database): void {
  const made = db
    .prepare("SELECT type, sql FROM sqlite_schema WHERE tbl_name = 'notices' AND sql IS NOT NULL")
    .all() as {
    type: string
    sql: string
  }[]
  db.exec('DROP TABLE notices')
  for (const { type, sql } of made.toSorted((a, b) => Number(b.type === 'table') - Number(a.type === 'table')))
    db.exec(type === 'table' ? sql.replace('channel TEXT NOT NULL', 'channel TEXT') : sql)
  db.exec(`CREATE TABLE notice_deliveries (${columnsOf('notice_deliveries').join(', ')})`)
}
