import type Database from 'better-sqlite3'
import { columnsOf, SYNCED_TABLES } from '../../src/main/store/columns.ts'
import { SYNC_TABLES, type ColumnKind } from '../../src/shared/sync/tables.ts'

/** The columns of today that the tables of an older version have not. */
export function columnsLacking(db: Database.Database) {
  return SYNCED_TABLES.flatMap((table) => {
    const there = (db.pragma(`table_info('${table}')`) as { name: string }[]).map(({ name }) => name)
    if (there.length === 0) return []
    const kinds: Readonly<Record<string, ColumnKind>> = SYNC_TABLES[table]
    return columnsOf(table)
      .filter((column) => !there.includes(column))
      .map((column) => ({ table, column, type: /^(int|seq|bool)$/.test(kinds[column]!) ? 'INTEGER' : 'TEXT' }))
  })
}
