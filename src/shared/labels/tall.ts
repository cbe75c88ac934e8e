import { bilingual, placeBilingual } from './bilingual.ts'
import { cleanLabelText } from './clean-text.ts'
import type { LabelContent } from './content.ts'
import type { LabelItem } from './layout-model.ts'
import { ASCENT, DESCENT, TEXT_FLOOR_MM, type Sheet } from './sheet.ts'
import { placeBars, placeDetails, placeFlags, placeShortBand, type Band } from './tall-bands.ts'
import { placeUnit } from './unit-line.ts'

/**
 * Portrait labels, read from the top: building, unit, short number beside the QR symbol, name; and from the bottom:
 * Code 128, details, flags. The name takes what is left between. Only the narrow stock goes without the hold line.
 */
export function layoutTall(sheet: Sheet, content: LabelContent): LabelItem[] {
  const { widthMm, heightMm } = sheet.size
  // Everything scales with the stock, small text no further than it can be read.
  const k = Math.min(widthMm / 102, heightMm / 152)
  const margin = Math.max(3, 4 * k)
  const gap = Math.max(1.4, 2.2 * k)
  const band: Band = { margin, inner: widthMm - 2 * margin, gap, k, smallMm: Math.max(2.4, 3.3 * k) }
  const withHold = widthMm > 80

  let y = placeRule(sheet, band, placeHeader(sheet, content, band, withHold) + gap * 0.4) + gap
  const unit = placeUnit(sheet, content.unit, { x: margin, y, widthMm: band.inner, heightMm: 27 * k })
  y = placeRule(sheet, band, unit.bottom + gap)
  y = placeRule(sheet, band, placeShortBand(sheet, content, band, { y, unitMm: unit.sizeMm })) + gap * 0.6

  let floor = placeBars(sheet, content.code, band)
  floor = placeDetails(sheet, content, band, floor - gap * 0.5)
  floor = placeFlags(sheet, content, band, floor - gap * 0.8)
  placeName(sheet, content, band, { top: y, bottom: floor - gap * 0.4, unitMm: unit.sizeMm })
  return withHold ? [] : ['hold']
}

/** A thin line across the label with its top at `y`; returns its bottom. */
function placeRule(sheet: Sheet, band: Band, y: number): number {
  const height = Math.round(0.35 / sheet.dot) * sheet.dot
  const top = Math.ceil(y / sheet.dot - 1e-6) * sheet.dot
  sheet.rect('rule', { x: band.margin, y: top, width: band.inner, height })
  return top + height
}

function placeHeader(sheet: Sheet, content: LabelContent, band: Band, withHold: boolean): number {
  const sizeMm = Math.max(2.8, 4 * band.k)
  const widthMm = band.inner * (withHold ? 0.42 : 1)
  const at = { x: band.margin, y: band.margin - 0.15 * sizeMm }
  const room = { widthMm, heightMm: sizeMm * 1.3, maxMm: sizeMm, minMm: TEXT_FLOOR_MM, maxLines: 1 } as const
  sheet.block('building', content.building, at, { ...room, weight: 700 })
  if (withHold) {
    placeBilingual(sheet, 'hold', bilingual(content, 'hold'), {
      x: band.margin + band.inner,
      baseline: at.y + ASCENT * sizeMm,
      sizeMm: band.smallMm,
      align: 'right',
      widthMm: band.inner * 0.55,
    })
  }
  return at.y + (ASCENT + DESCENT) * sizeMm
}

function placeName(
  sheet: Sheet,
  content: LabelContent,
  band: Band,
  at: { top: number; bottom: number; unitMm: number },
): void {
  const { margin, inner, k, smallMm } = band
  const captionMm = (ASCENT + 0.15) * smallMm
  const captioned = at.bottom - at.top - captionMm > 13 * k
  if (captioned) {
    const baseline = at.top + ASCENT * smallMm
    placeBilingual(sheet, 'caption', bilingual(content, 'for'), {
      x: margin,
      baseline,
      sizeMm: smallMm,
      widthMm: inner,
    })
  }
  const top = captioned ? at.top + captionMm : at.top
  const name = cleanLabelText(content.name)
  const maxMm = Math.min(12 * k + 0.5, at.unitMm * 0.5)
  const room = { widthMm: inner, heightMm: at.bottom - top, minMm: Math.max(TEXT_FLOOR_MM, 4 * k) }
  if (name !== '') {
    sheet.block('name', name, { x: margin, y: top }, { ...room, maxMm, weight: 700, maxLines: 2 })
    return
  }
  const unknown = bilingual(content, 'unknownAddressee')
  const firstRoom = { ...room, heightMm: room.heightMm * 0.58, maxMm, weight: 700, maxLines: 1 } as const
  const first = sheet.block('name', unknown.first, { x: margin, y: top }, firstRoom)
  if (unknown.second === null) return
  const secondRoom = { ...room, heightMm: at.bottom - first.bottom, maxMm: first.sizeMm * 0.8 }
  sheet.block('name', unknown.second, { x: margin, y: first.bottom }, { ...secondRoom, weight: 400, maxLines: 1 })
}
