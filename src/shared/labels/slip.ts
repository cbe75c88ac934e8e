import { fitText } from './fit-text.ts'
import type { SlipContent } from './content.ts'
import { ASCENT, DESCENT, TEXT_FLOOR_MM, type Sheet } from './sheet.ts'
import { placeUnit } from './unit-line.ts'

/** Between the words of one language and those of the next, in lines. */
const BETWEEN = 0.6
/** A line's pitch in em. */
const PITCH = 1.24
/** Stock lower than this has room for two lines of each language: what waits, and under which number. */
const LOW_MM = 30

/**
 * A slip for a door or a mailbox: the unit as large as a third of the stock allows, then what the building says in each of its
 * languages, all lines of one size. Nothing on it opens anything: it carries no code and no name.
 */
export function layoutSlip(sheet: Sheet, { unit, texts }: SlipContent): void {
  const { widthMm, heightMm } = sheet.size
  const isLow = heightMm < LOW_MM
  const margin = isLow ? 2 : Math.max(2.5, widthMm * 0.05)
  const widthInner = widthMm - 2 * margin
  const door = placeUnit(sheet, unit, { x: margin, y: margin, widthMm: widthInner, heightMm: heightMm * 0.26 })
  const top = door.bottom + (isLow ? 1 : margin)
  const blocks = texts.map((text) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(0, isLow ? 2 : undefined),
  )
  const count = blocks.flat().length + BETWEEN * (blocks.length - 1)
  const room = heightMm - margin - top
  const heightOf = (sizeMm: number) => (count - 1) * PITCH * sizeMm + (ASCENT + DESCENT) * sizeMm
  const most = Math.min(7, room / heightOf(1))
  // One size for all lines: that of the one that needs most room.
  const fitted = blocks.flat().map((line) => {
    const at = { weight: 700, widthMm: widthInner, heightMm: most * 1.3, maxMm: most, maxLines: 1 } as const
    return fitText(line, { ...at, minMm: TEXT_FLOOR_MM * 0.9 }, sheet.fonts)
  })
  const sizeMm = sheet.wholeDots(Math.min(most, ...fitted.map((one) => one.sizeMm)))
  let y = top
  let at = 0
  for (const block of blocks) {
    for (const _ of block) {
      for (const line of fitted[at]!.lines)
        sheet.line('caption', line, { x: margin, baseline: y + ASCENT * sizeMm, sizeMm })
      y += PITCH * sizeMm
      at += 1
    }
    y += BETWEEN * PITCH * sizeMm
  }
}
