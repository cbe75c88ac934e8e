import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { DIRECTORY_RIGHTS, SETTING_TABLES, type DirectoryTable } from '../../../shared/people/kinds.ts'
import { may } from '../../../shared/staff/permissions.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { PLACE_OF } from '../parcel/event.ts'
import { EVENT_COLUMNS, readEvent, type DirectoryEvent, type EventRecord, type Reader } from './events.ts'
import { rowsAbout, shown } from './history.ts'
import { createWrite } from './record.ts'
import { subjectsOf } from './subjects.ts'
import { asKept, asTold, isSame } from './values.ts'

type Conflict = Response<'directory.conflicts'>[number]
type Told = DirectoryEvent & { deskId: string; desk: string; actor: string }

/** So many of this desk's last changes are looked through. */
const LOOKED_THROUGH = 200
/** So many decisions to leave things as they are are remembered. */
const REMEMBERED = 500
const SEEN_KEY = 'directory.conflicts_seen'

/** A column that somebody wrote without having seen what another desk had written there. */
interface Clash {
  column: string
  winner: Told
  loser: Told
}

/** The clashes on one row that nobody has written over since, from its changes in their order. */
function clashesIn(events: readonly Told[]): Clash[] {
  const last = new Map<string, Told>()
  const clashes = new Map<string, Clash>()
  for (const event of events)
    for (const [column, after] of Object.entries(event.after)) {
      const before = last.get(column)
      last.set(column, event)
      clashes.delete(column)
      if (!before || before.deskId === event.deskId || event.undoes !== null) continue
      const wasSeen = isSame(event.before[column], before.after[column])
      if (!wasSeen && !isSame(after, before.after[column]))
        clashes.set(column, { column, winner: event, loser: before })
    }
  return [...clashes.values()]
}

/** Changes of two desks that met on one column of the directory: who won, and what the other one had written. */
export function createConflicts(deps: ServiceDeps) {
  const { store, place, ports } = deps
  const write = createWrite(deps)
  const ofRow = store.prepare<EventRecord & Pick<Told, 'deskId' | 'desk' | 'actor'>>(
    `SELECT ${EVENT_COLUMNS}, e.desk_id AS deskId, coalesce(d.name, '') AS desk, coalesce(s.display_name, '') AS actor
     FROM directory_events e LEFT JOIN desks d ON d.id = e.desk_id LEFT JOIN staff s ON s.id = e.actor_id
     WHERE e.row_id = ? AND e.type = 'changed' ORDER BY ${PLACE_OF('e')}, e.rowid`,
  )
  /** Rows that this desk changed and another one after it. */
  const metRows = store.prepare<{ id: string }>(
    `SELECT DISTINCT m.row_id AS id FROM (
       SELECT row_id, desk_id, ${PLACE_OF('o')} AS place FROM directory_events o
       WHERE desk_id = @deskId AND type = 'changed' ORDER BY ${PLACE_OF('o')} DESC, rowid DESC LIMIT ${LOOKED_THROUGH}) m
     JOIN directory_events e ON e.row_id = m.row_id AND e.type = 'changed' AND e.desk_id <> m.desk_id AND ${PLACE_OF('e')} > m.place`,
  )
  const settingRows = store.prepare<{ id: string }>(
    SETTING_TABLES.map((table) => `SELECT id FROM ${table} WHERE deleted_at IS NULL`).join(' UNION ALL '),
  )
  const seen = (): string[] => {
    const kept = store.meta.get(SEEN_KEY)
    return kept === null ? [] : (JSON.parse(kept) as string[])
  }
  const keyOf = ({ winner, column }: Clash): string => `${winner.id} ${column}`

  function clashesOf(rowId: string): Clash[] {
    const events = ofRow.all(rowId).map(readEvent) as Told[]
    const clashes = clashesIn(events)
    if (clashes.length === 0) return []
    const { table } = clashes[0]!.winner
    const row = rowNow(store, table, rowId)
    return row ? clashes.filter(({ column, winner }) => isSame(row[column], winner.after[column])) : []
  }
  const wordsOf = ({ actor, desk, at }: Told) => ({ actor, desk, at })

  function toConflict(clash: Clash): Conflict {
    const { column, winner, loser } = clash
    const [subject] = subjectsOf(store, place, ports.now(), [winner])
    return {
      eventId: winner.id,
      table: winner.table,
      rowId: winner.rowId,
      column,
      stands: shown(winner.after[column]),
      other: shown(loser.after[column]),
      winner: wordsOf(winner),
      loser: wordsOf(loser),
      isMine: loser.deskId === place.desk.id,
      subject: subject ?? null,
    }
  }
  function find(rowId: string, eventId: string, column: string): Clash {
    const found = clashesOf(rowId).find((clash) => clash.winner.id === eventId && clash.column === column)
    if (!found) throw new DeskError('NOT_FOUND')
    return found
  }

  return {
    /** Those about a person or a unit, else those that this desk lost; without what was left as it is. */
    list(about: Parsed<'directory.conflicts'>): Conflict[] {
      const id = about.residentId ?? about.unitId
      const isAbout = id !== undefined || about.settings
      const rows = about.settings
        ? settingRows.all()
        : id === undefined
          ? metRows.all({ deskId: place.desk.id })
          : store.prepare<{ id: string }>(rowsAbout(about.residentId === undefined ? 'unit' : 'person')).all({ id })
      const known = new Set(seen())
      return rows
        .flatMap((row) => clashesOf(row.id))
        .filter((clash) => !known.has(keyOf(clash)))
        .map(toConflict)
        .filter(({ isMine }) => isAbout || isMine)
    },

    /** What the other one had written, after all. */
    takeOther(
      actor: Actor,
      { rowId, eventId, column }: Parsed<'directory.takeOther'>,
    ): Response<'directory.takeOther'> {
      const { winner, loser } = find(rowId, eventId, column)
      if (!may(actor.role, DIRECTORY_RIGHTS[winner.table])) throw new DeskError('NOT_ALLOWED')
      return write(actor, 'directory.takeOther', (record) =>
        record.change(winner.table, rowId, asKept(winner.table, { [column]: loser.after[column] })),
      )
    },

    /** It stays as it is: this desk no longer tells it. */
    keep({ rowId, eventId, column }: Parsed<'directory.keep'>): Response<'directory.keep'> {
      const key = keyOf(find(rowId, eventId, column))
      store.meta.set(SEEN_KEY, JSON.stringify([...seen(), key].slice(-REMEMBERED)))
      return {}
    },
  }
}

function rowNow(reader: Reader, table: DirectoryTable, rowId: string) {
  const row = reader.prepare<object>(`SELECT * FROM ${table} WHERE id = ? AND deleted_at IS NULL`).get(rowId)
  return row ? asTold(table, row) : null
}
