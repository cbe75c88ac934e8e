import type { WedgeSettings, WedgeState } from './types.ts'

export const MAX_WEDGE_CHARS = 8192
export const WEDGE_GAP_RANGE = { min: 20, max: 120 } as const

export const DEFAULT_WEDGE_SETTINGS: WedgeSettings = {
  layout: 'us',
  maxGapMs: 50,
  minLength: 5,
  prefixKey: null,
  suffixKey: null,
  groupSeparatorKey: null,
  requireTerminator: true,
}

export const IDLE_WEDGE: WedgeState = { run: null, endedAt: null, silentAt: null, typedAt: null, slow: null }

/** A pause between keys, within what makes sense for a gun. */
export const clampGap = (ms: number): number =>
  Math.min(WEDGE_GAP_RANGE.max, Math.max(WEDGE_GAP_RANGE.min, Math.round(ms)))
