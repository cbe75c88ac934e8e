import { createHash } from 'node:crypto'
import * as crypto from 'node:crypto'
import type { AnyRow } from '../rows.ts'
import type { SyncedTable } from '../schema.ts'
import { contentOf, contentSql } from './content.ts'
import type { SyncContext } from './context.ts'
import { TABLE_ORDER, toWire } from './values.ts'

/** Up to here two of the numbers can be added without loss. */
const EXACT = 2 ** 52

export type TableDigest = { count: number; sum: string }
export type Digest = Record<string, TableDigest>

// The one-shot form came with Node 20.12; it halves the time on a million rows.
const md5 =
  typeof crypto.hash === 'function'
    ? (text: string): string => crypto.hash('md5', text, 'hex')
    : (text: string): string => createHash('md5').update(text).digest('hex')

/** What the content of a row adds to its table's sum. */
export const digestNumber = (content: string): number => Number.parseInt(md5(content).slice(0, 13), 16)

/**
 * Counts and sums the replica's rows as the server does, a slice at a time. A row counts as the server gave it: without the
 * unsent edits on top.
 */
export function digestOf({ sql }: SyncContext, version: () => number) {
  return {
    /** A computation in steps; null from `step` while it goes on, 'stale' when rows changed meanwhile. */
    start() {
      const began = version()
      const tables: Digest = {}
      let place = 0
      let after = 0
      let count = 0
      let sum = 0n
      let newest = 0
      const anyParked = sql('SELECT 1 FROM _parked WHERE change_seq IS NOT NULL LIMIT 1').get() !== undefined

      return {
        /** The highest number that the server gave to any of the rows so far. */
        newest: () => newest,
        step(rows: number): Digest | 'stale' | null {
          let left = rows
          while (left > 0) {
            if (version() !== began) return 'stale'
            const table = TABLE_ORDER[place]
            if (!table) return withParked(tables)
            const hidden = anyParked
              ? `AND NOT EXISTS (SELECT 1 FROM _parked p WHERE p.table_name = '${table}' AND p.row_id = t.id AND p.change_seq IS NOT NULL)`
              : ''
            const edited = sql('SELECT 1 FROM _base WHERE table_name = ? LIMIT 1').get(table) !== undefined
            const [base, join] = edited
              ? ['b.row', `LEFT JOIN _base b ON b.table_name = '${table}' AND b.row_id = t.id`]
              : ['NULL', '']
            const slice = sql(
              `SELECT t.rowid AS place, t.change_seq AS seq, ${contentSql(table)} AS content, ${base} AS base FROM ${table} t ${join}
               WHERE t.rowid > ? AND t.change_seq IS NOT NULL ${hidden} ORDER BY t.rowid LIMIT ?`,
            ).all(after, left) as { place: number; seq: number; content: string; base: string | null }[]
            let part = 0
            for (const { seq, content, base: given } of slice) {
              if (seq > newest) newest = seq
              part += digestNumber(
                given === null ? content : contentOf(table, asWire(table, JSON.parse(given) as AnyRow)),
              )
              // 2^52 each: a sum of two is still exact.
              if (part >= EXACT) {
                sum += BigInt(part)
                part = 0
              }
            }
            sum += BigInt(part)
            count += slice.length
            if (slice.length < left) {
              tables[table] = { count, sum: sum.toString() }
              place++
              after = 0
              count = 0
              sum = 0n
            } else {
              after = slice.at(-1)!.place
            }
            left -= Math.max(1, slice.length)
          }
          return null
        },
      }
    },
  }

  function withParked(tables: Digest): Digest {
    const parked = sql('SELECT table_name, row FROM _parked WHERE change_seq IS NOT NULL').all() as {
      table_name: string
      row: string
    }[]
    for (const { table_name: table, row } of parked) {
      const { count, sum } = tables[table] ?? { count: 0, sum: '0' }
      const number = digestNumber(contentOf(table, JSON.parse(row) as AnyRow))
      tables[table] = { count: count + 1, sum: (BigInt(sum) + BigInt(number)).toString() }
    }
    return tables
  }
}

/** A row as it is kept, in the form of the wire. */
export const asWire = (table: SyncedTable, row: AnyRow): AnyRow => ({
  ...toWire(table, row),
  change_seq: String(row['change_seq']),
})

/** Names the tables in which two digests differ, of those that the server compares for whoever is signed in. */
export function differing(here: Digest, there: Digest): string[] {
  const empty: TableDigest = { count: 0, sum: '0' }
  return Object.entries(there).flatMap(([table, said]) => {
    const { count, sum } = here[table] ?? empty
    return count !== said.count || sum !== said.sum ? [table] : []
  })
}
