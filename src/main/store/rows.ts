import type Database from 'better-sqlite3'
import { lru } from './lru.ts'
import { columnsOf } from './columns.ts'
import type { SyncedTable } from './schema.ts'

export type AnyRow = Record<string, unknown>

/** Single-row statements on synced tables, prepared once per set of columns. Names come only from the schema. */
export function rowStatements(db: Database.Database) {
  const prepared = lru(256, (sql) => db.prepare<unknown[], AnyRow>(sql))

  function checked(table: SyncedTable, row: object): string[] {
    const known = columnsOf(table)
    const columns: string[] = []
    for (const [column, value] of Object.entries(row)) {
      if (value === undefined) continue
      if (!known.includes(column)) throw new Error(`${table} has no column ${column}`)
      columns.push(column)
    }
    return columns
  }
  const insertSql = (table: SyncedTable, columns: readonly string[]) =>
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

  return {
    checked,
    get(table: SyncedTable, id: string): AnyRow | undefined {
      columnsOf(table)
      return prepared(`SELECT * FROM ${table} WHERE id = ?`).get(id)
    },
    /** Inserts and answers the row as stored, defaults filled in. */
    insert(table: SyncedTable, row: AnyRow): AnyRow {
      const columns = checked(table, row)
      return prepared(`${insertSql(table, columns)} RETURNING *`).get(...columns.map((column) => row[column]))!
    },
    update(table: SyncedTable, id: string, values: AnyRow): AnyRow {
      const columns = checked(table, values)
      const sets = columns.map((column) => `${column} = ?`).join(', ')
      return prepared(`UPDATE ${table} SET ${sets} WHERE id = ? RETURNING *`).get(
        ...columns.map((column) => values[column]),
        id,
      )!
    },
    load(table: SyncedTable, row: AnyRow): void {
      const columns = checked(table, row)
      prepared(insertSql(table, columns)).run(...columns.map((column) => row[column]))
    },
  }
}

export type RowStatements = ReturnType<typeof rowStatements>
