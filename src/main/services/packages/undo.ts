import { JOIN_PERSON } from '../merged.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { EventType } from '../../../shared/contract/packages.ts'
import { isFirstAddressee } from '../../../shared/packages/history.ts'
import { isWaiting, UNDO_WINDOW_MS } from '../../../shared/packages/lifecycle.ts'
import { may } from '../../../shared/staff/permissions.ts'
import type { Store, Tx } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { cancelNotices, prepareAgain } from '../notices/prepare.ts'
import { unsettleNotices } from '../notices/settle.ts'
import { todayAt } from '../directory/homes.ts'
import { writtenInVain } from '../notices/written.ts'
import { addresseeAt } from './addresseeAt.ts'
import { beforeEdit } from './before.ts'
import { codeFor } from './pickup.ts'
import { isRedoable, namesOf, readAct, type EventRecord } from './acts.ts'
import { appendEvent, PLACE_OF, type EventDetail } from '../parcel/event.ts'
import { personName } from '../parcel/rows.ts'
import { unitName } from '../sql.ts'

const isUndone = (reader: Pick<Store, 'prepare'>, actId: string): boolean =>
  reader.prepare('SELECT 1 FROM package_events WHERE undoes_act_id = ? LIMIT 1').get(actId) !== undefined

/** True when nothing that still counts came after this event on its parcel. */
function isLast(reader: Pick<Store, 'prepare'>, event: EventRecord): boolean {
  const later = reader
    .prepare(
      `SELECT 1 FROM package_events e JOIN package_events this ON this.id = @id
       WHERE e.package_id = this.package_id AND (${PLACE_OF('e')}, e.rowid) > (${PLACE_OF('this')}, this.rowid)
       AND e.type NOT IN ('undone', 'label_printed') AND e.act_id <> this.act_id
       AND NOT EXISTS (SELECT 1 FROM package_events u WHERE u.undoes_act_id = e.act_id) LIMIT 1`,
    )
    .get({ id: event.id })
  return later === undefined
}

/** The status of a parcel that is still there. */
const statusOf = (reader: Pick<Store, 'prepare'>, id: string): string | undefined =>
  reader.prepare<{ status: string }>('SELECT status FROM packages WHERE id = ? AND deleted_at IS NULL').get(id)?.status

export type Undoability = 'now' | 'reason' | 'no'

/** Whether an act can be taken back now, and by whom. */
export function undoability(reader: Pick<Store, 'prepare'>, events: EventRecord[], now: Date): Undoability {
  const [first] = events
  if (!first || first.type === 'undone' || first.type === 'label_printed') return 'no'
  const stands = (event: EventRecord): boolean =>
    isLast(reader, event) && (event.to_status === null || event.to_status === statusOf(reader, event.package_id))
  if (isUndone(reader, first.act_id) || !events.every(stands)) return 'no'
  return now.getTime() - Date.parse(first.at) <= UNDO_WINDOW_MS ? 'now' : 'reason'
}

/** What the act left on its parcel, for whoever wants it again. Steps and registrations say it by themselves. */
function leftBy(tx: Tx, event: EventRecord): EventDetail {
  const columns = COLUMNS_OF[event.type]
  const parcel = tx.get('packages', event.package_id)
  if (!columns || !parcel) return {}
  const named = columns === 'edited' ? Object.keys(beforeEdit(event.detail)) : columns
  return { was: JSON.stringify(Object.fromEntries(named.map((name) => [name, parcel[name as keyof typeof parcel]]))) }
}

const COLUMNS_OF: Partial<Record<EventType, readonly string[] | 'edited'>> = {
  addressee_changed: ['unit_id', 'resident_id'],
  shelf_set: ['shelf_id'],
  edited: 'edited',
}

/** Puts one parcel back to where it stood before the event; nothing is erased. */
function takeBack(tx: Tx, { place, ports }: Pick<ServiceDeps, 'place' | 'ports'>, event: EventRecord): void {
  const detail = JSON.parse(event.detail) as EventDetail
  const parcel = tx.get('packages', event.package_id)
  if (!parcel) throw new DeskError('NOT_FOUND')
  switch (event.type) {
    case 'received':
      cancelNotices(tx, parcel.id)
      tx.remove('packages', parcel.id)
      return
    case 'addressee_changed': {
      const back = {
        unitId: (detail['fromUnitId'] as string | null) ?? null,
        residentId: (detail['fromResidentId'] as string | null) ?? null,
      }
      cancelNotices(tx, parcel.id)
      tx.patch('packages', parcel.id, {
        unit_id: back.unitId,
        resident_id: back.residentId,
        pickup_code: codeFor(tx, ports.random, back),
      })
      if (parcel.status === 'received') prepareAgain(tx, place, parcel.id, back)
      return
    }
    case 'notice_settled':
      unsettleNotices(tx, place, detail)
      return
    case 'edited':
      tx.patch('packages', parcel.id, beforeEdit(event.detail))
      return
    case 'shelf_set':
      tx.patch('packages', parcel.id, { shelf_id: (detail['fromShelfId'] as string | null) ?? null })
      return
    default: {
      if (!event.from_status || parcel.status !== event.to_status) throw new DeskError('UNDO_NOT_LAST')
      tx.patch('packages', parcel.id, { status: event.from_status })
      if (event.type === 'handed_over') {
        const done = tx
          .prepare('SELECT id FROM handovers WHERE package_id = ? AND deleted_at IS NULL')
          .get(parcel.id) as { id: string } | undefined
        if (done) tx.remove('handovers', done.id)
      }
      // The resident was not told before the act: the notice waits again.
      if (event.type === 'notified') unsettleNotices(tx, place, detail)
      // Lost again, it is nothing to be told of.
      if (!isWaiting(event.from_status)) cancelNotices(tx, parcel.id)
      if (event.from_status === 'received') {
        cancelNotices(tx, parcel.id)
        prepareAgain(tx, place, parcel.id, { unitId: parcel.unit_id, residentId: parcel.resident_id })
      }
    }
  }
}

/** What an act did to parcels besides: whether that can be taken back or done again, and doing so within one act. */
export interface Besides {
  possible: boolean
  run: (tx: Tx) => void
  packages: () => Response<'acts.undo'>['packages']
}

/** The last acts of this desk, and taking them back. */
export function createUndo({ store, ports, place }: ServiceDeps) {
  const takeAllBack = (tx: Tx, actor: Actor, events: readonly EventRecord[], reason: string): void => {
    for (const event of events) {
      const left = leftBy(tx, event)
      takeBack(tx, { place, ports }, event)
      appendEvent(
        tx,
        { actor, place },
        {
          packageId: event.package_id,
          type: 'undone',
          from: event.to_status,
          to: event.from_status,
          detail: { undid: event.type, ...left, ...(reason && { reason }) },
          undoes: event.act_id,
        },
      )
    }
  }
  const eventsOf = (actId: string): EventRecord[] =>
    readAct(store, actId).filter((event) => event.type !== 'label_printed')

  return {
    /** What an act on the directory did to parcels besides; null for nothing. */
    undoBesides(actor: Actor, actId: string): Besides | null {
      const events = eventsOf(actId)
      if (events.length === 0) return null
      return {
        possible: undoability(store, events, ports.now()) !== 'no',
        run: (tx) => takeAllBack(tx, actor, events, ''),
        packages: () =>
          namesOf(
            store,
            events.map(({ package_id: id }) => id),
          ),
      }
    },

    recent({ limit }: Parsed<'acts.recent'>): Response<'acts.recent'> {
      const events = store
        .prepare(
          `SELECT e.*, s.display_name AS actor, p.short_number, p.carrier, ${unitName('u')} AS unit,
             r.given_name, r.family_name, p.written_name
           FROM (SELECT o.rowid AS written, o.* FROM package_events o
                 WHERE desk_id = ? AND type <> 'label_printed' ORDER BY ${PLACE_OF('o')} DESC, o.rowid DESC LIMIT ?) e
           JOIN packages p ON p.id = e.package_id
           LEFT JOIN staff s ON s.id = e.actor_id LEFT JOIN units u ON u.id = p.unit_id
           ${JOIN_PERSON('p.resident_id')}
           ORDER BY ${PLACE_OF('e')} DESC, e.written DESC`,
        )
        .all(place.desk.id, limit * 8) as (EventRecord & {
        actor: string | null
        short_number: string
        carrier: string
        unit: string | null
        given_name: string | null
        family_name: string | null
        written_name: string | null
      })[]
      const acts = groupByAct(events)
      return [...acts.values()].slice(0, limit).map((ofAct) => {
        const first = ofAct[0]!
        return {
          actId: first.act_id,
          type: first.type,
          settings: [],
          identified: first.type === 'addressee_changed' && isFirstAddressee(JSON.parse(first.detail) as EventDetail),
          at: first.at,
          actor: first.actor ?? '',
          packages: ofAct.slice(0, 50).map((event) => {
            const then = addresseeAt(store, event.id)
            return {
              id: event.package_id,
              shortNumber: event.short_number,
              unit: then ? then.unit : event.unit,
              carrier: event.carrier,
              name: (then ? then.name : personName(event.given_name, event.family_name)) || event.written_name,
            }
          }),
          people: [],
          undone: isUndone(store, first.act_id),
          undo: undoability(store, ofAct, ports.now()),
          redo: isRedoable(store, ofAct, ports.now()),
        }
      })
    },

    /** Takes an act back by a new one. Late undo needs a manager and a reason. */
    undo(actor: Actor, { actId, reason }: Parsed<'acts.undo'>): Response<'acts.undo'> {
      const events = eventsOf(actId)
      const [first] = events
      if (!first) throw new DeskError('NOT_FOUND')
      if (isUndone(store, actId)) throw new DeskError('UNDO_DONE')
      const can = undoability(store, events, ports.now())
      if (can === 'no') throw new DeskError('UNDO_NOT_LAST')
      if (can === 'reason') {
        if (!may(actor.role, 'acts.undo_late')) throw new DeskError('UNDO_TOO_LATE')
        if (!reason.trim()) throw new DeskError('REASON_NEEDED')
      }
      const done = store.transact('acts.undo', { staffId: actor.id }, (tx) =>
        takeAllBack(tx, actor, events, reason.trim()),
      )
      const packages = namesOf(
        store,
        events.map(({ package_id: id }) => id),
      )
      const written = writtenInVain(
        store,
        events.map(({ package_id: id }) => id),
        todayAt({ ports, place }),
      )
      return { actId: done.actId, undone: first.type, packages, people: [], kept: [], written }
    },
  }
}

// Map.groupBy came with Node 21; the oldest runtime that we support carries 20.
function groupByAct<E extends { act_id: string }>(events: E[]): Map<string, E[]> {
  const acts = new Map<string, E[]>()
  for (const event of events) {
    const ofAct = acts.get(event.act_id)
    if (ofAct) ofAct.push(event)
    else acts.set(event.act_id, [event])
  }
  return acts
}
