import { UNIT_NUMBER_MOST } from '../../../shared/text/unitRanges.ts'
import type { Fields } from '../people/fields.ts'

const TOWER_MOST = 20
const FLOOR = /^-?\d{1,3}$/

/** A number as on the door. */
export const readNumber = (fields: Fields, typed: string): string => {
  const number = fields.name('number', typed, UNIT_NUMBER_MOST)
  if (number !== '' && !/[\p{L}\p{N}]/u.test(number)) fields.refuse('number', 'missing')
  return number
}

/** A short name, since it stands before the number where two towers share it. */
export const readTower = (fields: Fields, typed: string): string | null =>
  fields.name('tower', typed, TOWER_MOST, false) || null

/** A floor; below the ground they are negative. */
export function readFloor(fields: Fields, typed: string, field = 'floor'): number | null {
  const floor = typed.trim().replace('\u2212', '-')
  if (floor === '') return null
  if (!FLOOR.test(floor)) fields.refuse(field, 'no_floor')
  return Number(floor)
}
