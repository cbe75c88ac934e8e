import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { PLACE_OF } from '../parcel/event.ts'
import type { Store } from '../../store/open.ts'
import { personOf, ROWS_OF } from '../merged.ts'
import {
  changeOf,
  EVENT_COLUMNS,
  isTakenBack,
  isUndo,
  readEvent,
  type DirectoryEvent,
  type EventRecord,
} from './events.ts'
import type { Values } from './values.ts'

const MOST = 100
const INVERSE = { added: 'removed', changed: 'changed', removed: 'added' } as const
/** What else is about whom a page is about, and by which column. */
const THEIRS = {
  person: ['resident_id', ['occupancies', 'authorisations', 'absences', 'belongings']],
  unit: ['unit_id', ['occupancies']],
  staff: ['', []],
} as const satisfies Record<string, readonly [string, readonly string[]]>

/** An event as if it were done the other way round. */
const inverse = (event: DirectoryEvent): DirectoryEvent => ({
  ...event,
  type: INVERSE[event.type],
  before: event.after,
  after: event.before,
})

type Shown = Response<'directory.history'>[number]['changes'][number]
/** A value of an event as the screens get it. */
export const shown = (value: unknown): Shown['from'] =>
  value === null || value === undefined || typeof value === 'object'
    ? value === null || value === undefined
      ? null
      : JSON.stringify(value)
    : (value as string | number | boolean)

function changesOf(before: Values, after: Values): Shown[] {
  const columns = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return columns
    .map((column) => ({ column, from: shown(before[column]), to: shown(after[column]) }))
    .filter(({ from, to }) => from !== to)
}

/** The rows that are about the one of the id `@id`, as SQL: of a person those of all their entries. */
export function rowsAbout(about: keyof typeof THEIRS): string {
  const [column, tables] = THEIRS[about]
  const entries = about === 'person' ? ROWS_OF('@id') : 'SELECT @id AS id'
  return [entries, ...tables.map((table) => `SELECT id FROM ${table} WHERE ${column} IN (${entries})`)].join(
    ' UNION ALL ',
  )
}

/** Who changed what about a person or a unit, newest first. */
export function directoryHistory(
  store: Store,
  { residentId, unitId, staffId }: Parsed<'directory.history'>,
): Response<'directory.history'> {
  const id = residentId ? personOf(store, residentId) : (unitId ?? staffId ?? '')
  const rows = rowsAbout(residentId ? 'person' : unitId ? 'unit' : 'staff')
  return store
    .prepare<EventRecord & { actor: string | null; desk: string | null }>(
      `SELECT ${EVENT_COLUMNS}, s.display_name AS actor, d.name AS desk
       FROM directory_events e LEFT JOIN staff s ON s.id = e.actor_id LEFT JOIN desks d ON d.id = e.desk_id
       WHERE e.row_id IN (${rows})
       ORDER BY ${PLACE_OF('e')} DESC, e.rowid DESC LIMIT ${MOST}`,
    )
    .all({ id })
    .map(readEvent)
    .map((event) => ({ ...event, isUndo: isUndo(store, event) }))
    .map((event) => ({
      id: event.id,
      actId: event.actId,
      // An undo is called by what it took back.
      act: changeOf(event.isUndo ? inverse(event) : event),
      at: event.at,
      actor: event.actor ?? '',
      desk: event.desk ?? '',
      changes: changesOf(event.before, event.after),
      isUndo: event.isUndo,
      reason: event.reason,
      undone: isTakenBack(store, event.actId),
    }))
}
