import {
  directoryAct,
  type DirectoryAct,
  type DirectoryChange,
  type DirectoryTable,
} from '../../../shared/people/kinds.ts'
import type { Store } from '../../store/open.ts'
import { PLACE_OF } from '../parcel/event.ts'
import type { Values } from './values.ts'

export type Reader = Pick<Store, 'prepare'>

/** An event of the directory, its values read. */
export interface DirectoryEvent {
  id: string
  actId: string
  type: DirectoryChange
  table: DirectoryTable
  rowId: string
  before: Values
  after: Values
  actorId: string
  at: string
  undoes: string | null
  /** The first act of a large one that was written in parts; null for one that stands alone. */
  batchId: string | null
  /** Why it was undone that late. */
  reason: string | null
}

/** The columns of an event `e`, for readEvent. */
export const EVENT_COLUMNS = `e.id, e.act_id AS actId, e.type, e.table_name AS "table", e.row_id AS rowId, e.before, e.after,
  e.actor_id AS actorId, e.at, e.undoes_act_id AS undoes, e.batch_id AS batchId, e.reason`

/** An event as SQL answers it. */
export type EventRecord = Omit<DirectoryEvent, 'before' | 'after'> & { before: string; after: string }

/** An event with what stood before and after it, read from a row of SQL. */
export const readEvent = <R extends EventRecord>(row: R): Omit<R, 'before' | 'after'> & DirectoryEvent => ({
  ...row,
  before: JSON.parse(row.before) as Values,
  after: JSON.parse(row.after) as Values,
})

/** The events of one act, in the order in which it wrote them; the first `most` of them. */
export const eventsOf = (reader: Reader, actId: string, most = -1): DirectoryEvent[] =>
  reader
    .prepare<EventRecord>(`SELECT ${EVENT_COLUMNS} FROM directory_events e WHERE e.act_id = ? ORDER BY e.id LIMIT ?`)
    .all(actId, most)
    .map(readEvent)

interface EventPlace {
  actId: string
  place: number
  row: number
}

/** The last acts of a desk on the directory, newest first: from each act on to the one before, however many rows it changed. */
export function lastActs(reader: Reader, deskId: string, limit: number): string[] {
  const before = reader.prepare<EventPlace>(
    `SELECT e.act_id AS actId, ${PLACE_OF('e')} AS place, e.rowid AS row FROM directory_events e
     WHERE e.desk_id = @deskId AND (e.batch_id IS NULL OR e.batch_id = e.act_id) AND ${PLACE_OF('e')} <= @place AND (${PLACE_OF('e')}, e.rowid) < (@place, @row)
     ORDER BY ${PLACE_OF('e')} DESC, e.rowid DESC LIMIT 1`,
  )
  const first = reader.prepare<Omit<EventPlace, 'actId'>>(
    `SELECT ${PLACE_OF('e')} AS place, e.rowid AS row FROM directory_events e WHERE e.act_id = ?
     ORDER BY ${PLACE_OF('e')}, e.rowid LIMIT 1`,
  )
  const acts: string[] = []
  let from: Omit<EventPlace, 'actId'> | undefined = { place: Number.MAX_SAFE_INTEGER, row: Number.MAX_SAFE_INTEGER }
  while (from !== undefined && acts.length < limit) {
    const last = before.get({ deskId, ...from })
    if (last) acts.push(last.actId)
    from = last && first.get(last.actId)
  }
  return acts
}

/** Whether a later act took this one back. */
export const isTakenBack = (reader: Reader, actId: string): boolean =>
  reader.prepare('SELECT 1 FROM directory_events WHERE undoes_act_id = ? LIMIT 1').get(actId) !== undefined

/** How often an act takes back one that takes back one: an odd number is an undo, an even one an act or its redo. */
function depthOf(reader: Reader, undoes: string | null): number {
  return (
    reader
      .prepare<{ depth: number }>(
        `WITH RECURSIVE back (act_id, depth) AS (
           SELECT @undoes, 1 WHERE @undoes IS NOT NULL
           UNION SELECT e.undoes_act_id, back.depth + 1 FROM directory_events e JOIN back ON e.act_id = back.act_id
           WHERE e.undoes_act_id IS NOT NULL AND back.depth < 1000)
         SELECT coalesce(max(depth), 0) AS depth FROM back`,
      )
      .get({ undoes })?.depth ?? 0
  )
}

/** Whether an event takes something back: an undo of an undo brings it again. */
export const isUndo = (reader: Reader, event: Pick<DirectoryEvent, 'undoes'>): boolean =>
  depthOf(reader, event.undoes) % 2 === 1

/** What was done to one row. */
export function changeOf({
  table,
  type,
  before,
  after,
}: Pick<DirectoryEvent, 'table' | 'type' | 'before' | 'after'>): DirectoryAct {
  if (table === 'residents' && type === 'changed') {
    if (after['merged_into']) return 'person_merged'
    if (before['merged_into']) return 'person_separated'
  }
  const ends = type === 'changed' && !before['to_date'] && Boolean(after['to_date'])
  if (table === 'occupancies' && ends) return 'home_ended'
  if (table === 'belongings') {
    if (ends) return 'belonging_ended'
    if (type === 'added' && (after['kind'] === 'fob' || after['kind'] === 'key')) return 'belonging_lent'
  }
  return directoryAct(table, type)
}

/** What was done, by the event that stands first. */
export const actOf = (event: DirectoryEvent): DirectoryAct =>
  event.batchId === null ? changeOf(event) : 'directory_imported'
