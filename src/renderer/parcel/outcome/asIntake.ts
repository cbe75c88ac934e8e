import { MISREAD_FAULTS, type MisreadFault } from '../../../shared/carriers/index.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'

/** A code that is no carrier's number, or not quite: a parcel begins with it only when somebody says so. */
export type DoubtfulOutcome = Extract<ScanOutcome, { kind: 'unknown' | 'misread' }>

export type IntakeOutcome = Extract<ScanOutcome, { kind: 'intake' }>

export const isDoubtful = (outcome: ScanOutcome): outcome is DoubtfulOutcome =>
  outcome.kind === 'unknown' || outcome.kind === 'misread'

/** Among a candidate's reasons: what is wrong with its number, and somebody begins the parcel all the same. */
const REASONS = { check: 'misread', cut: 'cut' } as const

/** What is wrong with the number of a candidate that somebody begins all the same; null: nothing. */
export const faultOf = (reasons: readonly string[]): MisreadFault | null =>
  MISREAD_FAULTS.find((fault) => reasons.includes(REASONS[fault])) ?? null

/** Such a code taken for a parcel's number because somebody says that it is; the carrier is the one whose form it has. */
export const asIntake = (outcome: DoubtfulOutcome): IntakeOutcome => ({
  kind: 'intake',
  raw: outcome.raw,
  candidates: [
    {
      carrier: outcome.kind === 'misread' ? outcome.carrier : 'other',
      service: null,
      trackingNumber: outcome.normalised,
      score: 0,
      reasons: outcome.kind === 'misread' ? [REASONS[outcome.fault]] : [],
    },
  ],
  previous: outcome.previous,
  addressee: null,
})
