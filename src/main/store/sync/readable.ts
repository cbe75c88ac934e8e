import { SYNC_TABLES, type ColumnKind } from '../../../shared/sync/tables.ts'
import { sqliteCode } from '../faults.ts'
import type { AnyRow } from '../rows.ts'
import type { SyncedTable } from '../schema.ts'
import type { SyncContext } from './context.ts'
import { BadValue, toStored } from './values.ts'

/** Kept as they are: the row still is the one of this number, and counts as set aside until all of it can be read. */
const FIXED = new Set(['id', 'building_id', 'change_seq'])

/**
 * Takes what this version understands of a row that it cannot keep whole: a parcel that was collected must not wait here
 * because a newer version gave it a kind that is unknown here. Each value goes by itself; one that is refused changes nothing.
 */
export function takeReadable(
  { sql }: SyncContext,
  table: SyncedTable,
  id: string,
  given: Readonly<Record<string, unknown>>,
): void {
  const kinds: Readonly<Record<string, ColumnKind>> = SYNC_TABLES[table]
  const base = sql('SELECT row FROM _base WHERE table_name = ? AND row_id = ?').get(table, id) as
    | { row: string | null }
    | undefined
  const kept = base?.row ? (JSON.parse(base.row) as AnyRow) : null
  for (const [column, kind] of Object.entries(kinds)) {
    const value = given[column]
    if (FIXED.has(column) || value === undefined) continue
    try {
      const stored = toStored(kind, value)
      if (sql(`UPDATE ${table} SET ${column} = ? WHERE id = ?`).run(stored, id).changes > 0 && kept)
        kept[column] = stored
    } catch (error) {
      if (!(error instanceof BadValue) && !sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT')) throw error
    }
  }
  if (kept) sql('UPDATE _base SET row = ? WHERE table_name = ? AND row_id = ?').run(JSON.stringify(kept), table, id)
}
