import { cleanLabelText, graphemes } from './clean-text.ts'
import type { SetLine } from './set-text.ts'
import type { Sheet } from './sheet.ts'

/** What is longer is no unit number, and would be a hair-thin line on any label. */
const LONGEST_UNIT = 16
/** A unit that is set smaller cannot be read from a step away, and sorts no parcel. */
const SMALLEST_UNIT_MM = 3

/** The unit as it is set: « ? » when it is not known, cut when no label could show it large. */
function unitLine(sheet: Sheet, unit: string): SetLine {
  const text = cleanLabelText(unit)
  const parts = graphemes(text)
  const shown = parts.length > LONGEST_UNIT ? `${parts.slice(0, LONGEST_UNIT - 1).join('')}…` : text
  if (shown !== text) sheet.problems.add('unit_too_long')
  return sheet.set(shown === '' ? '?' : shown, 800)
}

/** Places the unit with its ink's top at `y`, as large as the room allows; returns its size and the foot of its ink. */
export function placeUnit(
  sheet: Sheet,
  unit: string,
  at: { x: number; y: number; widthMm: number; heightMm: number; align?: 'left' | 'center' },
): { sizeMm: number; bottom: number } {
  const line = unitLine(sheet, unit)
  const tall = sheet.riseMm(line, 1) + sheet.tailMm(line, 1)
  const sizeMm = sheet.wholeDots(Math.min(at.heightMm / tall, at.widthMm / Math.max(line.widthEm, 0.1)))
  if (sizeMm < SMALLEST_UNIT_MM) sheet.problems.add('unit_too_long')
  const baseline = at.y + sheet.riseMm(line, sizeMm)
  const x = at.align === 'center' ? at.x + at.widthMm / 2 : at.x - 0.02 * sizeMm
  sheet.line('unit', line, { x, baseline, sizeMm, align: at.align ?? 'left' })
  return { sizeMm, bottom: baseline + sheet.tailMm(line, sizeMm) }
}
