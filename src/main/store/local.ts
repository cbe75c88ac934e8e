import type Database from 'better-sqlite3'
import type { ChangeSet } from './changes.ts'
import { lru } from './lru.ts'
import type { Prepare, Statement } from './statements.ts'

export interface LocalStatement extends Statement {
  run(...params: unknown[]): { changes: number }
}

/** Writes to this desk's own tables: their names begin with '_'. */
export interface LocalTx {
  prepare(sql: string): LocalStatement
  /** Reads of any table. */
  read: Prepare
  /** Names a touched row for the change event; without it the event carries the table alone. */
  touched(table: `_${string}`, id: string): void
}

const WRITES = /^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+"?(\w+)/i
/** Written by acts alone. */
const OUTBOX = new Set(['_outbox', '_base', '_audit', '_audit_salts'])

/** Prepares writes to local tables; anything else is refused before it runs. */
export function localStatements(db: Database.Database, read: Prepare) {
  const prepared = lru(64, (sql) => {
    const table = WRITES.exec(sql)?.[1]
    if (table === undefined) return { table: null, native: null }
    if (!table.startsWith('_') || OUTBOX.has(table.toLowerCase())) throw new Error(`local may not write to ${table}`)
    return { table, native: db.prepare(sql) }
  })
  return (changes: ChangeSet): LocalTx => ({
    read,
    touched: (table, id) => changes.add(table, id),
    prepare(sql) {
      const { table, native } = prepared(sql)
      if (!native) {
        const reader = read(sql)
        return {
          ...reader,
          run: () => {
            throw new Error('not a write')
          },
        }
      }
      const touch = <R>(run: () => R): R => {
        if (!db.inTransaction) throw new Error('the transaction was taken back by a fault')
        const result = run()
        changes.add(table)
        return result
      }
      return {
        run: (...params) => touch(() => native.run(...params)),
        get: (...params) => touch(() => native.get(...params)),
        all: (...params) => touch(() => native.all(...params)),
        iterate: (...params) => touch(() => native.all(...params)).values(),
      }
    },
  })
}
