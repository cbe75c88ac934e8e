import { keptPhones, phonesIn, PHONES_MOST, type Phone } from '../../../shared/people/phones.ts'
import type { Language } from '../../../shared/text/languages.ts'
import type { Row } from '../../store/schema.ts'
import { rowsOfHome } from '../directory/oneHome.ts'
import type { ReadPhone } from '../people/readPhone.ts'
import type { Tx } from '../../store/open.ts'
import type { Leaving } from '../moves/consequences.ts'
import { endHomes } from '../moves/settle.ts'
import type { Recorder, Who } from '../people/record.ts'
import type { PersonWrite } from './planTypes.ts'
import type { Writes } from './reader.ts'
import type { NewUnit } from './units.ts'

/** One thing that an import writes. Units come before who lives in them. */
export type Item =
  | { readonly unit: NewUnit }
  | { readonly person: PersonWrite }
  /** Who moved out of one unit. */
  | { readonly gone: readonly Leaving[]; readonly on: string }

export const itemsOf = ({ units, people }: Writes, gone: readonly (readonly Leaving[])[], on: string): Item[] => [
  ...units.map((unit) => ({ unit })),
  ...people.map((person) => ({ person })),
  ...gone.map((homes) => ({ gone: homes, on })),
]

type Facts = Partial<Row<'residents'>>

/** The columns that the changes of a person write. */
function changed({ told, changes }: PersonWrite): Facts {
  const facts: Facts = {}
  for (const { field, to } of changes) {
    if (field === 'name') Object.assign(facts, { given_name: told.name.given, family_name: told.name.family })
    if (field === 'email') facts.email = to
    if (field === 'language') facts.language = to as Language
    if (field === 'emergencyContact') facts.emergency_contact = to
    if (field === 'notes') facts.notes = to
    if (field === 'sourceId') facts.source_id = to
  }
  return facts
}

/** What an import settles with a move: parcels and what was lent stay as they are, since a file says nothing of them. */
const SETTLE = {
  parcels: 'stay',
  reason: '',
  authorisations: 'end',
  absences: 'end',
  conversations: 'close',
  lent: 'keep',
} as const

/** Writes an import item by item, each with its events. */
export function createPlanWriter(language: Language, read: ReadPhone, who: Who, today: string) {
  const made = new Map<string, string>()
  const asRead = (phones: PersonWrite['phones']): Phone[] =>
    phones.map(({ label, typed }) => ({ sms: false, label, typed, ...read(typed) }))

  function person(record: Recorder, tx: Tx, write: PersonWrite): void {
    const { told, personId } = write
    if (personId !== null)
      record.change('residents', personId, {
        ...changed(write),
        ...(write.phones.length > 0 && {
          phones: keptPhones(
            [...phonesIn(record.standing('residents', personId).phones), ...asRead(write.phones)].slice(0, PHONES_MOST),
          ),
        }),
      })
    const residentId =
      personId ??
      record.add('residents', {
        given_name: told.name.given,
        family_name: told.name.family,
        language: told.language ?? language,
        email: told.email,
        phones: keptPhones(asRead(told.phones).slice(0, PHONES_MOST)),
        channels: JSON.stringify(told.email === null ? [] : ['email']),
        emergency_contact: told.emergencyContact,
        notes: told.notes ?? '',
        source_id: told.sourceId,
      })
    for (const one of write.belongings) record.add('belongings', { resident_id: residentId, ...one })
    for (const home of write.homes) {
      const facts = {
        ...(home.kind !== null && { kind: home.kind }),
        ...(home.from !== null && { from_date: home.from }),
        ...(home.to !== null && { to_date: home.to }),
      }
      if (home.homeId !== null) for (const id of rowsOfHome(tx, home.homeId)) record.change('occupancies', id, facts)
      else
        record.add('occupancies', {
          resident_id: residentId,
          unit_id: 'id' in home.unit ? home.unit.id : made.get(home.unit.make)!,
          kind: home.kind ?? 'tenant',
          from_date: home.from,
          to_date: home.to,
        })
    }
  }

  return (record: Recorder, tx: Tx, item: Item): void => {
    if ('unit' in item) {
      const { key, number, floor, tower } = item.unit
      made.set(key, record.add('units', { number, floor, tower }))
    } else if ('person' in item) person(record, tx, item.person)
    else endHomes(tx, record, who, { homes: item.gone, last: item.on, today, settle: SETTLE })
  }
}
