import type { CellProblem, RowProblem } from '../../../shared/import/fields.ts'
import { looseWords } from '../../../shared/text/names.ts'
import { placeOfNumber } from '../../../shared/text/unitRanges.ts'
import { isUnitWord } from '../../../shared/text/units.ts'
import type { KnownUnit } from './known.ts'
import type { FileUnit } from './people.ts'
import { lengthWithZeros, spoiledUnit } from './spoiled.ts'

/** A unit that the file names and the building does not have. */
export interface NewUnit {
  key: string
  number: string
  tower: string | null
  floor: number | null
}

export type FoundUnit =
  | { readonly id: string; readonly number: string }
  | { readonly make: NewUnit }
  | { readonly problem: RowProblem | CellProblem }

const written = (text: string): string => text.trim().toLowerCase()
/** "Apt. 1204" is "1204". */
const bare = (number: string): string => {
  const words = looseWords(number)
  const from = words.findIndex((word) => !isUnitWord(word))
  return words.slice(from < 0 ? -1 : from).join('')
}
const towerKey = (tower: string | null): string =>
  looseWords(tower ?? '')
    .filter((word) => !/^(?:tower|tour|batiment|bldg|building|immeuble)$/.test(word))
    .join('')

const gather = <T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> => {
  const map = new Map<string, T[]>()
  for (const one of list) map.set(keyOf(one), [...(map.get(keyOf(one)) ?? []), one])
  return map
}

type Named = Pick<NewUnit, 'number' | 'tower'>

/** How units are told apart: by their number, and by their tower where another unit has the same number. */
export function createUnitNames(units: readonly Named[]): (unit: Named) => string {
  const sharing = gather(units, ({ number }) => bare(number))
  return ({ number, tower }) =>
    tower !== null && (sharing.get(bare(number))?.length ?? 0) > 1 ? `${number} (${tower})` : number
}

/** Finds the units of a file in the building: as they are written, else by their number alone, never by likeness. */
export function createUnits(known: readonly KnownUnit[], named: readonly FileUnit[], mayMake: boolean) {
  const byWritten = gather(known, ({ number }) => written(number))
  const byBare = gather(known, ({ number }) => bare(number))
  const knows = (number: string): boolean => byWritten.has(written(number))
  const length = lengthWithZeros(named.map(({ number }) => number))
  const made = new Map<string, NewUnit>()

  const problemOf = (number: string): CellProblem | null => {
    const problem = spoiledUnit(number, knows)
    if (problem || length === null || knows(number)) return problem
    return /^\d+$/.test(number) && number.length < length ? 'lost_zero' : null
  }
  const among = (units: readonly KnownUnit[], tower: string | null): FoundUnit | null => {
    if (tower === null || towerKey(tower) === '') {
      if (units.length === 1) return units[0]!
      return units.length > 1
        ? { problem: new Set(units.map((unit) => towerKey(unit.tower))).size > 1 ? 'unit_in_towers' : 'unit_not_sure' }
        : null
    }
    const there = units.filter((unit) => towerKey(unit.tower) === towerKey(tower))
    if (there.length === 1) return there[0]!
    // A building that names no towers has one of this number.
    const [only] = units
    return there.length === 0 && units.length === 1 && only!.tower === null ? only! : null
  }
  const make = (unit: FileUnit): FoundUnit => {
    const key = `${towerKey(unit.tower)} ${bare(unit.number)}`
    const place = placeOfNumber(unit.number)
    const one = made.get(key) ?? {
      key,
      number: unit.number,
      tower: unit.tower ?? place.tower,
      floor: unit.floor ?? place.floor,
    }
    made.set(key, one)
    return { make: one }
  }

  return {
    find(unit: FileUnit): FoundUnit {
      const problem = problemOf(unit.number)
      if (problem) return { problem }
      const found =
        among(byWritten.get(written(unit.number)) ?? [], unit.tower) ??
        among(byBare.get(bare(unit.number)) ?? [], unit.tower)
      return found ?? (mayMake ? make(unit) : { problem: 'no_such_unit' })
    },
    /** The units that are to be made, in the order of the file. */
    made: (): NewUnit[] => [...made.values()],
  }
}
