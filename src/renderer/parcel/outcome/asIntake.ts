import type { ScanOutcome } from '../../../shared/contract/scan.ts'

/** A code that no carrier writes, taken for a parcel's number because somebody says that it is. */
export const asIntake = ({
  raw,
  normalised,
  previous,
}: Extract<ScanOutcome, { kind: 'unknown' }>): Extract<ScanOutcome, { kind: 'intake' }> => ({
  kind: 'intake',
  raw,
  candidates: [{ carrier: 'other', service: null, trackingNumber: normalised, score: 0, reasons: [] }],
  previous,
  addressee: null,
})
