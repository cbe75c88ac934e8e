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

/** The gun's layout, from the scan of a printed code whose content is known; null if no layout explains it. */
export function detectLayout(
  presses: readonly WedgePress[],
  expected: string,
  groupSeparatorKey: string | null = null,
): WedgeLayout | null {
  return WEDGE_LAYOUTS.find((layout) => decodePresses(presses, { layout, groupSeparatorKey }).text === expected) ?? null
}
