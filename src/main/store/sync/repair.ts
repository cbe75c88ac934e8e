import type { WireRow } from '../../../shared/sync/wire.ts'
import type { AnyRow } from '../rows.ts'
import type { ChangeSet, SyncContext } from './context.ts'
import type { RowsIn } from './rowsIn.ts'
import { contentOf } from './content.ts'
import { asWire } from './digest.ts'
import { isSynced, seqOf } from './values.ts'

/** Makes named tables equal to the server again, from a reading of all its rows. Each step runs inside a write of sync. */
export function repairOf({ sql, db }: SyncContext, rowsOf: RowsIn) {
  return {
    begin(tables: ReadonlySet<string>, upto: number): void {
      db.exec(
        'CREATE TEMP TABLE IF NOT EXISTS seen (table_name TEXT, row_id TEXT, PRIMARY KEY (table_name, row_id)) WITHOUT ROWID',
      )
      db.exec('DELETE FROM temp.seen')
      // Nothing here can be newer than the server's answer: such a row would be taken for a later change, and stand.
      for (const table of tables)
        if (isSynced(table)) sql(`UPDATE ${table} SET change_seq = 0 WHERE change_seq > ?`).run(upto)
    },
    /**
     * Rows that differ are replaced; what changed after `upto` was read later than the difference was seen, and stands. True when
     * the server has an older copy than it once gave: it was put back to a backup without a word, and nothing is replaced.
     */
    rows(tables: ReadonlySet<string>, upto: number, given: readonly WireRow[], changes: ChangeSet): boolean {
      const wrong: WireRow[] = []
      for (const wire of given) {
        if (!tables.has(wire.table)) continue
        const id = String(wire.row['id'])
        const seq = seqOf(wire.row['change_seq'])
        sql('INSERT OR IGNORE INTO temp.seen (table_name, row_id) VALUES (?, ?)').run(wire.table, id)
        const here = seqHere(wire.table, id)
        if (here !== null && here > seq && here <= upto) return true
        if (here === null || here < seq || (here === seq && !sameAsHere(wire, id))) wrong.push(wire)
      }
      rowsOf.adoptAll(wrong, { careful: true, force: true }, changes)
      return false
    },
    /**
     * Rows that the server does not have go. True when an act that it has taken made one of them: it never loses a row, so it was
     * put back to a backup, and nothing goes.
     */
    end(tables: ReadonlySet<string>, upto: number, changes: ChangeSet): boolean {
      for (const table of tables) if (isSynced(table) && extraOf(table, upto).some(wasTaken)) return true
      for (const table of tables) {
        sql(
          `DELETE FROM _parked WHERE table_name = ? AND change_seq <= ?
           AND row_id NOT IN (SELECT row_id FROM temp.seen WHERE table_name = _parked.table_name)`,
        ).run(table, upto)
        if (!isSynced(table)) continue
        for (const id of extraOf(table, upto)) {
          if (rowsOf.baseOf(table, id)) {
            sql('UPDATE _base SET row = NULL WHERE table_name = ? AND row_id = ?').run(table, id)
            rowsOf.recompute(table, id, changes)
          } else {
            sql(`DELETE FROM ${table} WHERE id = ?`).run(id)
            changes.add(table, id)
          }
        }
      }
      db.exec('DELETE FROM temp.seen')
      return false
    },
  }

  function extraOf(table: string, upto: number): string[] {
    return sql(
      `SELECT id FROM ${table} WHERE change_seq <= ? AND id NOT IN (SELECT row_id FROM temp.seen WHERE table_name = ?)`,
    )
      .pluck()
      .all(upto, table) as string[]
  }
  /** The first few tell: each is looked for in all acts that were sent. */
  function wasTaken(id: string, place: number): boolean {
    return place < 20 && sql('SELECT 1 FROM _sent WHERE instr(ops, ?) > 0 LIMIT 1').get(id) !== undefined
  }

  /** Whether the server's copy that is kept here holds the same values. */
  function sameAsHere({ table, row }: WireRow, id: string): boolean {
    if (!isSynced(table)) return true
    const parked = sql('SELECT row FROM _parked WHERE table_name = ? AND row_id = ? AND change_seq IS NOT NULL')
      .pluck()
      .get(table, id) as string | undefined
    const base = rowsOf.baseOf(table, id)?.row
    const here = parked ?? base ?? JSON.stringify(sql(`SELECT * FROM ${table} WHERE id = ?`).get(id))
    const kept = JSON.parse(here) as AnyRow
    return contentOf(table, row) === contentOf(table, parked === undefined ? asWire(table, kept) : kept)
  }
  function seqHere(table: string, id: string): number | null {
    const parked = sql('SELECT change_seq FROM _parked WHERE table_name = ? AND row_id = ?').pluck().get(table, id) as
      | number
      | null
      | undefined
    if (parked !== undefined && parked !== null) return parked
    if (!isSynced(table)) return null
    return (sql(`SELECT change_seq FROM ${table} WHERE id = ?`).pluck().get(id) as number | null | undefined) ?? null
  }
}
