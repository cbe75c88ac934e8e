import { isSynced } from './values.ts'
import { readOps, type StoredEntry } from './ops.ts'
import type { SyncSide } from './side.ts'

/** Tables of this desk that a fresh replica takes over as they are. */
const KEPT = ['_meta', '_print_jobs', '_attention', '_sent'] as const
const OUTBOX = ['id', 'name', 'schema', 'actor_id', 'at', 'ops', 'attempts', 'next_attempt_at', 'last_error'] as const

/**
 * Takes what belongs to this desk from the old replica into the fresh one, and lays the unsent acts on top. Acts that
 * the server had taken and no longer knows (it was restored from a backup) are queued again, before all others. Doing it
 * twice gives the same.
 */
export function carryOver(from: SyncSide, to: SyncSide): { queued: number; again: number } {
  const old = from.parts.context
  const { context, rowsOf, write } = to.parts
  const { sql } = context
  const otherEpoch = from.epoch() !== null && from.epoch() !== to.epoch()
  return write((changes) => {
    for (const { table_name: table, row_id: id } of sql('SELECT table_name, row_id FROM _base').all() as {
      table_name: string
      row_id: string
    }[]) {
      // What an interrupted try has laid on top.
      if (!isSynced(table)) continue
      sql('DELETE FROM _outbox_rows WHERE table_name = ? AND row_id = ?').run(table, id)
      rowsOf.recompute(table, id, changes)
    }
    sql('DELETE FROM _outbox').run()
    for (const table of KEPT) {
      sql(`DELETE FROM ${table}`).run()
      const rows = old.sql(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]
      for (const row of rows) {
        const columns = Object.keys(row)
        sql(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
          ...Object.values(row),
        )
      }
    }
    for (const key of ['skew_ms', 'last_complete']) context.meta.set(key, old.meta.get(key))

    const again = otherEpoch ? forgotten() : []
    const waiting = old.sql('SELECT * FROM _outbox ORDER BY seq').all() as (StoredEntry & Record<string, unknown>)[]
    const ops = [...again, ...waiting].flatMap((entry) => readOps(entry.ops) ?? [])
    for (const { table, id } of ops) rowsOf.keepBase(table, id)
    for (const entry of again) {
      sql('DELETE FROM _sent WHERE id = ?').run(entry.id)
      insert(entry as unknown as Record<string, unknown>)
    }
    for (const entry of waiting) insert(entry)
    rowsOf.recomputeAll(ops, changes)
    return { queued: waiting.length, again: again.length }
  })

  function insert(entry: Readonly<Record<string, unknown>>): void {
    sql(`INSERT INTO _outbox (${OUTBOX.join(', ')}) VALUES (${OUTBOX.map(() => '?').join(', ')})`).run(
      ...OUTBOX.map((column) => entry[column] ?? (column === 'attempts' ? 0 : null)),
    )
  }
  /** Sent acts of which the fresh replica shows that the server does not have them. */
  function forgotten(): StoredEntry[] {
    const sent = sql('SELECT * FROM _sent ORDER BY seq').all() as (StoredEntry & { upto: number })[]
    return sent.filter((entry) => {
      const ops = readOps(entry.ops) ?? []
      const made = ops.filter(({ op }) => op === 'insert')
      const seqs = (made.length > 0 ? made : ops).map(
        ({ table, id }) =>
          (sql(
            `SELECT max(seq) FROM (SELECT change_seq AS seq FROM ${table} WHERE id = @id UNION ALL
             SELECT change_seq FROM _parked WHERE table_name = @table AND row_id = @id)`,
          )
            .pluck()
            .get({ id, table }) as number | null) ?? 0,
      )
      return made.length > 0 ? seqs.includes(0) : seqs.some((seq) => seq < entry.upto)
    })
  }
}
