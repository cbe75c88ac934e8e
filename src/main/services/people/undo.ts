import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { UNDO_WINDOW_MS } from '../../../shared/packages/lifecycle.ts'
import { DIRECTORY_RIGHTS, type DirectoryTable } from '../../../shared/people/kinds.ts'
import { may } from '../../../shared/staff/permissions.ts'
import type { NewRow } from '../../store/schema.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { PLACE_OF } from '../parcel/event.ts'
import {
  actOf,
  EVENT_COLUMNS,
  eventsOf,
  isTakenBack,
  isUndo,
  readEvent,
  type DirectoryEvent,
  type EventRecord,
  type Reader,
} from './events.ts'
import { createRecorder, type Recorder } from './record.ts'
import { subjectsOf } from './subjects.ts'
import { asKept, asTold, isSame, type Values } from './values.ts'

type Act = Response<'acts.recent'>[number]

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
    ['packages', 'resident_id'],
    ['conversation_participants', 'resident_id'],
  ],
  occupancies: [],
  authorisations: [],
  absences: [],
  // Who once signed keeps their name in every history.
  staff: [
    ['conversations', 'assignee_id'],
    ['conversation_participants', 'staff_id'],
  ],
}

/** A row as it stands; null for a removed one. */
function standing(reader: Reader, { table, rowId }: DirectoryEvent): Values | null {
  const row = reader.prepare<Values>(`SELECT * FROM ${table} WHERE id = ? AND deleted_at IS NULL`).get(rowId)
  return row ? asTold(table, row) : null
}

/** The columns of a change that still hold what it wrote. */
const heldBy = (event: DirectoryEvent, now: Values): string[] =>
  Object.keys(event.after).filter((column) => isSame(now[column], event.after[column]))

function canTakeBack(reader: Reader, event: DirectoryEvent, act: readonly DirectoryEvent[]): boolean {
  const now = standing(reader, event)
  if (event.type === 'removed') return now === null
  if (now === null) return false
  const held = heldBy(event, now)
  if (event.type === 'changed') return held.length > 0
  const own = new Set(act.map(({ rowId }) => rowId))
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

/** Taking back what was done to the directory, and doing it again: an undo of the undo. */
export function createDirectoryUndo({ store, ports, place }: ServiceDeps) {
  const inTime = (events: readonly DirectoryEvent[]): boolean =>
    ports.now().getTime() - Date.parse(events[0]!.at) <= UNDO_WINDOW_MS
  const possible = (events: readonly DirectoryEvent[]): boolean =>
    !isTakenBack(store, events[0]!.actId) && events.every((event) => canTakeBack(store, event, events))

  /** Answers the columns in which somebody’s later change stays. */
  const takeBack = (record: Recorder, event: DirectoryEvent, again: Map<string, string>): string[] => {
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
    const held = heldBy(event, standing(store, event) ?? {})
    const before = Object.fromEntries(held.map((column) => [column, event.before[column]]))
    record.change(table, rowId, asKept(table, before))
    return Object.keys(event.after).filter((column) => !held.includes(column))
  }

  const run = (actor: Actor, name: 'acts.undo' | 'acts.redo', events: readonly DirectoryEvent[]) => {
    if (events.some(({ table }) => !may(actor.role, DIRECTORY_RIGHTS[table]))) throw new DeskError('NOT_ALLOWED')
    const people = subjectsOf(store, place, ports.now(), events)
    const done = store.transact(name, { staffId: actor.id }, (tx) => {
      const record = createRecorder(tx, { actor, place }, events[0]!.actId)
      const again = new Map<string, string>()
      return events.toReversed().flatMap((event) => takeBack(record, event, again))
    })
    return { actId: done.actId, packages: [], people, kept: [...new Set(done.value)] }
  }

  return {
    /** Whether the directory is what this act changed. */
    has: (actId: string): boolean => eventsOf(store, actId).length > 0,

    /** This desk’s last acts on the directory, newest first. */
    recent({ limit }: Parsed<'acts.recent'>): Act[] {
      const rows = store
        .prepare<EventRecord & { actor: string | null }>(
          `SELECT ${EVENT_COLUMNS}, s.display_name AS actor FROM directory_events e LEFT JOIN staff s ON s.id = e.actor_id
           WHERE e.desk_id = ? ORDER BY ${PLACE_OF('e')} DESC, e.rowid DESC LIMIT ?`,
        )
        .all(place.desk.id, limit * 4)
        .map(readEvent)
      const acts = new Map<string, typeof rows>()
      for (const event of rows) acts.set(event.actId, [event, ...(acts.get(event.actId) ?? [])])
      return [...acts.values()].slice(0, limit).map((events) => {
        const first = events[0]!
        const undo = isUndo(store, first)
        const open = inTime(events) && possible(events)
        return {
          actId: first.actId,
          type: undo ? 'undone' : actOf(first),
          identified: false,
          at: first.at,
          actor: first.actor ?? '',
          packages: [],
          people: subjectsOf(store, place, ports.now(), events),
          undone: isTakenBack(store, first.actId),
          undo: open && !undo ? 'now' : 'no',
          redo: open && undo,
        }
      })
    },

    /** Takes an act back by a new one: only columns that still hold what it wrote, so that a later change of another desk stays. */
    undo(actor: Actor, { actId }: Parsed<'acts.undo'>): Response<'acts.undo'> {
      const events = eventsOf(store, actId)
      if (isTakenBack(store, actId)) throw new DeskError('UNDO_DONE')
      if (isUndo(store, events[0]!) || !possible(events)) throw new DeskError('UNDO_NOT_LAST')
      if (!inTime(events)) throw new DeskError('CHANGE_ANEW')
      return { ...run(actor, 'acts.undo', events), undone: actOf(events[0]!) }
    },

    /** Does again what an undo took back. */
    redo(actor: Actor, { actId }: Parsed<'acts.redo'>): Response<'acts.redo'> {
      const events = eventsOf(store, actId)
      const [first] = events
      if (!first || !isUndo(store, first)) throw new DeskError('NOT_FOUND')
      if (!inTime(events) || !possible(events)) throw new DeskError('REDO_TOO_LATE')
      const [done] = eventsOf(store, first.undoes ?? '')
      return { ...run(actor, 'acts.redo', events), redone: actOf(done ?? first) }
    },
  }
}
