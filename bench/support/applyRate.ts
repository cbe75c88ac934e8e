import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SupabaseClient } from '@supabase/supabase-js'
import { applyPragmas, connect } from '../../src/main/store/connection.ts'
import { migrate } from '../../src/main/store/migrate.ts'
import { migrationsFromDir } from '../../src/main/store/migrationsFromDir.ts'
import { columnsOf } from '../../src/main/store/columns.ts'
import { openFresh } from '../../src/main/store/sync/fresh.ts'
import { rowOfCells } from '../../src/main/store/sync/cells.ts'
import { fromWire, isSynced } from '../../src/main/store/sync/values.ts'
import { readPage } from '../../src/main/sync/validate.ts'
import { SYNC_OPTIONS } from '../../src/main/sync/options.ts'

const MIGRATIONS = join(import.meta.dirname, '../../migrations/replica')

/**
 * Rows per second that a replica being filled takes, beside bare inserts of the same rows into the same tables with the
 * same indexes by the same SQLite. Each page goes to one and then to the other, so that both meet the same machine. The
 * bare inserts are one transaction and check nothing.
 */
export async function applyRate(client: SupabaseClient, building: string) {
  const dir = mkdtempSync(join(tmpdir(), 'lofts-apply-'))
  const migrations = migrationsFromDir(MIGRATIONS)
  const quiet = () => undefined
  const fresh = openFresh({
    file: join(dir, 'replica.db'),
    building,
    migrations,
    ports: {
      now: () => new Date(),
      random: (n) => crypto.getRandomValues(new Uint8Array(n)),
      log: { info: quiet, warn: quiet, error: quiet },
    },
  })
  const raw = connect(join(dir, 'raw.db'))
  applyPragmas(raw)
  raw.pragma('synchronous = NORMAL')
  migrate(raw, migrations)
  raw.pragma('foreign_keys = OFF')
  const inserts = new Map<string, (values: unknown[]) => void>()
  const insertInto = (table: string) => {
    let insert = inserts.get(table)
    if (!insert && isSynced(table)) {
      const columns = columnsOf(table)
      const statement = raw.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      )
      inserts.set(table, (insert = (values) => void statement.run(values)))
    }
    return insert!
  }
  let rows = 0
  let appliedMs = 0
  let rawMs = 0
  try {
    raw.exec('BEGIN')
    for (let more = true, since: string | null = null; more;) {
      const { data, error } = await client.rpc('sync_read', {
        building,
        since,
        row_limit: SYNC_OPTIONS.pageRows,
        bytes: SYNC_OPTIONS.pageBytes,
      })
      if (error) throw new Error(error.message)
      const values = readPage(data, since).tables.flatMap((cells) =>
        cells.rows.map((given) => {
          const { table, row } = rowOfCells(cells, given)
          if (!isSynced(table)) throw new Error(`an unknown table: ${table}`)
          const stored = fromWire(table, row)
          return { insert: insertInto(table), values: columnsOf(table).map((column) => stored[column] ?? null) }
        }),
      )
      const began = performance.now()
      const answer = readPage(data, since)
      for (const cells of answer.tables) {
        const left = await fresh.take(cells)
        if (left.rows.length > 0) fresh.side.filled(left)
      }
      fresh.side.filled(null, answer)
      const between = performance.now()
      for (const { insert, values: row } of values) insert(row)
      rawMs += performance.now() - between
      appliedMs += between - began
      rows += values.length
      more = answer.more
      since = answer.cursor
    }
    const commit = performance.now()
    raw.exec('COMMIT')
    const indexing = performance.now()
    rawMs += indexing - commit
    await fresh.index()
    appliedMs += performance.now() - indexing
  } finally {
    fresh.close()
    raw.close()
    rmSync(dir, { recursive: true, force: true })
  }
  return { rows, applied: (rows / appliedMs) * 1000, raw: (rows / rawMs) * 1000 }
}
