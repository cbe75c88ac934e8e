import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { createLikeness, isWeak, type Likeness, type Pair } from '../../../shared/people/duplicates.ts'
import { phonesIn, type Phone } from '../../../shared/people/phones.ts'
import { textsIn } from '../../../shared/text/lists.ts'
import type { ServiceDeps } from '../deps.ts'
import { homeOn, todayAt } from '../directory/homes.ts'
import type { Directory } from '../directory/index.ts'
import { ROWS_OF } from '../merged.ts'
import { personName } from '../parcel/rows.ts'
import { phoneReader } from './readPhone.ts'

type Entry = Response<'residents.alike'>[number]['entry']

/** So many pairs are looked at in one go: whoever has more has an import to look at first. */
const MOST = 200
/** The person who is being written is nobody's id. */
const NEW = 'new'

interface Known extends Likeness {
  numbers: Phone[]
  confirmedOn: string | null
}

/** Finds people who stand in the directory twice. It proposes and never merges. */
export function createDuplicates(deps: ServiceDeps, directory: Pick<Directory, 'unitNamed'>) {
  const { store } = deps
  const likeness = createLikeness()
  let known: Known[] | null = null
  const stop = store.onChange(({ tables }) => {
    if (tables['residents'] || tables['occupancies']) known = null
  })

  /** Everybody who speaks for themselves, with the units of all their days. */
  const everybody = (): Known[] => (known ??= readEverybody())
  function readEverybody(): Known[] {
    const units = new Map<string, string[]>()
    for (const { person, unit } of store
      .prepare<{ person: string; unit: string }>(
        `SELECT DISTINCT coalesce(r.merged_into, r.id) AS person, o.unit_id AS unit
         FROM occupancies o JOIN residents r ON r.id = o.resident_id WHERE o.deleted_at IS NULL`,
      )
      .all())
      units.set(person, [...(units.get(person) ?? []), unit])
    return store
      .prepare<{
        id: string
        given_name: string
        family_name: string
        email: string | null
        phones: string
        distinct_from: string
        confirmed_on: string | null
      }>(
        `SELECT id, given_name, family_name, email, phones, distinct_from, confirmed_on FROM residents
         WHERE deleted_at IS NULL AND merged_into IS NULL ORDER BY id`,
      )
      .all()
      .map((row) => {
        const numbers = phonesIn(row.phones)
        return {
          id: row.id,
          given: row.given_name,
          family: row.family_name,
          email: row.email,
          phones: numbers.flatMap(({ e164 }) => e164 ?? []),
          units: units.get(row.id) ?? [],
          apart: textsIn(row.distinct_from),
          numbers,
          confirmedOn: row.confirmed_on,
        }
      })
  }

  const parcelsOf = (id: string): number =>
    store
      .prepare<{ n: number }>(
        `SELECT count(*) AS n FROM packages WHERE resident_id IN (${ROWS_OF('?')}) AND deleted_at IS NULL`,
      )
      .get(id)?.n ?? 0
  const entryOf = (one: Known): Entry => ({
    id: one.id,
    name: personName(one.given, one.family),
    unit: homeOn(store, one.id, todayAt(deps))?.unitNumber ?? null,
    email: one.email,
    phones: one.numbers,
    confirmedOn: one.confirmedOn,
    parcels: parcelsOf(one.id),
  })

  const pairsWith = (people: readonly Known[], id: string): Pair<Known>[] => {
    const one = people.find((person) => person.id === id)
    if (!one) return []
    return people.flatMap((other) => {
      const reasons = likeness.reasonsOf(one, other)
      return reasons.length > 0 ? [{ one, other, reasons }] : []
    })
  }

  return {
    list({ residentId }: Parsed<'residents.duplicates'>): Response<'residents.duplicates'> {
      const people = everybody()
      const pairs: Pair<Known>[] = residentId ? pairsWith(people, residentId) : likeness.pairsIn(people)
      return pairs
        .slice(0, MOST)
        .map(({ one, other, reasons }) => ({ one: entryOf(one), other: entryOf(other), reasons }))
    },

    /** Asked while somebody new is being written. */
    async alike(input: Parsed<'residents.alike'>): Promise<Response<'residents.alike'>> {
      if (input.familyName.trim() === '') return []
      const read = await phoneReader(deps.place.building.country)
      const number = input.unit.trim() === '' ? null : directory.unitNamed(input.unit)
      const unit = store
        .prepare<{ id: string }>('SELECT id FROM units WHERE number = ? AND deleted_at IS NULL')
        .get(number)
      const written: Likeness = {
        id: NEW,
        given: input.givenName,
        family: input.familyName,
        phones: input.phones.flatMap((typed) => read(typed).e164 ?? []),
        email: input.email.trim() || null,
        units: unit ? [unit.id] : [],
        apart: [],
      }
      return everybody().flatMap((entry) => {
        const reasons = likeness.reasonsOf(written, entry)
        // A family is written one after the other, often with one number: that alone stops nobody.
        return reasons.length > 0 && !isWeak({ reasons }) ? [{ entry: entryOf(entry), reasons }] : []
      })
    },

    [Symbol.dispose]: stop,
  }
}
