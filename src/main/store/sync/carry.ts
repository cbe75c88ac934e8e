import { outliving } from '../localTables.ts'
import { enqueue } from '../outbox.ts'
import { forgetDone } from './refused.ts'
import { isSynced } from './values.ts'
import { readOps, type StoredEntry } from './ops.ts'
import type { SyncSide } from './side.ts'

/** Tables of this desk that a fresh replica takes over as they are. */
const KEPT = outliving('decisions', 'work', 'desk')
type Kept = StoredEntry & Record<string, unknown>

/**
 * Takes what belongs to this desk from the old replica into the fresh one, and lays the unsent acts on top. Acts that
 * the server had taken and no longer knows (it was restored from a backup) are queued again, before all others. Doing it
 * twice gives the same.
 */
export function carryOver(from: SyncSide, to: SyncSide): { queued: number; again: number } {
  const old = from.parts.context
  const { context, rowsOf, write } = to.parts
  const { sql } = context
  // A replica that was never filled knows no epoch: what it has sent may be of one that is over.
  const otherEpoch = from.epoch() !== to.epoch() || old.meta.get('rolled_back') !== null
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
      // The chain only grows: what an interrupted try has brought of it stands.
      if (table !== '_audit') sql(`DELETE FROM ${table}`).run()
      const rows = old.sql(`SELECT * FROM ${table}`).iterate() as IterableIterator<Record<string, unknown>>
      for (const row of rows) {
        const columns = Object.keys(row)
        sql(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
          ...Object.values(row),
        )
      }
    }
    forgetDone(context, changes)
    for (const key of ['skew_ms', 'last_complete']) context.meta.set(key, old.meta.get(key))

    const sent = otherEpoch ? doubtful() : []
    const waiting = old.sql('SELECT * FROM _outbox ORDER BY seq').all() as Kept[]
    const all = [...sent, ...waiting]
    const ops = all.flatMap((entry) => (entry.state === 'again' ? [] : (readOps(entry.ops) ?? [])))
    for (const { table, id } of ops) rowsOf.keepBase(table, id)
    for (const entry of sent) sql('DELETE FROM _sent WHERE id = ?').run(entry.id)
    for (const entry of all) enqueue(sql, entry)
    rowsOf.recomputeAll(ops, changes)
    return { queued: waiting.length, again: sent.length }
  })

  /**
   * Sent acts that the server may have forgotten. One that made rows which are not here any more is written anew; one that
   * only changed rows leaves no such trace, so the server is asked: what it still knows it does not do twice.
   */
  function doubtful(): Kept[] {
    const sent = sql('SELECT * FROM _sent ORDER BY seq').all() as Kept[]
    return sent.flatMap((entry) => {
      const made = (readOps(entry.ops) ?? []).filter(({ op }) => op === 'insert')
      if (made.length === 0) return { ...entry, state: 'again' }
      return made.every(({ table, id }) => present(table, id)) ? [] : { ...entry, state: 'waiting' }
    })
  }
  function present(table: string, id: string): boolean {
    return (
      sql(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined ||
      sql('SELECT 1 FROM _parked WHERE table_name = ? AND row_id = ? AND change_seq IS NOT NULL').get(table, id) !==
        undefined
    )
  }
}
