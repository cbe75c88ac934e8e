import { layoutFromDescriptor } from '../../../shared/hid/descriptor.ts'
import type { ReportLayout } from '../../../shared/hid/layout.ts'
import { learnLayout, mentions } from '../../../shared/hid/learn.ts'

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
/** A pairing code fits one report of any scanner; a few more are kept for whoever scans something long first. */
const KEPT = 8

export type PairingState = 'waiting' | 'other' | 'unknown' | 'learnt'

export interface Pairing {
  readonly code: string
  state(): PairingState
  /** A report of some scanner: the layout, once it is learnt. */
  report(id: string, bytes: Uint8Array, descriptor: readonly number[] | null): ReportLayout | null
}

/** One round of setting up: a code that nothing else holds is scanned, and tells whose reports look how. */
export function createPairing(random: (n: number) => Uint8Array): Pairing {
  const code = `LOFTS-${Array.from(random(8), (byte) => LETTERS[byte % LETTERS.length]).join('')}`
  const recent = new Map<string, Uint8Array[]>()
  let state: PairingState = 'waiting'
  return {
    code,
    state: () => state,
    report(id, bytes, descriptor) {
      if (state === 'learnt') return null
      // Old reports first leave: what was scanned before the code must not spoil it.
      const reports = mentions(bytes, code) ? [bytes] : [...(recent.get(id) ?? []), bytes].slice(-KEPT)
      recent.set(id, reports)
      const layout = learnLayout(reports, code, descriptor && layoutFromDescriptor(Uint8Array.from(descriptor)))
      if (layout) state = 'learnt'
      else if (mentions(bytes, code)) state = 'unknown'
      else if (state !== 'unknown' && bytes.subarray(2).some((byte) => byte !== 0)) state = 'other'
      return layout
    },
  }
}
