import { unwrapFrame } from '../scan/frame.ts'
import { decodePresses } from './decode.ts'
import { WEDGE_LAYOUTS } from './layouts.ts'
import type { WedgeLayout } from './layouts.ts'
import { clampGap } from './settings.ts'
import type { WedgePress } from './types.ts'

/** The setting for a gun's pace, from a test scan: twice its 95th percentile pause. */
export function suggestMaxGap(presses: readonly WedgePress[]): number {
  const gaps = presses.slice(1).map((press, at) => press.t - presses[at]!.t)
  if (gaps.length === 0) return clampGap(50)
  const sorted = gaps.toSorted((a, b) => a - b)
  return clampGap(2 * sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))]!)
}

/** What the scan of a known code tells of a gun: its layout, and what it sends around each code that we cannot take off. */
export interface LearntGun {
  readonly layout: WedgeLayout
  readonly before: string
  readonly after: string
}

/**
 * The gun's layout, from the scan of a printed code whose content is known; null if no layout explains it. What every
 * scan is freed of (AIM identifier, `*`, STX, ETX, line ends) may stand around the code; `before` and `after` are the rest.
 */
export function learnGun(
  presses: readonly WedgePress[],
  expected: string,
  groupSeparatorKey: string | null = null,
): LearntGun | null {
  const wanted = unwrapFrame({ text: expected }).text
  const readings = WEDGE_LAYOUTS.map((layout) => {
    const { text } = unwrapFrame(decodePresses(presses, { layout, groupSeparatorKey }))
    return { layout, text, at: text.indexOf(wanted) }
  })
  const exact = readings.find(({ text }) => text === wanted)
  const found = exact ?? readings.find(({ at }) => at >= 0)
  if (!found) return null
  const { layout, text, at } = found
  return { layout, before: text.slice(0, at), after: text.slice(at + wanted.length) }
}
