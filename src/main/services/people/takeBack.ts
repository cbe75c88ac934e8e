import type { DirectoryTable } from '../../../shared/people/kinds.ts'
import type { NewRow } from '../../store/schema.ts'
import type { DirectoryEvent, Reader } from './events.ts'
import type { Recorder } from './record.ts'
import { asKept, asTold, isSame, type Values } from './values.ts'

/** What stands on a row: while there is any of it, the row is not taken away. */
const STANDS_ON: Readonly<Record<DirectoryTable, readonly [table: string, column: string][]>> = {
  units: [
    ['occupancies', 'unit_id'],
    ['packages', 'unit_id'],
    ['conversations', 'unit_id'],
  ],
  residents: [
    ['occupancies', 'resident_id'],
    ['authorisations', 'resident_id'],
    ['absences', 'resident_id'],
    ['belongings', 'resident_id'],
    ['packages', 'resident_id'],
    ['conversation_participants', 'resident_id'],
    ['residents', 'merged_into'],
  ],
  occupancies: [],
  authorisations: [],
  absences: [],
  belongings: [],
  conversations: [],
  shelves: [['packages', 'shelf_id']],
  buildings: [],
  desks: [],
  // Who once signed keeps their name in every history.
  staff: [
    ['conversations', 'assignee_id'],
    ['conversation_participants', 'staff_id'],
  ],
}

/** The columns of which no two rows may hold the same. */
const UNIQUE: Readonly<Partial<Record<DirectoryTable, readonly string[]>>> = {
  units: ['number', 'tower'],
  shelves: ['code'],
  desks: ['letter'],
}

/** Whether another row, that the act did not write, has taken what this one would be called by again. */
function isTaken(reader: Reader, { table, rowId }: DirectoryEvent, values: Values, own: ReadonlySet<string>): boolean {
  const columns = UNIQUE[table]
  if (!columns?.some((column) => column in values)) return false
  const now = reader.prepare<Values>(`SELECT * FROM ${table} WHERE id = ?`).get(rowId)
  return reader
    .prepare<{ id: string }>(
      `SELECT id FROM ${table} WHERE deleted_at IS NULL AND id <> @rowId AND ${columns.map((column) => `coalesce(${column}, '') = coalesce(@${column}, '')`).join(' AND ')}`,
    )
    .all({ rowId, ...Object.fromEntries(columns.map((column) => [column, values[column] ?? now?.[column] ?? null])) })
    .some(({ id }) => !own.has(id))
}

/** A row as it stands; null for a removed one. */
function standing(reader: Reader, { table, rowId }: DirectoryEvent): Values | null {
  const row = reader.prepare<Values>(`SELECT * FROM ${table} WHERE id = ? AND deleted_at IS NULL`).get(rowId)
  return row ? asTold(table, row) : null
}

/** The columns of a change that still hold what it wrote. */
const heldBy = (event: DirectoryEvent, now: Values): string[] =>
  Object.keys(event.after).filter((column) => isSame(now[column], event.after[column]))

/** Whether an event can be taken back; `own`: the rows of its act. */
export function canTakeBack(reader: Reader, event: DirectoryEvent, own: ReadonlySet<string>): boolean {
  const now = standing(reader, event)
  if (event.type === 'removed')
    return now === null && Object.keys(event.before).length > 0 && !isTaken(reader, event, event.before, own)
  if (now === null) return false
  const held = heldBy(event, now)
  if (event.type === 'changed') {
    const before = Object.fromEntries(held.map((column) => [column, event.before[column]]))
    return held.length > 0 && !isTaken(reader, event, before, own)
  }
  return (
    held.length === Object.keys(event.after).length &&
    STANDS_ON[event.table].every(([table, column]) =>
      reader
        .prepare<{ id: string }>(`SELECT id FROM ${table} WHERE ${column} = ? AND deleted_at IS NULL`)
        .all(event.rowId)
        .every(({ id }) => own.has(id)),
    )
  )
}

/**
 * Takes one event back. `again`: rows that were written anew, by the id that they had. Answers the columns in which somebody’s
 * later change stays.
 */
export function takeBack(
  reader: Reader,
  record: Recorder,
  event: DirectoryEvent,
  again: Map<string, string>,
): string[] {
  const { table, rowId } = event
  if (event.type === 'added') {
    record.remove(table, rowId)
    return []
  }
  if (event.type === 'removed') {
    // A removed row never comes back: it is written again, under an id of its own.
    const facts = Object.fromEntries(
      Object.entries(event.before).map(([column, value]) => [column, again.get(String(value)) ?? value]),
    )
    again.set(rowId, record.add(table, asKept(table, facts) as NewRow<typeof table>))
    return []
  }
  const held = heldBy(event, standing(reader, event) ?? {})
  const before = Object.fromEntries(held.map((column) => [column, event.before[column]]))
  record.change(table, rowId, asKept(table, before))
  return Object.keys(event.after).filter((column) => !held.includes(column))
}
