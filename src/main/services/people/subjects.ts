import type { Response } from '../../../shared/contract/index.ts'
import type { DirectoryTable } from '../../../shared/people/kinds.ts'
import { dateIn } from '../../../shared/time/zone.ts'
import type { Place } from '../deps.ts'
import { homeOn } from '../directory/homes.ts'
import { JOIN_PERSON } from '../merged.ts'
import { personName } from '../parcel/rows.ts'
import { unitName } from '../sql.ts'
import type { DirectoryEvent, Reader } from './events.ts'

type Subject = Response<'acts.recent'>[number]['people'][number]

/** Rows that are called by a column of their own, and are neither a person who lives here nor a unit. */
const NAMED = { staff: 'display_name', shelves: 'code', buildings: 'name', desks: 'name' } as const
const isNamed = (table: DirectoryTable): table is keyof typeof NAMED => Object.hasOwn(NAMED, table)

/** The column that names the person of a row. */
const PERSON: Readonly<Record<Exclude<DirectoryTable, keyof typeof NAMED>, string | null>> = {
  units: null,
  residents: 'id',
  occupancies: 'resident_id',
  authorisations: 'resident_id',
  absences: 'resident_id',
  belongings: 'resident_id',
  conversations: null,
}

/** Whom an act on the directory was about: each person once, else the unit. Also those that it removed. */
export function subjectsOf(reader: Reader, place: Place, now: Date, events: readonly DirectoryEvent[]): Subject[] {
  const today = dateIn(place.building.timezone, now)
  const found = new Map<string, Subject>()
  for (const { table, rowId } of events) {
    if (isNamed(table)) {
      const one = reader
        .prepare<{ name: string }>(`SELECT ${NAMED[table]} AS name FROM ${table} WHERE id = ?`)
        .get(rowId)
      if (one) found.set(rowId, { residentId: null, unitId: null, unit: null, name: one.name })
      continue
    }
    const column = PERSON[table]
    if (column === null) {
      const unit = reader
        .prepare<{ number: string }>(`SELECT ${unitName('u')} AS number FROM units u WHERE u.id = ?`)
        .get(rowId)
      if (unit) found.set(rowId, { residentId: null, unitId: rowId, unit: unit.number, name: null })
      continue
    }
    const person = reader
      .prepare<{ id: string; given_name: string; family_name: string }>(
        `SELECT r.id, r.given_name, r.family_name FROM ${table} t ${JOIN_PERSON(`t.${column}`, 'JOIN')} WHERE t.id = ?`,
      )
      .get(rowId)
    if (!person || found.has(person.id)) continue
    const home = homeOn(reader, person.id, today)
    found.set(person.id, {
      residentId: person.id,
      unitId: home?.unitId ?? null,
      unit: home?.unitNumber ?? null,
      name: personName(person.given_name, person.family_name),
    })
  }
  return [...found.values()]
}
