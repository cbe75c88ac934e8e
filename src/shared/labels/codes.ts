import type { Code128Box, LabelDpi, QrBox } from './layout-model.ts'
import type { Sheet } from './sheet.ts'

const CODE128_QUIET = 10
const QR_QUIET = 4

/** Fewest dots of a module that hand scanners read from a worn thermal head: about 10 mil for bars, 20 mil for QR. */
export const LEAST_DOTS = {
  code128: { 203: 2, 300: 3 },
  qr: { 203: 4, 300: 6 },
} as const satisfies Record<'code128' | 'qr', Record<LabelDpi, number>>

/** The most dots that are worth their paper. */
const MOST_DOTS: Record<'code128' | 'qr', Record<LabelDpi, number>> = {
  code128: { 203: 4, 300: 6 },
  qr: { 203: 9, 300: 13 },
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
  const dotsPerModule = Math.min(MOST_DOTS.code128[sheet.dpi], Math.floor((widthMm + 1e-6) / (modules * sheet.dot)))
  if (dotsPerModule < LEAST_DOTS.code128[sheet.dpi]) return null
  const moduleMm = dotsPerModule * sheet.dot
  return { dotsPerModule, widthMm: modules * moduleMm, quietMm: CODE128_QUIET * moduleMm }
}

/** The largest QR symbol no wider than `widthMm`, but never under the smallest that prints reliably. */
export function planQr(sheet: Sheet, text: string, widthMm: number, most = MOST_DOTS.qr[sheet.dpi]): PlannedCode {
  const modules = sheet.fonts.qr(text).length + 2 * QR_QUIET
  const fits = Math.floor(widthMm / (modules * sheet.dot))
  const dotsPerModule = Math.max(LEAST_DOTS.qr[sheet.dpi], Math.min(most, fits))
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
