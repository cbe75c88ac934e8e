import { fold } from '../../../shared/text/fold.ts'
import { belongingKey } from './belongings.ts'
import type { KnownHome, KnownPerson } from './known.ts'
import { nameKey, phoneKey } from './match.ts'
import type { FilePerson } from './people.ts'

/** One thing that the file says otherwise than the directory. */
export interface Change {
  field:
    | 'name'
    | 'email'
    | 'phone'
    | 'language'
    | 'emergencyContact'
    | 'notes'
    | 'sourceId'
    | 'unit'
    | 'kind'
    | 'from'
    | 'to'
    | 'belonging'
  from: string | null
  to: string
}

/** What all rows of a person say together: of each thing the first that is said. */
export function together(rows: readonly FilePerson[]): FilePerson {
  const [first] = rows
  const said = <K extends keyof FilePerson>(field: K): FilePerson[K] =>
    (rows.find((row) => row[field] !== null) ?? first!)[field]
  const phones = rows.flatMap((row) => row.phones)
  const belongings = new Map(rows.flatMap((row) => row.belongings).map((one) => [belongingKey(one), one]))
  return {
    ...first!,
    email: said('email'),
    phones: phones.filter(({ typed }, at) => phones.findIndex((one) => phoneKey(one.typed) === phoneKey(typed)) === at),
    language: said('language'),
    sourceId: said('sourceId'),
    emergencyContact: said('emergencyContact'),
    notes: said('notes'),
    belongings: [...belongings.values()],
  }
}

/** What the file says goes with them and the directory does not have. */
export const newBelongings = (person: Pick<KnownPerson, 'belongings'>, told: FilePerson): FilePerson['belongings'] => {
  const known = new Set(person.belongings.map(belongingKey))
  return told.belongings.filter((one) => !known.has(belongingKey(one)))
}

/** The telephones of the file that the directory does not have. */
export const newPhones = (person: Pick<KnownPerson, 'phones'>, told: FilePerson): FilePerson['phones'] => {
  const known = new Set(person.phones.map(({ typed }) => phoneKey(typed)))
  return told.phones.filter(({ typed }) => !known.has(phoneKey(typed)))
}

const fullName = ({ given, family }: { given: string; family: string }): string => [given, family].join(' ').trim()

/** What changes of a person. What the file leaves blank stays, and so do notes that the desk wrote. */
export function changesOf(person: Omit<KnownPerson, 'id'>, told: FilePerson): Change[] {
  const changes: Change[] = []
  const tell = (
    field: Change['field'],
    from: string | null,
    to: string | null,
    isSame: (a: string, b: string) => boolean,
  ) => {
    if (to !== null && to !== '' && (from === null || from === '' || !isSame(from, to)))
      changes.push({ field, from: from || null, to })
  }
  const exactly = (a: string, b: string) => a === b
  if (nameKey(person.given, person.family) !== nameKey(told.name.given, told.name.family))
    tell('name', fullName(person), fullName(told.name), exactly)
  tell('email', person.email, told.email, (a, b) => fold(a) === fold(b))
  for (const { typed } of newPhones(person, told)) tell('phone', null, typed, exactly)
  tell('language', person.language, told.language, exactly)
  tell('emergencyContact', person.emergencyContact, told.emergencyContact, (a, b) => fold(a) === fold(b))
  if (person.notes === '') tell('notes', null, told.notes, exactly)
  tell('sourceId', person.sourceId, told.sourceId, exactly)
  for (const { name } of newBelongings(person, told)) tell('belonging', null, name, exactly)
  return changes
}

/** What the file says of somebody who is not here yet, beside their name. */
export const saidOfNew = (told: FilePerson): Change[] =>
  changesOf(
    {
      ...told.name,
      email: null,
      phones: [],
      language: '',
      notes: '',
      emergencyContact: null,
      sourceId: null,
      mergedInto: null,
      belongings: [],
    },
    told,
  )

/** What the file says of a home that nobody knew. */
export const saidOfHome = (told: FilePerson): Change[] => homeChanges({ kind: null, from: null, to: null }, told)

/** What changes of a home that stands. */
export function homeChanges(
  home: Pick<KnownHome, 'from' | 'to'> & { kind: KnownHome['kind'] | null },
  told: FilePerson,
): Change[] {
  return (['kind', 'from', 'to'] as const).flatMap((field): Change[] => {
    const to = told[field]
    return to === null || to === home[field] ? [] : [{ field, from: home[field], to }]
  })
}
