import type { PackageRow, Proof } from '../../../shared/contract/packages.ts'
import type { Request } from '../../../shared/contract/index.ts'
import { isSigned, signaturePath, type Stroke } from '../../parcel/signature/path.ts'
import { collectorKey, likelyCollector, SOMEONE_ELSE, type Opening } from './collectors.ts'
import { cleanCode, missing, ticked, type Missing, type Overrides } from './selection.ts'
import { packageOf, type Target } from './target.ts'

/** What somebody chose and wrote for a hand-over. */
export interface Form {
  ticks: Overrides
  /** Who came; null: nobody was chosen, so it is whoever is likely. */
  who: string | null
  otherName: string
  proof: Proof | null
  code: string
  strokes: readonly Stroke[]
  /** A parcel of somebody else, whose label was scanned here. */
  other: PackageRow | null
  /** How often somebody tried to hand over while something was missing: it is then said out loud. */
  tries: number
  /** done: handed over, and its page is about to go. */
  step: 'open' | 'sending' | 'done'
  error: unknown
}

export const BLANK: Form = {
  ticks: {},
  who: null,
  otherName: '',
  proof: null,
  code: '',
  strokes: [],
  other: null,
  tries: 0,
  step: 'open',
  error: null,
}

/** What a form amounts to, with what waits for the person now. */
export interface Reading {
  /** The parcels that are ticked. */
  ids: string[]
  who: string
  collectedBy: string
  /** Somebody chose or wrote something that is not there by itself. */
  isBegun: boolean
  /** The first thing that keeps it from being done. */
  lacks: Missing | 'proof'
  /** What main is asked to do. */
  input: () => Request<'handover.complete'>
}

/** Reads a form with what waits for its person. */
export function read(form: Form, opened: Opening, target: Target): Reading {
  const { proof, strokes, code } = form
  const rule = { residentId: opened.resident?.id ?? null, packageId: packageOf(target) }
  const ids = ticked(opened.packages, rule, form.ticks)
  const atFirst = ticked(opened.packages, rule, {})
  const likely = likelyCollector(opened)
  const who = form.who ?? likely
  const collector = opened.collectors.find((one, index) => collectorKey(one, index) === who)
  const collectedBy = who === SOMEONE_ELSE ? form.otherName.trim() : (collector?.name ?? '')
  const signed = isSigned(strokes)
  return {
    ids,
    who,
    collectedBy,
    isBegun:
      who !== likely ||
      proof !== null ||
      strokes.length > 0 ||
      ids.length !== atFirst.length ||
      ids.some((id) => !atFirst.includes(id)),
    lacks:
      proof === null && ids.length > 0 && collectedBy !== ''
        ? 'proof'
        : missing({ count: ids.length, collectedBy, proof: proof ?? 'known', code, signed }),
    input: () => ({
      packageIds: ids,
      residentId: collector?.residentId ?? null,
      collectedBy,
      proof: proof ?? 'known',
      code: proof === 'code' ? cleanCode(code) : null,
      signature: proof === 'signature' && signed ? signaturePath(strokes) : null,
    }),
  }
}
