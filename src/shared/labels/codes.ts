import type { Code128Box, LabelDpi, QrBox } from './layout-model.ts'
import type { Sheet } from './sheet.ts'

const CODE128_QUIET = 10
const QR_QUIET = 4

/** Narrowest bar that hand scanners read from a worn thermal head (about 10 mil), and the widest worth its paper. */
const CODE128_DOTS: Readonly<Record<LabelDpi, { min: number; max: number }>> = {
  203: { min: 2, max: 4 },
  300: { min: 3, max: 6 },
}
const QR_DOTS: Readonly<Record<LabelDpi, { min: number; max: number }>> = {
  203: { min: 4, max: 9 },
  300: { min: 6, max: 13 },
}

/** Space that a symbol takes, quiet zones included, before it is placed. */
export interface PlannedCode {
  readonly dotsPerModule: number
  readonly widthMm: number
  /** The blank part of the width on each side. */
  readonly quietMm: number
}

/** The widest Code 128 that fits in `widthMm`, quiet zones included; null when even the narrowest does not. */
export function planCode128(sheet: Sheet, text: string, widthMm: number): PlannedCode | null {
  const modules = sheet.fonts.code128(text).reduce((sum, bar) => sum + bar, 2 * CODE128_QUIET)
  const { min, max } = CODE128_DOTS[sheet.dpi]
  const dotsPerModule = Math.min(max, Math.floor((widthMm + 1e-6) / (modules * sheet.dot)))
  if (dotsPerModule < min) return null
  const moduleMm = dotsPerModule * sheet.dot
  return { dotsPerModule, widthMm: modules * moduleMm, quietMm: CODE128_QUIET * moduleMm }
}

/** The largest QR symbol no wider than `widthMm`, but never under the smallest that prints reliably. */
export function planQr(sheet: Sheet, text: string, widthMm: number): PlannedCode {
  const modules = sheet.fonts.qr(text).length + 2 * QR_QUIET
  const { min, max } = QR_DOTS[sheet.dpi]
  const dotsPerModule = Math.max(min, Math.min(max, Math.floor(widthMm / (modules * sheet.dot))))
  const moduleMm = dotsPerModule * sheet.dot
  return { dotsPerModule, widthMm: modules * moduleMm, quietMm: QR_QUIET * moduleMm }
}

/** Places a Code 128 whose area, quiet zones included, starts at `x`. */
export function placeCode128(
  sheet: Sheet,
  text: string,
  plan: PlannedCode,
  at: { x: number; y: number; height: number },
): Code128Box {
  const y = sheet.snap(at.y)
  const box: Code128Box = {
    kind: 'code128',
    item: 'code128',
    text,
    bars: sheet.fonts.code128(text),
    quietModules: CODE128_QUIET,
    dotsPerModule: plan.dotsPerModule,
    x: sheet.snap(at.x),
    y,
    width: plan.widthMm,
    height: sheet.snap(at.y + at.height) - y,
  }
  sheet.boxes.push(box)
  return box
}

/** Places a QR symbol whose area, quiet zone included, starts at `x`, `y`. */
export function placeQr(sheet: Sheet, text: string, plan: PlannedCode, at: { x: number; y: number }): QrBox {
  const box: QrBox = {
    kind: 'qr',
    item: 'qr',
    text,
    modules: sheet.fonts.qr(text),
    quietModules: QR_QUIET,
    dotsPerModule: plan.dotsPerModule,
    x: sheet.snap(at.x),
    y: sheet.snap(at.y),
    width: plan.widthMm,
    height: plan.widthMm,
  }
  sheet.boxes.push(box)
  return box
}
