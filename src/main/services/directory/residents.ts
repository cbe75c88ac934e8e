import { DeskError } from '../../../shared/contract/errors.ts'
import type { Response } from '../../../shared/contract/index.ts'
import { dateIn } from '../../../shared/time/zone.ts'
import type { ServiceDeps } from '../deps.ts'
import { ordersOf } from '../order.ts'
import { personName, selectPackages, WAITING } from '../packages/rows.ts'

type Resident = Response<'residents.get'>

interface ResidentRecord {
  id: string
  given_name: string
  family_name: string
  aliases: string
  language: 'fr' | 'en'
  email: string | null
  phone: string | null
  channels: string
  emergency_contact: string | null
  notes: string
  confirmed_on: string | null
}

const within = (today: string, from: string | null, to: string | null): boolean =>
  (from === null || from <= today) && (to === null || to >= today)

/** Everything the desk may see of one resident. */
export function residentDetail({ store, ports, place }: ServiceDeps, id: string): Resident {
  const row = store.prepare('SELECT * FROM residents WHERE id = ? AND deleted_at IS NULL').get(id) as
    | ResidentRecord
    | undefined
  if (!row) throw new DeskError('NOT_FOUND')
  const today = dateIn(place.building.timezone, ports.now())
  const occupancies = store
    .prepare(
      `SELECT o.unit_id, u.number, o.kind, o.from_date, o.to_date, o.receives_packages FROM occupancies o JOIN units u ON u.id = o.unit_id
       WHERE o.resident_id = ? AND o.deleted_at IS NULL ORDER BY o.to_date IS NOT NULL, o.from_date DESC`,
    )
    .all(id) as {
    unit_id: string
    number: string
    kind: 'owner' | 'tenant' | 'occupant'
    from_date: string | null
    to_date: string | null
    receives_packages: number
  }[]
  const authorised = store
    .prepare('SELECT name, note, from_date, to_date FROM authorisations WHERE resident_id = ? AND deleted_at IS NULL')
    .all(id) as { name: string; note: string; from_date: string | null; to_date: string | null }[]
  const { texts } = ordersOf(place)
  const authorisations = authorised.toSorted((a, b) => texts(a.name, b.name))
  const absences = store
    .prepare(
      'SELECT kind, from_date, to_date, note FROM absences WHERE resident_id = ? AND deleted_at IS NULL ORDER BY from_date DESC',
    )
    .all(id) as { kind: 'hold' | 'forward'; from_date: string; to_date: string; note: string }[]
  return {
    id: row.id,
    givenName: row.given_name,
    familyName: row.family_name,
    name: personName(row.given_name, row.family_name),
    aliases: JSON.parse(row.aliases) as string[],
    language: row.language,
    email: row.email,
    phone: row.phone,
    channels: JSON.parse(row.channels) as string[],
    emergencyContact: row.emergency_contact,
    notes: row.notes,
    confirmedOn: row.confirmed_on,
    occupancies: occupancies.map((o) => ({
      unitId: o.unit_id,
      unitNumber: o.number,
      kind: o.kind,
      from: o.from_date,
      to: o.to_date,
      former: o.to_date !== null && o.to_date < today,
      receivesPackages: o.receives_packages === 1,
    })),
    authorisations: authorisations.map((a) => ({
      name: a.name,
      note: a.note,
      from: a.from_date,
      to: a.to_date,
      active: within(today, a.from_date, a.to_date),
    })),
    absences: absences.map((a) => ({
      kind: a.kind,
      from: a.from_date,
      to: a.to_date,
      note: a.note,
      active: within(today, a.from_date, a.to_date),
    })),
    waiting: selectPackages(store, `p.resident_id = ? AND ${WAITING}`, 'ORDER BY p.received_at LIMIT 100', id),
    recent: selectPackages(
      store,
      `p.resident_id = ? AND p.deleted_at IS NULL AND p.status NOT IN ('received', 'notified', 'on_hold')`,
      'ORDER BY p.received_at DESC LIMIT 20',
      id,
    ),
  }
}
