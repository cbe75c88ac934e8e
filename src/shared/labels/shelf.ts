import { bilingual } from './bilingual.ts'
import { cleanLabelText } from './clean-text.ts'
import { placeCode128, placeQr, planCode128, planQr } from './codes.ts'
import type { ShelfContent } from './content.ts'
import { fitText, LEADING } from './fit-text.ts'
import { ASCENT, TEXT_FLOOR_MM, type Sheet } from './sheet.ts'
import { placeBars } from './tall-bands.ts'
import { placeUnit } from './unit-line.ts'

const MARGIN_MM = 2.5
const BARS_MM = 7
/** A shelf's symbol may be as large as the label: it is read from a step away. */
const FAR_DOTS = 40

/** A shelf on portrait stock: its code as large as the width allows, its name, a QR symbol and bars. */
export function layoutShelfTall(sheet: Sheet, content: ShelfContent): void {
  const { widthMm, heightMm } = sheet.size
  const k = Math.min(widthMm / 102, heightMm / 152)
  const margin = Math.max(3, 4 * k)
  const inner = widthMm - 2 * margin
  const band = { margin, inner, gap: 2.2 * k, k, smallMm: Math.max(2.4, 3.6 * k) }
  const { first, second } = bilingual(content, 'shelf')
  const words = second === null ? first : `${first} · ${second}`
  const middle = { x: widthMm / 2, align: 'center' } as const
  const captionMm = band.smallMm * 1.3
  sheet.line('caption', sheet.set(words, 400), { ...middle, baseline: margin + ASCENT * captionMm, sizeMm: captionMm })
  const top = margin + captionMm * 1.7
  const at = { x: margin, y: top, widthMm: inner, heightMm: 46 * k, align: 'center' } as const
  let y = placeUnit(sheet, content.shelf, at).bottom + band.gap
  const name = fitText(cleanLabelText(content.name), nameRoom(inner, 9 * k, 2), sheet.fonts)
  for (const line of name.lines) {
    const { sizeMm } = name
    sheet.line('name', line, { ...middle, baseline: y + ASCENT * sizeMm, sizeMm })
    y += LEADING * sizeMm
  }
  const room = placeBars(sheet, content.code, band) - y - band.gap
  const qr = planQr(sheet, content.code, Math.min(room, inner * 0.8), FAR_DOTS)
  placeQr(sheet, content.code, qr, { x: (widthMm - qr.widthMm) / 2, y: y + (room - qr.widthMm) / 2 })
}

/** A shelf on small stock: the code and its name beside the QR symbol, bars below where there is height for them. */
export function layoutShelfCompact(sheet: Sheet, content: ShelfContent): void {
  const { widthMm, heightMm } = sheet.size
  const bars = heightMm >= 30 ? planCode128(sheet, content.code, widthMm) : null
  const bottom = heightMm - 2 - (bars === null ? 0 : BARS_MM)
  if (bars !== null) {
    const x = (widthMm - bars.widthMm) / 2
    placeCode128(sheet, content.code, bars, { x, y: heightMm - 1.6 - BARS_MM, height: BARS_MM })
  }
  const qr = planQr(sheet, content.code, bottom)
  const x = Math.floor((widthMm - qr.widthMm) / sheet.dot) * sheet.dot
  placeQr(sheet, content.code, qr, { x, y: Math.max(0, (bottom - qr.widthMm) / 2) })
  const column = x - MARGIN_MM
  const nameMm = 3.4
  const tall = bottom - MARGIN_MM - nameMm * 1.4
  const unit = placeUnit(sheet, content.shelf, { x: MARGIN_MM, y: MARGIN_MM, widthMm: column, heightMm: tall })
  const y = Math.max(unit.bottom + 0.8, bottom - nameMm * 1.5)
  sheet.block('name', content.name, { x: MARGIN_MM, y }, nameRoom(column, nameMm, 1))
}

const nameRoom = (widthMm: number, maxMm: number, maxLines: 1 | 2) =>
  ({ weight: 700, widthMm, heightMm: maxMm * 1.3 * maxLines, maxMm, minMm: TEXT_FLOOR_MM, maxLines }) as const
