import { DeskError } from '../../../shared/contract/errors.ts'
import type { Response } from '../../../shared/contract/index.ts'
import { isPast, isPresent } from '../../../shared/people/home.ts'
import { CHANNELS } from '../../../shared/people/kinds.ts'
import { phonesIn } from '../../../shared/people/phones.ts'
import { textsIn, wordsIn } from '../../../shared/text/lists.ts'
import type { ServiceDeps } from '../deps.ts'
import { belongingsOf } from './belongings.ts'
import { staysOf, todayAt } from './homes.ts'
import { personOf, ROWS_OF } from '../merged.ts'
import { ordersOf } from '../order.ts'
import { personName, selectPackages, WAITING_FOR, WAITING_LIST } from '../parcel/rows.ts'

type Resident = Response<'residents.get'>

interface ResidentRecord {
  id: string
  given_name: string
  family_name: string
  aliases: string
  language: 'fr' | 'en'
  email: string | null
  phones: string
  channels: string
  emergency_contact: string | null
  notes: string
  collecting: Resident['collecting']
  access_need: string
  confirmed_on: string | null
  created_at: string
}

/** The days of something that holds for a time, and whether it does today. */
function daysOf<D extends string | null>({ from_date, to_date }: { from_date: D; to_date: D }, today: string) {
  const span = { from: from_date, to: to_date }
  return { ...span, active: isPresent(span, today), isOver: isPast(span, today) }
}

/** The other entries of a person, as they were written. */
const mergedInto = (store: ServiceDeps['store'], id: string): Resident['merged'] =>
  store
    .prepare<Pick<ResidentRecord, 'id' | 'given_name' | 'family_name' | 'email' | 'phones' | 'notes'>>(
      `SELECT id, given_name, family_name, email, phones, notes FROM residents
       WHERE merged_into = ? AND deleted_at IS NULL ORDER BY family_name, given_name, id`,
    )
    .all(id)
    .map((row) => ({
      id: row.id,
      name: personName(row.given_name, row.family_name),
      email: row.email,
      phones: phonesIn(row.phones),
      notes: row.notes,
    }))

/** The codes of the notices of what waits for a person. */
export const pickupCodes = (store: ServiceDeps['store'], id: string): Response<'residents.pickupCodes'> =>
  store
    .prepare<{ packageId: string; code: string }>(
      `SELECT p.id AS packageId, p.pickup_code AS code FROM packages p
       WHERE ${WAITING_FOR('?')} ORDER BY p.received_at`,
    )
    .all(personOf(store, id))

/** Everything the desk may see of one resident. */
export function residentDetail(deps: ServiceDeps, asked: string): Resident {
  const { store, place } = deps
  const id = personOf(store, asked)
  const row = store.prepare('SELECT * FROM residents WHERE id = ? AND deleted_at IS NULL').get(id) as
    | ResidentRecord
    | undefined
  if (!row) throw new DeskError('NOT_FOUND')
  const today = todayAt(deps)
  const authorised = store
    .prepare(
      `SELECT id, name, note, from_date, to_date FROM authorisations
       WHERE resident_id IN (${ROWS_OF('?')}) AND deleted_at IS NULL`,
    )
    .all(id) as { id: string; name: string; note: string; from_date: string | null; to_date: string | null }[]
  const { texts } = ordersOf(place)
  const authorisations = authorised.toSorted((a, b) => texts(a.name, b.name))
  const absences = store
    .prepare(
      `SELECT id, kind, from_date, to_date, note FROM absences
       WHERE resident_id IN (${ROWS_OF('?')}) AND deleted_at IS NULL ORDER BY from_date DESC`,
    )
    .all(id) as { id: string; kind: 'hold' | 'forward'; from_date: string; to_date: string; note: string }[]
  return {
    id: row.id,
    givenName: row.given_name,
    familyName: row.family_name,
    name: personName(row.given_name, row.family_name),
    aliases: textsIn(row.aliases),
    language: row.language,
    email: row.email,
    phones: phonesIn(row.phones),
    channels: wordsIn(row.channels, CHANNELS),
    emergencyContact: row.emergency_contact,
    notes: row.notes,
    collecting: row.collecting,
    accessNeed: row.access_need,
    confirmedOn: row.confirmed_on,
    enteredAt: row.created_at,
    occupancies: staysOf(store, id, today).map((stay) => ({
      id: stay.id,
      unitId: stay.unitId,
      unitNumber: stay.unitNumber,
      kind: stay.kind,
      from: stay.from,
      to: stay.to,
      former: isPast(stay, today),
      receivesPackages: stay.receives,
      notified: stay.notified,
      share: stay.share,
    })),
    merged: mergedInto(store, id),
    authorisations: authorisations.map((a) => ({
      id: a.id,
      name: a.name,
      note: a.note,
      ...daysOf(a, today),
    })),
    absences: absences.map((a) => ({
      id: a.id,
      kind: a.kind,
      note: a.note,
      ...daysOf(a, today),
    })),
    belongings: belongingsOf(store, id),
    waiting: selectPackages(store, WAITING_FOR('?'), 'ORDER BY p.received_at LIMIT 100', id),
    recent: selectPackages(
      store,
      `p.resident_id IN (${ROWS_OF('?')}) AND p.deleted_at IS NULL AND p.status NOT IN ${WAITING_LIST}`,
      'ORDER BY p.received_at DESC LIMIT 20',
      id,
    ),
  }
}
