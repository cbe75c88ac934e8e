import { unwrapFrame } from '../scan/frame.ts'
import { assemble, type Assembly } from './assemble.ts'
import { KNOWN_LAYOUTS, type ReportLayout } from './layout.ts'

/** What reports come to under one layout: the text of exactly one whole code, freed of what every scan is; else null. */
function readWith(reports: readonly Uint8Array[], layout: ReportLayout): string | null {
  let open: Assembly | null = null
  const texts: string[] = []
  for (const report of reports) {
    const step = assemble(open, report, layout, 0)
    open = step.open
    for (const one of step.out) {
      if (one.kind === 'refused') return null
      texts.push(one.text)
    }
  }
  const [text] = texts
  // Zeros are no part of the code: they show that this layout takes its beginning from the wrong place.
  if (open !== null || texts.length !== 1 || text === undefined || text.includes('\0')) return null
  return unwrapFrame({ text }).text
}

/**
 * The layout under which the reports of a pairing scan say exactly what was on the screen. What the scanner says of
 * itself is tried first; a layout without AIM identifier only when none with it fits.
 */
export function learnLayout(
  reports: readonly Uint8Array[],
  expected: string,
  described: ReportLayout | null = null,
): ReportLayout | null {
  const layouts = [...(described ? [described] : []), ...KNOWN_LAYOUTS]
  return layouts.find((layout) => readWith(reports, layout) === expected) ?? null
}

/** Whether a report holds the expected text anywhere: it is this scanner, though its layout may be unknown. */
export function mentions(report: Uint8Array, expected: string): boolean {
  return String.fromCharCode(...report).includes(expected)
}
