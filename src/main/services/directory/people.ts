import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { byHome, isPast, isPresent, type Stay } from '../../../shared/people/home.ts'
import { textsIn } from '../../../shared/text/lists.ts'
import { nameOrder, unitOrder } from '../../../shared/text/order.ts'
import type { Unit } from '../../../shared/text/units.ts'
import type { Place } from '../deps.ts'
import type { Store } from '../../store/open.ts'
import type { Row } from '../../store/schema.ts'
import { personName } from '../parcel/rows.ts'
import { makeEntry, type Entry } from './entry.ts'
import { unitName } from '../sql.ts'

interface PersonRecord {
  stay_id: string | null
  resident_id: string
  given_name: string
  family_name: string
  aliases: string
  language: 'fr' | 'en'
  unit_id: string | null
  unit_number: string | null
  unit_kind: Row<'units'>['kind'] | null
  kind: 'owner' | 'tenant' | 'occupant' | null
  from_date: string | null
  to_date: string | null
  receives_packages: number | null
}

const stayOf = (row: PersonRecord): Stay => ({
  id: row.stay_id ?? '',
  from: row.from_date,
  to: row.to_date,
  receives: row.receives_packages !== 0,
})

const isStorage = (kind: PersonRecord['unit_kind']): boolean => kind === 'parking' || kind === 'locker'

/** Without the parking spaces and lockers of those who also have a door: nobody is looked for there. */
function withDoors(rows: readonly PersonRecord[]): PersonRecord[] {
  const atHome = new Set(rows.filter((row) => !isStorage(row.unit_kind)).map((row) => row.resident_id))
  return rows.filter((row) => !isStorage(row.unit_kind) || !atHome.has(row.resident_id))
}

/** One row per person and unit: of a lease that was renewed, or of somebody who came back, the one that counts today. */
function lastingOnes(rows: readonly PersonRecord[], today: string): PersonRecord[] {
  const kept = new Map<string, PersonRecord>()
  const order = byHome(today)
  for (const row of rows) {
    const key = `${row.resident_id} ${row.unit_id}`
    const other = kept.get(key)
    if (!other || order(stayOf(row), stayOf(other)) < 0) kept.set(key, row)
  }
  return [...kept.values()]
}

/** The names under which people were entered besides, by the person. */
function namesOfMerged(store: Store): ReadonlyMap<string, string[]> {
  const names = new Map<string, string[]>()
  for (const { person, given_name, family_name, aliases } of store
    .prepare<{ person: string; given_name: string; family_name: string; aliases: string }>(
      'SELECT merged_into AS person, given_name, family_name, aliases FROM residents WHERE merged_into IS NOT NULL AND deleted_at IS NULL',
    )
    .all())
    names.set(person, [...(names.get(person) ?? []), personName(given_name, family_name), ...textsIn(aliases)])
  return names
}

/** Everybody and every unit of the building on a day: people in order of name, then units in order of number. */
export function readPeople(
  store: Store,
  building: Place['building'],
  today: string,
): { entries: Entry[]; units: (Unit & { name: string })[] } {
  const absences = new Map<string, AddresseeHit['absence']>()
  for (const row of store
    .prepare(
      `SELECT coalesce(r.merged_into, r.id) AS resident_id, a.kind, a.to_date, a.note
       FROM absences a JOIN residents r ON r.id = a.resident_id
       WHERE a.deleted_at IS NULL AND a.from_date <= @today AND a.to_date >= @today ORDER BY a.to_date, a.id`,
    )
    .all({ today }) as { resident_id: string; kind: 'hold' | 'forward'; to_date: string; note: string }[]) {
    absences.set(row.resident_id, { kind: row.kind, to: row.to_date, note: row.note })
  }
  const people = store
    .prepare(
      `SELECT r.id AS resident_id, r.given_name, r.family_name, r.aliases, r.language, o.id AS stay_id, u.id AS unit_id, ${unitName('u')} AS unit_number,
         u.kind AS unit_kind, o.kind, o.from_date, o.to_date, o.receives_packages
       FROM residents r LEFT JOIN residents own ON own.id = r.id OR own.merged_into = r.id
       LEFT JOIN occupancies o ON o.resident_id = own.id AND o.deleted_at IS NULL
       LEFT JOIN units u ON u.id = o.unit_id AND u.deleted_at IS NULL
       WHERE r.deleted_at IS NULL AND r.merged_into IS NULL ORDER BY r.family_name COLLATE NOCASE, r.given_name COLLATE NOCASE, r.id`,
    )
    .all() as PersonRecord[]
  const otherNames = namesOfMerged(store)
  const byName = nameOrder(building.languages[0] ?? 'fr')
  const byUnit = unitOrder()
  const named = lastingOnes(withDoors(people), today)
    .map((row) => ({ row, family: row.family_name, given: row.given_name }))
    .toSorted((a, b) => byName(a, b) || byUnit(a.row.unit_number, b.row.unit_number))
  const livedIn = new Set(
    people
      .filter((row) => row.receives_packages === 1)
      .filter((row) => isPresent(stayOf(row), today))
      .map((row) => row.unit_id),
  )
  const units = store
    .prepare<Unit & Pick<Row<'units'>, 'kind'> & { name: string }>(
      `SELECT u.id, u.number, u.tower, u.kind, ${unitName('u')} AS name FROM units u WHERE u.deleted_at IS NULL ORDER BY u.number`,
    )
    .all()
    .toSorted((a, b) => byUnit(a.name, b.name))
  const persons = named.map(({ row }) =>
    makeEntry(
      {
        residentId: row.resident_id,
        unitId: row.unit_id,
        name: personName(row.given_name, row.family_name),
        unitNumber: row.unit_number,
        kind: row.kind ?? 'occupant',
        former: row.unit_id === null || isPast(stayOf(row), today),
        receives: row.receives_packages !== 0,
        vacant: false,
        language: row.language,
        absence: absences.get(row.resident_id) ?? null,
      },
      row.given_name,
      [...textsIn(row.aliases), ...(otherNames.get(row.resident_id) ?? [])],
    ),
  )
  const doors = units.flatMap(({ id, name, kind }) =>
    isStorage(kind)
      ? []
      : makeEntry(
          {
            residentId: null,
            unitId: id,
            name: '',
            unitNumber: name,
            kind: 'unit',
            former: false,
            receives: true,
            vacant: !livedIn.has(id),
            language: null,
            absence: null,
          },
          '',
          [],
        ),
  )
  return { entries: [...persons, ...doors], units }
}
