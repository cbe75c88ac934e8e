import type { Doubt } from '../../../shared/import/fields.ts'
import { fold } from '../../../shared/text/fold.ts'
import { nameWords } from '../../../shared/text/names.ts'
import type { Known, KnownHome, KnownPerson } from './known.ts'
import type { FilePerson } from './people.ts'

/** Who somebody of the file is in the directory. */
export type Match =
  | { readonly is: 'known'; readonly person: KnownPerson }
  | { readonly is: 'unknown' }
  | { readonly is: 'doubtful'; readonly doubt: Doubt; readonly person: KnownPerson }

/** A name in any order of its words, without accents. */
export const nameKey = (given: string, family: string): string => {
  const words = nameWords(`${given} ${family}`)
  return words.length === 0 ? `${given} ${family}`.trim() : words.toSorted().join(' ')
}
export const phoneKey = (typed: string): string => {
  const digits = typed.replaceAll(/\D/g, '')
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
}

const add = <T>(map: Map<string, T[]>, key: string, one: T): void => {
  const list = map.get(key)
  if (!list) map.set(key, [one])
  else if (!list.includes(one)) list.push(one)
}

/** Finds people of a file in the directory: by the number that the file's system has for them, else by unit and name. */
export function createMatcher({ people, homes }: Known) {
  const bySource = new Map<string, KnownPerson[]>()
  const byName = new Map<string, KnownPerson[]>()
  const byReach = new Map<string, KnownPerson[]>()
  const homesOf = new Map<string, KnownHome[]>()
  const names = new Map<string, string[]>()
  const byId = new Map(people.map((person) => [person.id, person]))
  for (const home of homes) add(homesOf, home.personId, home)
  // A second entry is found by what it says, and answers the person whose it is.
  for (const entry of people) {
    const person = (entry.mergedInto !== null && byId.get(entry.mergedInto)) || entry
    const name = nameKey(entry.given, entry.family)
    if (entry.sourceId !== null) add(bySource, entry.sourceId, person)
    add(byName, name, person)
    add(names, person.id, name)
    if (entry.email !== null) add(byReach, fold(entry.email), person)
    for (const { typed } of entry.phones) if (phoneKey(typed).length >= 7) add(byReach, phoneKey(typed), person)
  }
  const livesIn = (unitId: string | null) => (person: KnownPerson) =>
    unitId !== null && (homesOf.get(person.id) ?? []).some((home) => home.unitId === unitId)
  const reachOf = (one: FilePerson): KnownPerson[] => [
    ...new Set([
      ...((one.email !== null && byReach.get(fold(one.email))) || []),
      ...one.phones.flatMap(({ typed }) => byReach.get(phoneKey(typed)) ?? []),
    ]),
  ]

  return {
    homesOf: (personId: string): readonly KnownHome[] => homesOf.get(personId) ?? [],
    find(one: FilePerson, unitId: string | null): Match {
      const name = nameKey(one.name.given, one.name.family)
      const sharesName = (person: KnownPerson) => {
        const words = new Set((names.get(person.id) ?? []).flatMap((one) => one.split(' ')))
        return name.split(' ').some((word) => words.has(word))
      }
      const sourced = one.sourceId === null ? [] : (bySource.get(one.sourceId) ?? [])
      // A number that a system gives to somebody else later is told by the name.
      if (sourced.length === 1)
        return sharesName(sourced[0]!) || livesIn(unitId)(sourced[0]!)
          ? { is: 'known', person: sourced[0]! }
          : { is: 'doubtful', doubt: 'other_name', person: sourced[0]! }
      if (sourced.length > 1) return { is: 'doubtful', doubt: 'several', person: sourced[0]! }
      const named = byName.get(name) ?? []
      const here = named.filter(livesIn(unitId))
      if (here.length === 1) return { is: 'known', person: here[0]! }
      if (here.length > 1) return { is: 'doubtful', doubt: 'several', person: here[0]! }
      const reached = reachOf(one)
      const moved = reached.find((person) => named.includes(person))
      if (moved) return { is: 'doubtful', doubt: 'elsewhere', person: moved }
      const other = reached.find((person) => livesIn(unitId)(person) && sharesName(person))
      return other ? { is: 'doubtful', doubt: 'other_name', person: other } : { is: 'unknown' }
    },
  }
}
