import type Database from 'better-sqlite3'
import { lru } from './lru.ts'

/** A prepared read. It is shared by all callers of the same SQL: finish an `iterate` before asking again. */
export interface Statement<R = unknown> {
  get(...params: unknown[]): R | undefined
  all(...params: unknown[]): R[]
  iterate(...params: unknown[]): IterableIterator<R>
}

export type Prepare = <R = unknown>(sql: string) => Statement<R>

const READS = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:SELECT|WITH|EXPLAIN\s+QUERY\s+PLAN)\b/i

/** Prepared reads, the last 256 kept. Refuses anything that could change the database or its settings. */
export function readStatements(db: Database.Database, guard: <T>(read: () => T) => T): Prepare {
  const cached = lru(256, (sql): Statement => {
    if (!READS.test(sql)) throw new Error(`only SELECT and WITH are read here: ${sql.slice(0, 80)}`)
    const native = guard(() => db.prepare(sql))
    if (!native.reader || !native.readonly) throw new Error(`not a read: ${sql.slice(0, 80)}`)
    return {
      get: (...params) => guard(() => native.get(...params)),
      all: (...params) => guard(() => native.all(...params)),
      iterate: (...params) => guard(() => native.iterate(...params)),
    }
  })
  return <R>(sql: string) => cached(sql) as Statement<R>
}
