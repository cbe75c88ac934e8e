import { bilingual, careWords } from './bilingual.ts'
import { carrierLine } from './carrier-line.ts'
import { cleanLabelText } from './clean-text.ts'
import { placeCode128, placeQr, planCode128, planQr, type PlannedCode } from './codes.ts'
import type { LabelContent } from './content.ts'
import { fitText } from './fit-text.ts'
import type { LabelItem, LabelWeight, QrBox } from './layout-model.ts'
import { receivedStamp } from './received.ts'
import { ASCENT, CAP, DESCENT, TEXT_FLOOR_MM, type Sheet } from './sheet.ts'
import { placeUnit } from './unit-line.ts'
import type { LabelWords } from './words.ts'

const MARGIN_MM = 2
const FOOT_MM = 1.6
const GAP_MM = 1.3
/** Bars lower than this are missed by a scanner held at a slant. */
const CODE128_HEIGHT_MM = 6.8
/** Under this height the second symbol would cost the name. */
const BOTH_CODES_FROM_MM = 30
/** Names may go a little under the floor of other text before they are cut. */
const NAME_FLOOR_MM = 1.9

const FLAG_WORDS = [
  ['perishable', 'perishable'],
  ['signature_required', 'signatureShort'],
  ['oversize', 'oversize'],
] as const satisfies readonly (readonly [string, keyof LabelWords])[]

/**
 * Small stocks, in the order things keep their place: unit, short number, QR, name, carrier and last four figures,
 * Code 128 (only from 30 mm height), flags (perishable first), shelf, received date. The rest is dropped from the end;
 * building, captions and the second language are never printed. Returns what was dropped.
 */
export function layoutCompact(sheet: Sheet, content: LabelContent): LabelItem[] {
  const { widthMm, heightMm } = sheet.size
  const bars = heightMm >= BOTH_CODES_FROM_MM ? planCode128(sheet, content.code, widthMm) : null
  if (bars !== null) placeBars(sheet, content, bars)
  const bottom = heightMm - FOOT_MM - (bars === null ? 0 : CODE128_HEIGHT_MM + GAP_MM * 0.4)
  const qr = placeSymbol(sheet, content)
  const column = qr.x - MARGIN_MM

  // The name needs a line of full size or two small ones; the unit takes half of what the label has above it.
  const nameMm = 4.6
  const room = (bottom - MARGIN_MM - nameMm - GAP_MM) * 0.64
  const unit = placeUnit(sheet, content.unit, { x: MARGIN_MM, y: MARGIN_MM, widthMm: column, heightMm: room })
  const unitMm = unit.sizeMm
  const top = unit.bottom + GAP_MM
  const row = placeRow(sheet, content, { top, bottom: bottom - nameMm - GAP_MM * 0.5, column, unitMm, qr })
  const nameTop = row.bottom + GAP_MM * 0.4
  const nameWidth = nameTop >= qr.y + qr.height ? widthMm - 2 * MARGIN_MM : column
  placeName(sheet, content, { top: nameTop, bottom, width: nameWidth, unitMm })
  return ['building', 'hold', ...(bars === null ? (['code128'] as const) : []), ...row.dropped]
}

function placeSymbol(sheet: Sheet, content: LabelContent): QrBox {
  const plan = planQr(sheet, content.code, 14.8)
  const { widthMm } = sheet.size
  const x = Math.min(widthMm - MARGIN_MM + plan.quietMm, widthMm) - plan.widthMm
  const y = Math.ceil(Math.max(0, MARGIN_MM - plan.quietMm) / sheet.dot - 1e-6) * sheet.dot
  return placeQr(sheet, content.code, plan, { x: Math.floor(x / sheet.dot + 1e-6) * sheet.dot, y })
}

function placeBars(sheet: Sheet, content: LabelContent, bars: PlannedCode): void {
  const { widthMm, heightMm } = sheet.size
  const y = heightMm - FOOT_MM - CODE128_HEIGHT_MM
  placeCode128(sheet, content.code, bars, { x: (widthMm - bars.widthMm) / 2, y, height: CODE128_HEIGHT_MM })
}

interface Row {
  readonly top: number
  readonly bottom: number
  readonly column: number
  readonly unitMm: number
  readonly qr: QrBox
}

/** Short number on the left; beside it carrier with last four, and under that flags, shelf and date while they fit. */
function placeRow(sheet: Sheet, content: LabelContent, row: Row): { bottom: number; dropped: LabelItem[] } {
  const height = row.bottom - row.top
  const short = sheet.set(content.shortNumber, 800)
  const widest = (row.column * 0.55) / Math.max(short.widthEm, 0.1)
  const sizeMm = sheet.wholeDots(Math.min(height / CAP, row.unitMm * 0.7, widest))
  const textMm = sheet.wholeDots(Math.max(TEXT_FLOOR_MM, Math.min(2.7, height / 2.1)))
  const bottom = row.top + Math.max(CAP * sizeMm, Math.min(height, textMm * 2.1))
  const box = sheet.line('short', short, { x: MARGIN_MM, baseline: row.top + CAP * sizeMm, sizeMm })
  const x = box.x + box.width + GAP_MM * 1.3
  const room = { weight: 700, widthMm: MARGIN_MM + row.column - x, maxLines: 1 } as const
  const carrier = fitText(
    carrierLine(content),
    { ...room, heightMm: textMm * 1.2, maxMm: textMm, minMm: TEXT_FLOOR_MM },
    sheet.fonts,
  )
  for (const line of carrier.lines) {
    sheet.line('last4', line, { x, baseline: row.top + CAP * textMm, sizeMm: carrier.sizeMm })
  }
  const barMm = textMm
  const clear = bottom - barMm >= row.qr.y + row.qr.height
  const to = clear ? sheet.size.widthMm - MARGIN_MM : MARGIN_MM + row.column
  return { bottom, dropped: placeExtras(sheet, content, { x, to, bottom, barMm }) }
}

interface Extra {
  readonly item: LabelItem
  readonly text: string
  readonly weight: LabelWeight
}

function extrasOf(content: LabelContent): Extra[] {
  const flags = FLAG_WORDS.filter(([flag]) => content.flags.includes(flag)).map(([, word]): Extra => ({
    item: 'flags',
    text: bilingual(content, word).first,
    weight: 700,
  }))
  const { date } = receivedStamp(content.receivedAt, content.timezone)
  const rest: Extra[] = [
    { item: 'shelf', text: cleanLabelText(content.shelf ?? ''), weight: 800 },
    { item: 'received', text: date, weight: 400 },
  ]
  const care = careWords(content)
  if (care) flags.unshift({ item: 'flags', text: care.first, weight: 700 })
  return [...flags, ...rest.filter((extra) => extra.text !== '')]
}

function placeExtras(
  sheet: Sheet,
  content: LabelContent,
  at: { x: number; to: number; bottom: number; barMm: number },
): LabelItem[] {
  const dropped: LabelItem[] = []
  const sizeMm = sheet.wholeDots(Math.max(TEXT_FLOOR_MM, at.barMm * 0.88))
  const baseline = at.bottom - at.barMm / 2 + 0.33 * sizeMm
  let { x } = at
  for (const extra of extrasOf(content)) {
    const line = sheet.set(extra.text, extra.weight)
    const pad = extra.item === 'flags' ? 0.55 : 0
    const width = line.widthEm * sizeMm + 2 * pad
    if (dropped.length > 0 || x + width > at.to) {
      if (!dropped.includes(extra.item)) dropped.push(extra.item)
      continue
    }
    if (pad > 0) sheet.rect('flags', { x, y: at.bottom - at.barMm, width, height: at.barMm })
    sheet.line(extra.item, line, { x: x + pad, baseline, sizeMm, ink: pad > 0 ? 'white' : 'black' })
    x += width + (pad > 0 ? 0.7 : 1.2)
  }
  return dropped
}

function placeName(
  sheet: Sheet,
  content: LabelContent,
  at: { top: number; bottom: number; width: number; unitMm: number },
): void {
  const name = cleanLabelText(content.name)
  const heightMm = at.bottom - at.top
  const maxMm = Math.min(4.2, at.unitMm * 0.5, heightMm / (ASCENT + DESCENT))
  sheet.block(
    'name',
    name === '' ? bilingual(content, 'unknownAddressee').first : name,
    { x: MARGIN_MM, y: at.top, middleOf: heightMm },
    { weight: 700, widthMm: at.width, heightMm, maxMm, minMm: NAME_FLOOR_MM, maxLines: 2 },
  )
}
