import { normaliseTracking } from '../../../shared/carriers/index.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { parseOwnCode } from '../../../shared/scan/ownCode.ts'
import { asIntake, isDoubtful } from '../../parcel/outcome/asIntake.ts'
import { OTHER, type Draft } from './draft.ts'

/** What somebody typed off a label, as numbers are kept; null when it is empty or one of our own codes. */
export function typedNumber(text: string): string | null {
  const number = normaliseTracking(text)
  return number === '' || parseOwnCode(number) !== null ? null : number
}

/** The parcel in hand under another number, before anybody has looked whose number that is. */
export const withNumber = (draft: Draft, trackingNumber: string | null): Draft => ({
  ...draft,
  trackingNumber,
  carrier: draft.carrierByHand ? draft.carrier : OTHER,
  candidates: [],
  previous: null,
})

/** With what the desk makes of the typed number: a carrier's, as that carrier writes it, or nobody's. */
export function withReading(draft: Draft, outcome: ScanOutcome): Draft {
  const read = isDoubtful(outcome) ? asIntake(outcome) : outcome
  if (read.kind !== 'intake') return draft
  const { candidates, previous } = read
  const ofCarrier = draft.carrierByHand ? candidates.find(({ carrier }) => carrier === draft.carrier) : candidates[0]
  return {
    ...draft,
    candidates,
    previous,
    carrier: ofCarrier?.carrier ?? draft.carrier,
    trackingNumber: ofCarrier?.trackingNumber || draft.trackingNumber,
  }
}
