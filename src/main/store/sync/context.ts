import type Database from 'better-sqlite3'
import type { ChangeSet } from '../changes.ts'
import { lru } from '../lru.ts'
import type { Logger } from '../ports.ts'
import { rowStatements, type RowStatements } from '../rows.ts'
import { columnsOf } from '../columns.ts'
import type { SyncedTable } from '../schema.ts'
import { TABLE_ORDER } from './values.ts'

export interface Parent {
  column: string
  table: string
}

/** What every part of the sync side works with. */
export interface SyncContext {
  db: Database.Database
  rows: RowStatements
  schema: number
  log: Logger
  sql(text: string): Database.Statement
  parents(table: SyncedTable): readonly Parent[]
  /** True when every row that this one refers to is here. */
  parentsPresent(table: SyncedTable, row: Readonly<Record<string, unknown>>): boolean
  meta: { get(key: string): string | null; set(key: string, value: string | null): void }
}

/** Makes what the parts of the sync side share: prepared statements, and what each table refers to, read once. */
export function syncContext(db: Database.Database, schema: number, log: Logger): SyncContext {
  const sql = lru(256, (text) => db.prepare(text))
  const parents = new Map<SyncedTable, readonly Parent[]>()
  const parentsOf = (table: SyncedTable): readonly Parent[] => {
    let found = parents.get(table)
    if (!found) {
      columnsOf(table)
      const keys = db.pragma(`foreign_key_list('${table}')`) as { from: string; table: string }[]
      parents.set(table, (found = keys.map(({ from, table: parent }) => ({ column: from, table: parent }))))
    }
    return found
  }
  return {
    db,
    rows: rowStatements(db),
    schema,
    log,
    sql,
    parents: parentsOf,
    parentsPresent: (table, row) =>
      parentsOf(table).every(({ column, table: parent }) => {
        const id = row[column]
        return id === null || id === undefined || sql(`SELECT 1 FROM ${parent} WHERE id = ?`).get(id) !== undefined
      }),
    meta: {
      get: (key) => (sql('SELECT value FROM _sync WHERE key = ?').pluck().get(key) as string | undefined) ?? null,
      set: (key, value) =>
        void (value === null
          ? sql('DELETE FROM _sync WHERE key = ?').run(key)
          : sql(
              'INSERT INTO _sync (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
            ).run(key, value)),
    },
  }
}

/** The columns that this version keeps, in words: a cursor earned with fewer columns does not cover the new ones. */
export function columnsKnown(): string {
  return (known ??= TABLE_ORDER.map((table) => `${table}:${columnsOf(table).toSorted().join(',')}`).join(';'))
}
let known: string | null = null

/**
 * Runs a write of sync: rules made for acts stand back. `defer`: references are checked at the end instead of row by
 * row. That costs every prepared statement of the connection, which SQLite compiles anew after such a pragma.
 */
export function replaying<T>({ db, sql }: SyncContext, { defer }: { defer: boolean }, fn: () => T): T {
  if (defer) db.pragma('defer_foreign_keys = ON')
  sql('INSERT INTO _replaying (one) VALUES (1)').run()
  const value = fn()
  sql('DELETE FROM _replaying').run()
  return value
}

export type { ChangeSet }
