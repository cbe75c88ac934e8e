import type { ScanOutcome } from '../../../shared/contract/scan.ts'

/** A code that is no carrier's number, or not quite: a parcel begins with it only when somebody says so. */
export type DoubtfulOutcome = Extract<ScanOutcome, { kind: 'unknown' | 'misread' }>

export const isDoubtful = (outcome: ScanOutcome): outcome is DoubtfulOutcome =>
  outcome.kind === 'unknown' || outcome.kind === 'misread'

/** Among a candidate's reasons: its check digit is wrong, and somebody begins the parcel all the same. */
export const MISREAD = 'misread'

/** Such a code taken for a parcel's number because somebody says that it is; the carrier is the one whose form it has. */
export const asIntake = (outcome: DoubtfulOutcome): Extract<ScanOutcome, { kind: 'intake' }> => ({
  kind: 'intake',
  raw: outcome.raw,
  candidates: [
    {
      carrier: outcome.kind === 'misread' ? outcome.carrier : 'other',
      service: null,
      trackingNumber: outcome.normalised,
      score: 0,
      reasons: outcome.kind === 'misread' ? [MISREAD] : [],
    },
  ],
  previous: outcome.previous,
  addressee: null,
})
