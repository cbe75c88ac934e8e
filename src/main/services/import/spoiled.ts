import type { CellProblem } from '../../../shared/import/fields.ts'

const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?E\+?\d+$/i
const ERRORS = /^#(?:REF|N\/A|N\/D|VALUE|VALEUR|NAME|NOM|DIV\/0|NULL|NUL|NUM|NOMBRE)[!?]?$|^#{3,}$/i
/** What becomes of "12-04" or "3-B" in a spreadsheet. */
const BECAME_DATE =
  /^\d{1,2}-\p{L}{3,5}\.?$|^\p{L}{3,5}\.?-\d{1,2}$|^\d{4}-\d\d-\d\d(?: 00:00:00)?$|^\d{1,2}\/\d{1,2}\/\d{4}$/u
const MONTH = /jan|f[eé]v|feb|mar|avr|apr|mai|may|jui?n|jui?l|ao[uû]|aug|sep|oct|nov|d[eé]c/i

/** What a spreadsheet has made of any cell. */
export function spoiled(cell: string): CellProblem | null {
  if (SCIENTIFIC.test(cell)) return 'scientific'
  if (ERRORS.test(cell)) return 'spreadsheet_error'
  return cell.startsWith('=') ? 'formula' : null
}

/** A cell that a spreadsheet would run, or follow to an address, if it were written back: "+SUM(A1)", "@x://y", "-cmd|'z'". */
const RUNS = /^[=+@-].*(?:\p{L}[\p{L}\d.]*\(|:\/\/|\bwww\.|\|)/iu

/** What it has made of a name, looked at before the name is taken apart. */
export const spoiledName = (cell: string): CellProblem | null => spoiled(cell) ?? (RUNS.test(cell) ? 'formula' : null)

/** What it has made of the number of a unit. `knows`: the building has it just so. */
export function spoiledUnit(cell: string, knows: (number: string) => boolean): CellProblem | null {
  if (knows(cell)) return null
  if (BECAME_DATE.test(cell) && (/\d{4}/.test(cell) || MONTH.test(cell))) return 'became_date'
  if (/^\d+[.,]0+$/.test(cell)) return 'decimal'
  if (/^\d+$/.test(cell) && knows(`0${cell}`)) return 'lost_zero'
  return spoiled(cell)
}

/**
 * Where the numbers of a column have one length and some begin with zero, one that is a digit short has lost its own. Answers
 * that length, or null.
 */
export function lengthWithZeros(numbers: readonly string[]): number | null {
  const digits = numbers.filter((number) => /^\d+$/.test(number))
  const first = digits.find((number) => number.startsWith('0'))
  if (first === undefined || digits.some(({ length }) => length > first.length)) return null
  const short = digits.filter(({ length }) => length < first.length).length
  return short * 2 < digits.length ? first.length : null
}
