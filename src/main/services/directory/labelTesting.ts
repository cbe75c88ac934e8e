import { createUnitIndex } from '../../../shared/text/units.ts'
import { makeEntry, type Entry } from './entry.ts'
import { matchLabel } from './label.ts'

export interface More {
  alias?: string
  id?: string
  former?: boolean
  receives?: boolean
}

/** "Given Family" of a unit; a given name of several words is written with an underscore between them. */
export const person = (
  name: string,
  unit: string,
  { alias, id = name, former = false, receives = true }: More = {},
) => {
  const [given = ''] = name.split(' ')
  return makeEntry(
    {
      residentId: id,
      unitId: unit,
      name: name.replaceAll('_', ' '),
      unitNumber: unit,
      kind: 'tenant',
      former,
      receives,
      vacant: false,
      language: 'fr',
      absence: null,
    },
    given.replaceAll('_', ' '),
    alias ? [alias] : [],
  )
}
export const door = (unit: string): Entry =>
  makeEntry({ ...person('', unit), residentId: null, name: '', kind: 'unit' }, '', [])

/** A building of these people, and whom a label means there. */
export const building = (people: readonly Entry[], more: readonly string[] = []) => {
  const numbers = [...new Set([...people.map(({ unitNumber }) => unitNumber!), ...more])]
  const entries = [...people, ...numbers.map(door)]
  const units = createUnitIndex(numbers.map((number) => ({ id: number, number })))
  const find = (name: string | null, unit: string | null) =>
    matchLabel(entries, { name, unitId: unit === null ? null : (units.named(unit)?.id ?? null) })
  const words = (name: string | null, unit: string | null) => {
    const found = find(name, unit)
    if (!found) return null
    const who = [found.best, ...found.others].map(({ entry }) => `${entry.name || 'door'} ${entry.unitNumber}`)
    return `${found.confidence} ${found.why}: ${who.join(', ')}`
  }
  return { entries, find, words }
}

export const lofts = building([
  person('Zoé Tremblay', '804'),
  person('Luc Tremblay', '804'),
  person('Marc Roy', '1201', { alias: 'Studio Kanopé' }),
  person('Anne Côté', '1203'),
  person('Paul Roy', '1204', { former: true }),
  person('Anne Côté', '302', { id: 'other Anne' }),
])

/** Names that people mix up, all of one unit: an empty given name is left out. */
export const home = (...names: string[]) =>
  building(names.map((name, n) => person(name, '804', { id: `${n} ${name}` })))
