import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { SYNC_TABLES } from '../../src/shared/sync/tables.ts'
import type { WireRow } from '../../src/shared/sync/wire.ts'
import { pull } from './acts.ts'
import { A, type Who } from './ids.ts'
import type { Connection, World } from './people.ts'

/** A replica that takes a row only when it is newer. */
export function replica() {
  const rows = new Map<string, WireRow>()
  let cursor: string | null = null
  let seen = 0n
  return {
    rows,
    get cursor() {
      return cursor
    },
    async pull(db: Connection, who: Who = 'desk', limit = 1000): Promise<number> {
      for (let pages = 1; ; pages++) {
        const page = await pull(db, who, cursor, limit)
        if (page.reset) {
          rows.clear()
          seen = 0n
        }
        expect(page.rows.length).toBeLessThanOrEqual(limit)
        for (const row of page.rows) {
          const seq = BigInt(String(row.row['change_seq']))
          expect(seq > seen, 'numbers only grow').toBe(true)
          seen = seq
          rows.set(`${row.table} ${String(row.row['id'])}`, row)
        }
        cursor = page.cursor
        if (!page.more) return pages
      }
    },
  }
}

export const hash = (rows: Iterable<WireRow>): Record<string, { count: number; sum: string }> => {
  const tables: Record<string, { count: number; sum: bigint }> = {}
  for (const { table, row } of rows) {
    const hex = createHash('md5')
      .update(`${String(row['id'])}:${String(row['change_seq'])}`)
      .digest('hex')
      .slice(0, 13)
    const of = (tables[table] ??= { count: 0, sum: 0n })
    of.count++
    of.sum += BigInt(`0x${hex}`)
  }
  return Object.fromEntries(
    Object.entries(tables).map(([name, of]) => [name, { count: of.count, sum: String(of.sum) }]),
  )
}

/** What row-level security shows a person of the building, without the functions. */
export async function oracle(world: World, who: Who): Promise<string[]> {
  return world.db.as(who, async (query) => {
    const keys: string[] = []
    for (const table of Object.keys(SYNC_TABLES)) {
      const { rows } = await query(`select id, change_seq from public.${table} where building_id = $1`, [A])
      for (const row of rows) keys.push(`${table} ${String(row['id'])} ${String(row['change_seq'])}`)
    }
    return keys.toSorted()
  })
}
export const keysOf = (rows: Map<string, WireRow>) =>
  [...rows].map(([key, { row }]) => `${key} ${String(row['change_seq'])}`).toSorted()

/** What a call read, table by table: whole-table scans, and rows fetched by index. A new connection counts from nothing. */
export async function scansOf(
  world: World,
  call: (db: Connection) => Promise<unknown>,
  tables: string[],
  check: (table: string, scans: number, rows: number) => void,
): Promise<void> {
  const db = await world.another()
  await call(db)
  for (const table of tables) {
    const { rows } = await db.query(
      `select coalesce(seq_scan, 0) as scans, coalesce(idx_tup_fetch, 0) as rows from pg_stat_xact_user_tables where relname = $1`,
      [table],
    )
    check(table, Number(rows[0]!['scans']), Number(rows[0]!['rows']))
  }
}
