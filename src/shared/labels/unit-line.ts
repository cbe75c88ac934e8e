import { cleanLabelText, graphemes } from './clean-text.ts'
import type { SetLine } from './set-text.ts'
import type { Sheet } from './sheet.ts'

const LONGEST_UNIT = 16

/** The unit as it is set: « ? » when it is not known, cut when no label could show it large. */
function unitLine(sheet: Sheet, unit: string): SetLine {
  const text = cleanLabelText(unit)
  const parts = graphemes(text)
  const shown = parts.length > LONGEST_UNIT ? `${parts.slice(0, LONGEST_UNIT - 1).join('')}…` : text
  return sheet.set(shown === '' ? '?' : shown, 800)
}

/** Places the unit with its ink's top at `y`, as large as the room allows; returns its size and the foot of its ink. */
export function placeUnit(
  sheet: Sheet,
  unit: string,
  at: { x: number; y: number; widthMm: number; heightMm: number },
): { sizeMm: number; bottom: number } {
  const line = unitLine(sheet, unit)
  const tall = sheet.riseMm(line, 1) + sheet.tailMm(line, 1)
  const sizeMm = sheet.wholeDots(Math.min(at.heightMm / tall, at.widthMm / Math.max(line.widthEm, 0.1)))
  const baseline = at.y + sheet.riseMm(line, sizeMm)
  sheet.line('unit', line, { x: at.x - 0.02 * sizeMm, baseline, sizeMm })
  return { sizeMm, bottom: baseline + sheet.tailMm(line, sizeMm) }
}
