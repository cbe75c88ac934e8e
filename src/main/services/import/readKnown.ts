import { setImmediate } from 'node:timers/promises'
import { phonesIn } from '../../../shared/people/phones.ts'
import type { Store } from '../../store/open.ts'
import { asOneHome } from '../directory/oneHome.ts'
import type { FileBelonging } from './belongings.ts'
import type { Known, KnownHome, KnownPerson, KnownUnit } from './known.ts'

/** Rows read before anything else has its turn. */
const SLICE = 1000

async function slices<T extends { id: string }>(
  store: Pick<Store, 'prepare'>,
  select: string,
  table: string,
): Promise<T[]> {
  const read = store.prepare<T>(
    `SELECT ${select} FROM ${table} WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT ${SLICE}`,
  )
  const all: T[] = []
  for (let rows = read.all(''); rows.length > 0; rows = read.all(rows.at(-1)!.id)) {
    all.push(...rows)
    await setImmediate()
  }
  return all
}

/** The directory as it stands, read in slices. */
export async function readKnown(store: Pick<Store, 'prepare'>): Promise<Known> {
  const belongings = new Map<string, FileBelonging[]>()
  for (const { personId, ...one } of await slices<FileBelonging & { id: string; personId: string; to: string | null }>(
    store,
    'id, resident_id AS personId, kind, name, place, to_date AS "to"',
    'belongings',
  ))
    if (one.to === null) belongings.set(personId, [...(belongings.get(personId) ?? []), one])
  const people = await slices<Omit<KnownPerson, 'phones' | 'belongings'> & { phones: string }>(
    store,
    'id, given_name AS given, family_name AS family, email, phones, language, notes, emergency_contact AS emergencyContact, source_id AS sourceId, merged_into AS mergedInto',
    'residents',
  )
  const personOf = new Map(people.map(({ id, mergedInto }) => [id, mergedInto ?? id]))
  const homes = await slices<Omit<KnownHome, 'personId'> & { entryId: string }>(
    store,
    'id, resident_id AS entryId, unit_id AS unitId, kind, from_date AS "from", to_date AS "to"',
    'occupancies',
  )
  return {
    units: await slices<KnownUnit>(store, 'id, number, tower, floor', 'units'),
    people: people.map(({ phones, ...person }) => ({
      ...person,
      belongings: belongings.get(person.id) ?? [],
      phones: phonesIn(phones).map(({ label, typed }) => ({ label, typed })),
    })),
    homes: asOneHome(homes.map((home) => ({ ...home, personId: personOf.get(home.entryId) ?? home.entryId }))).toSorted(
      (a, b) => (a.id < b.id ? -1 : 1),
    ),
  }
}
