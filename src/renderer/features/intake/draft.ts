import type { PackageKind, PackageRow } from '../../../shared/contract/packages.ts'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { isNotHere } from '../../../shared/packages/care.ts'
import type { LabelAddressee, ScanCandidate } from '../../../shared/contract/scan.ts'
import type { Request } from '../../../shared/contract/index.ts'
import type { TaughtCode } from '../../../shared/scan/lesson.ts'

export interface Flags {
  perishable: boolean
  oversize: boolean
  signatureRequired: boolean
}
const NO_FLAGS: Flags = { perishable: false, oversize: false, signatureRequired: false }
export const FLAG_ORDER = ['perishable', 'oversize', 'signatureRequired'] as const satisfies readonly (keyof Flags)[]

/** A parcel in someone's hands, not yet registered. Its id is made here, so that a repeated request registers once. */
export interface Draft {
  id: string
  raw: string | null
  symbology: string | null
  candidates: readonly ScanCandidate[]
  carrier: string
  /** Chosen by hand: a better guess no longer changes it. */
  carrierByHand: boolean
  trackingNumber: string | null
  /** The same number was here before and has left. */
  previous: PackageRow | null
  /** Whom the label's own bar code names. */
  label: LabelAddressee | null
  kind: PackageKind
  flags: Flags
  shelf: { id: string; code: string } | null
  note: string
  /** Whom the box names, when nobody is found by it. */
  writtenName: string | null
}

/** What a draft begins with: a parcel's barcode, or none at all. */
export type Source =
  | {
      kind: 'intake'
      raw: string
      symbology: string | null
      candidates: readonly ScanCandidate[]
      previous: PackageRow | null
      addressee: LabelAddressee | null
    }
  | { kind: 'manual' }

export const OTHER = 'other'

/** A new draft; `id` is a fresh UUIDv7. */
export function draftFrom(source: Source, id: string): Draft {
  const blank = {
    id,
    carrierByHand: false,
    kind: 'parcel',
    flags: NO_FLAGS,
    shelf: null,
    note: '',
    writtenName: null,
    label: null,
  } as const
  if (source.kind === 'manual') {
    return {
      ...blank,
      raw: null,
      symbology: null,
      candidates: [],
      carrier: OTHER,
      trackingNumber: null,
      previous: null,
    }
  }
  const best = source.candidates[0]
  return {
    ...blank,
    raw: source.raw,
    symbology: source.symbology,
    candidates: source.candidates,
    carrier: best?.carrier ?? OTHER,
    trackingNumber: best?.trackingNumber || null,
    previous: source.previous,
    label: source.addressee,
  }
}

/** True when a scan is of the parcel in hand: the same code, or another code of its label with the same number. */
export function isSameParcel(draft: Draft, source: Source): boolean {
  if (source.kind === 'manual') return false
  if (source.raw === draft.raw) return true
  return draft.trackingNumber !== null && source.candidates[0]?.trackingNumber === draft.trackingNumber
}

/** The parcel in hand with what another bar code of its label tells of the addressee. */
export const withLabel = (draft: Draft, source: Source): Draft =>
  source.kind === 'intake' && source.addressee && !draft.label ? { ...draft, label: source.addressee } : draft

/** Whom Enter takes from the label: a key that is hit all day never accepts what needs a look or a choice. */
export function acceptedByEnter(label: LabelAddressee | null): AddresseeHit | null {
  const suggestion = label?.suggestion
  if (!suggestion || suggestion.confidence === 'possible' || suggestion.others.length > 0 || label.elsewhere)
    return null
  return isNotHere(suggestion.hit) ? null : suggestion.hit
}

/** Takes one of the readings of the barcode: its carrier and the number as that carrier writes it. */
export function withCandidate(draft: Draft, candidate: ScanCandidate): Draft {
  return { ...draft, carrier: candidate.carrier, trackingNumber: candidate.trackingNumber, carrierByHand: true }
}

/** Another carrier by hand: the number stays, as that carrier would write it when the barcode allows that reading. */
export function withCarrier(draft: Draft, carrier: string): Draft {
  const reading = draft.candidates.find((candidate) => candidate.carrier === carrier)
  return { ...draft, carrier, carrierByHand: true, trackingNumber: reading?.trackingNumber ?? draft.trackingNumber }
}

export const toggledFlag = (draft: Draft, flag: keyof Flags): Draft => ({
  ...draft,
  flags: { ...draft.flags, [flag]: !draft.flags[flag] },
})

/** The code to teach from: as it was scanned, for the next one is scanned as well; else the number typed off the label. */
export const taughtCode = (draft: Draft): TaughtCode | null => {
  if (draft.raw !== null) return { text: draft.raw, aim: draft.symbology }
  return draft.trackingNumber === null ? null : { text: draft.trackingNumber, aim: null }
}

/** A lesson is offered only when a person chose a carrier that the barcode did not tell. */
export const offersTeaching = (draft: Draft): boolean =>
  draft.carrierByHand &&
  draft.carrier !== OTHER &&
  !draft.candidates.some((candidate) => candidate.carrier === draft.carrier) &&
  taughtCode(draft) !== null

const LONGEST_NAME = 200

/**
 * The draft with the name that its box carries: what was typed or, failing that, what the label's own bar code says. A
 * number alone is a unit, not a name.
 */
export function withWrittenName(draft: Draft, typed: string): Draft {
  const name = typed.trim().replaceAll(/\s+/g, ' ')
  const written = /\p{L}.*\p{L}/u.test(name) ? name.slice(0, LONGEST_NAME) : (draft.label?.name ?? null)
  return { ...draft, writtenName: written }
}

/** What main is asked to register. */
export const toRegister = (
  draft: Draft,
  addressee: { unitId: string | null; residentId: string | null } | null,
  print: boolean,
): Request<'packages.register'> => ({
  id: draft.id,
  carrier: draft.carrier,
  trackingNumber: draft.trackingNumber,
  rawBarcode: draft.raw,
  symbology: draft.symbology,
  unitId: addressee?.unitId ?? null,
  residentId: addressee?.residentId ?? null,
  kind: draft.kind,
  flags: draft.flags,
  shelfId: draft.shelf?.id ?? null,
  note: draft.note.trim(),
  writtenName: addressee === null ? draft.writtenName : null,
  print,
})
