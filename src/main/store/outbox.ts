import type Database from 'better-sqlite3'
import type { WireOp } from '../../shared/sync/wire.ts'
import { lru } from './lru.ts'
import type { AnyRow } from './rows.ts'
import type { SyncedTable } from './schema.ts'

/** One change of one row, as the replica keeps it until the server is asked to make it. */
export interface OutboxOp extends Omit<WireOp, 'table' | 'values'> {
  table: SyncedTable
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

const ACT = ['id', 'name', 'schema', 'actor_id', 'at', 'ops'] as const
/** How it was tried: columns of the second migration. */
const TRIED = ['attempts', 'next_attempt_at', 'last_error', 'state'] as const
type QueueRow = Omit<OutboxEntry, 'ops'> & { ops: string } & Partial<
    Record<(typeof TRIED)[number], string | number | null>
  >

/** Puts an act at the end of the queue, inside the caller's transaction: nothing else writes a row of it. */
export function enqueue(sql: (text: string) => { run(...values: unknown[]): unknown }, row: QueueRow): void {
  const columns = [...ACT, ...TRIED.filter((column) => row[column] !== undefined && row[column] !== null)]
  sql(`INSERT INTO _outbox (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
    ...columns.map((column) => row[column]),
  )
}

/** Appends acts and keeps the server's last copy of each row they touch. Runs inside the caller's transaction. */
export function outboxWriter(db: Database.Database) {
  const base = db.prepare('INSERT OR IGNORE INTO _base (table_name, row_id, row) VALUES (?, ?, ?)')
  const sql = lru(2, (text) => db.prepare(text))
  return {
    /** Keeps `row` unless an older unsent edit already did; null for a row that this desk made. */
    keepBase(table: SyncedTable, id: string, row: AnyRow | null): void {
      base.run(table, id, row && row['change_seq'] !== null ? JSON.stringify(row) : null)
    },
    append: (act: OutboxEntry): void => enqueue(sql, { ...act, ops: JSON.stringify(act.ops) }),
  }
}

export type OutboxWriter = ReturnType<typeof outboxWriter>
