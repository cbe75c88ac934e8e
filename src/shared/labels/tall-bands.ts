import { bilingual, careWords, placeBilingual } from './bilingual.ts'
import { carrierLine } from './carrier-line.ts'
import { cleanLabelText } from './clean-text.ts'
import { placeCode128, placeQr, planCode128, planQr } from './codes.ts'
import type { LabelContent } from './content.ts'
import { fitText } from './fit-text.ts'
import { receivedStamp } from './received.ts'
import { ASCENT, CAP, DESCENT, TEXT_FLOOR_MM, type Sheet } from './sheet.ts'

/** Measures shared by the bands of one portrait label. */
export interface Band {
  readonly margin: number
  readonly inner: number
  readonly gap: number
  /** Scale of the stock against 102 × 152 mm. */
  readonly k: number
  readonly smallMm: number
}

/** Short number, with the shelf under it, beside the QR symbol: tops and feet of their ink line up. */
export function placeShortBand(
  sheet: Sheet,
  content: LabelContent,
  band: Band,
  at: { y: number; unitMm: number },
): number {
  const { margin, inner, k } = band
  const qr = planQr(sheet, content.code, 33 * k + 1)
  // The symbol's ink lines up with the right margin; its quiet zone may reach into the margin, not past the edge.
  const x = Math.min(margin + inner + qr.quietMm, sheet.size.widthMm) - qr.widthMm
  const box = placeQr(sheet, content.code, qr, { x: Math.floor(x / sheet.dot + 1e-6) * sheet.dot, y: at.y })
  const top = box.y + qr.quietMm
  const height = qr.widthMm - 2 * qr.quietMm
  const width = box.x - margin
  const short = sheet.set(content.shortNumber, 800)
  const shelf = cleanLabelText(content.shelf ?? '')
  const shelfMm = shelf === '' ? 0 : Math.max(3.6, 7 * k)
  const shelfRoom = shelf === '' ? 0 : shelfMm * 1.05
  const sizeMm = sheet.wholeDots(
    Math.min(at.unitMm * 0.66, (height - shelfRoom) / CAP, width / Math.max(short.widthEm, 0.1), 27 * k),
  )
  const shortTop = shelf === '' ? top + (height - CAP * sizeMm) / 2 : top
  sheet.line('short', short, { x: margin - 0.01 * sizeMm, baseline: shortTop + CAP * sizeMm, sizeMm })
  if (shelf !== '') placeShelf(sheet, content, band, { shelf, width, baseline: top + height, shelfMm })
  return box.y + box.height
}

function placeShelf(
  sheet: Sheet,
  content: LabelContent,
  band: Band,
  at: { shelf: string; width: number; baseline: number; shelfMm: number },
): void {
  const { margin, smallMm } = band
  const { baseline } = at
  const words = bilingual(content, 'shelf')
  const end = placeBilingual(sheet, 'caption', words, { x: margin, baseline, sizeMm: smallMm, widthMm: at.width * 0.6 })
  const x = end + smallMm * 0.5
  const room = {
    weight: 800,
    heightMm: at.shelfMm * 1.2,
    maxMm: at.shelfMm,
    minMm: TEXT_FLOOR_MM,
    maxLines: 1,
  } as const
  const fitted = fitText(at.shelf, { ...room, widthMm: margin + at.width - x }, sheet.fonts)
  for (const line of fitted.lines) sheet.line('shelf', line, { x, baseline, sizeMm: fitted.sizeMm })
}

/** Code 128 with its text at the foot of the label; returns the top of the bars. */
export function placeBars(sheet: Sheet, code: string, band: Band): number {
  const { widthMm, heightMm } = sheet.size
  const textMm = sheet.wholeDots(Math.max(2.4, 3.4 * band.k))
  const baseline = heightMm - band.margin
  const text = sheet.set(code, 400)
  sheet.line('code-text', text, { x: widthMm / 2, baseline, sizeMm: textMm, align: 'center' })
  const height = Math.max(9, 13.5 * band.k)
  const y = baseline - 1.05 * textMm - height
  const plan = planCode128(sheet, code, widthMm)
  if (plan === null) sheet.problems.add('code_too_wide')
  else placeCode128(sheet, code, plan, { x: (widthMm - plan.widthMm) / 2, y, height })
  return y
}

/** When it came on the left, by whom on the right; `bottom` is their foot. Returns their top. */
export function placeDetails(sheet: Sheet, content: LabelContent, band: Band, bottom: number): number {
  const { margin, inner, smallMm } = band
  const valueMm = Math.max(3, 5 * band.k)
  const baseline = bottom - DESCENT * valueMm
  const captionBaseline = baseline - ASCENT * valueMm - 0.05 * valueMm
  const widthMm = inner * 0.48
  const right = margin + inner
  const caption = { baseline: captionBaseline, sizeMm: smallMm, widthMm }
  placeBilingual(sheet, 'caption', bilingual(content, 'received'), { ...caption, x: margin })
  placeBilingual(sheet, 'caption', bilingual(content, 'carrier'), { ...caption, x: right, align: 'right' })
  const room = {
    weight: 700,
    widthMm,
    heightMm: valueMm * 1.3,
    maxMm: valueMm,
    minMm: TEXT_FLOOR_MM,
    maxLines: 1,
  } as const
  const { date, time } = receivedStamp(content.receivedAt, content.timezone)
  const when = fitText(`${date} ${time}`.trim(), room, sheet.fonts)
  for (const line of when.lines) sheet.line('received', line, { x: margin, baseline, sizeMm: when.sizeMm })
  const who = fitText(carrierLine(content), room, sheet.fonts)
  for (const line of who.lines) sheet.line('last4', line, { x: right, baseline, sizeMm: who.sizeMm, align: 'right' })
  return captionBaseline - ASCENT * smallMm
}

/** One black bar for each flag and one for what to know of the addressee, the most urgent on top; returns the top of the stack. */
export function placeFlags(sheet: Sheet, content: LabelContent, band: Band, bottom: number): number {
  const { margin, inner, k } = band
  const height = Math.max(4.8, 7.4 * k)
  const sizeMm = height * 0.64
  const pad = height * 0.35
  const order = (['perishable', 'signature_required', 'oversize'] as const).filter((flag) =>
    content.flags.includes(flag),
  )
  let y = bottom
  const care = careWords(content)
  const bars = [...(care ? [care] : []), ...order.map((flag) => bilingual(content, flag))]
  for (const words of bars.toReversed()) {
    sheet.rect('flags', { x: margin, y: y - height, width: inner, height })
    const baseline = y - height / 2 + 0.33 * sizeMm
    const place = { x: margin + pad, baseline, sizeMm, ink: 'white', widthMm: inner - 2 * pad } as const
    placeBilingual(sheet, 'flags', words, place)
    y -= height + Math.max(0.7, k)
  }
  return y
}
