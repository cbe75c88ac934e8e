import type { SlowCadence, WedgeRejection } from './types.ts'

const SLOWEST_GUN_MS = 150
const STEADY_MS = 25
const LONG_ENOUGH = 8

/**
 * Follows keys that come slower than a scan but as evenly as a machine, so that the diagnostics can say "this gun
 * is slower than the setting". `gap` is null when the sequence ends (Enter, or another key than a character).
 */
export function followCadence(
  slow: SlowCadence | null,
  t: number,
  isCharacter: boolean,
  maxGapMs: number,
): { slow: SlowCadence | null; rejection: WedgeRejection | null } {
  const gap = slow ? t - slow.lastT : 0
  const fresh = isCharacter ? { count: 1, min: Infinity, max: 0, lastT: t } : null
  if (!slow) return { slow: fresh, rejection: null }
  const min = Math.min(slow.min, gap)
  const max = Math.max(slow.max, gap)
  if (isCharacter && gap > maxGapMs && gap <= SLOWEST_GUN_MS && max - min <= STEADY_MS)
    return { slow: { count: slow.count + 1, min, max, lastT: t }, rejection: null }
  const rejection: WedgeRejection | null =
    slow.count >= LONG_ENOUGH
      ? { reason: 'too-slow', chars: slow.count, maxGap: slow.max, medianGap: (slow.min + slow.max) / 2 }
      : null
  return { slow: fresh, rejection }
}
