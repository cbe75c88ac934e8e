import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { placeOfNumber, readUnitRanges } from '../../../shared/text/unitRanges.ts'
import type { Store } from '../../store/open.ts'
import type { Fields } from '../people/fields.ts'
import { readFloor, readTower } from './fields.ts'

interface NewUnit {
  number: string
  floor: number | null
  tower: string | null
}
type Preview = Response<'units.preview'>

const doorOf = ({ number, tower }: Pick<NewUnit, 'number' | 'tower'>): string => JSON.stringify([tower ?? '', number])

/** Units one after the other on the same floor of the same tower. */
function groupsOf(units: readonly NewUnit[]): NewUnit[][] {
  const groups: NewUnit[][] = []
  for (const unit of units) {
    const group = groups.at(-1)
    if (group && group[0]!.floor === unit.floor && group[0]!.tower === unit.tower) group.push(unit)
    else groups.push([unit])
  }
  return groups
}

/** What typed ranges make: the new units, in groups, and those that are there already. */
export function readRanges(store: Pick<Store, 'prepare'>, fields: Fields, input: Parsed<'units.preview'>) {
  const { numbers, problems } = readUnitRanges(input.text)
  const tower = readTower(fields, input.tower)
  const isHome = input.kind === 'residential' || input.kind === 'commercial'
  const derived = numbers.map((number): NewUnit => {
    const place = placeOfNumber(number)
    // The number of a parking space or a locker says nothing of a floor.
    return { number, floor: isHome ? place.floor : null, tower: tower ?? (isHome ? place.tower : null) }
  })
  const floors = new Map(input.floors.map(({ first, floor }) => [first, floor]))
  const there = new Set(
    store
      .prepare<Pick<NewUnit, 'number' | 'tower'>>('SELECT number, tower FROM units WHERE deleted_at IS NULL')
      .all()
      .map(doorOf),
  )
  const groups = groupsOf(derived.filter((unit) => !there.has(doorOf(unit)))).map((group) => {
    const said = floors.get(group[0]!.number)
    if (said === undefined) return group
    const floor = readFloor(fields, said, `floor ${group[0]!.number}`)
    return group.map((unit) => ({ ...unit, floor }))
  })
  return {
    fresh: groups.flat(),
    existing: derived.filter((unit) => there.has(doorOf(unit))).map(({ number }) => number),
    groups: groups.map((group): Preview['groups'][number] => ({
      first: group[0]!.number,
      last: group.at(-1)!.number,
      count: group.length,
      floor: group[0]!.floor,
      tower: group[0]!.tower,
    })),
    problems,
  }
}
