import type Database from 'better-sqlite3'
import type { AnyRow } from './rows.ts'
import type { SyncedTable } from './schema.ts'

/** One change of one row, as the server will be asked to make it. */
export interface OutboxOp {
  table: SyncedTable
  op: 'insert' | 'patch' | 'remove'
  id: string
  values: AnyRow
}

/** One act of a person, as it waits to be sent. */
export interface OutboxEntry {
  id: string
  name: string
  schema: number
  actor_id: string
  at: string
  ops: OutboxOp[]
}

/** Appends acts and keeps the server's last copy of each row they touch. Runs inside the caller's transaction. */
export function outboxWriter(db: Database.Database) {
  const base = db.prepare('INSERT OR IGNORE INTO _base (table_name, row_id, row) VALUES (?, ?, ?)')
  const entry = db.prepare('INSERT INTO _outbox (id, name, schema, actor_id, at, ops) VALUES (?, ?, ?, ?, ?, ?)')
  return {
    /** Keeps `row` unless an older unsent edit already did; null for a row that this desk made. */
    keepBase(table: SyncedTable, id: string, row: AnyRow | null): void {
      base.run(table, id, row && row['change_seq'] !== null ? JSON.stringify(row) : null)
    },
    append(act: OutboxEntry): void {
      entry.run(act.id, act.name, act.schema, act.actor_id, act.at, JSON.stringify(act.ops))
    },
  }
}

export type OutboxWriter = ReturnType<typeof outboxWriter>
