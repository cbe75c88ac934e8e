/** Stable identifiers kept with each parcel; the names shown to people live in `names.ts`. */
export type CarrierId =
  | 'canada_post'
  | 'purolator'
  | 'ups'
  | 'fedex'
  | 'amazon'
  | 'intelcom'
  | 'uniuni'
  | 'dhl'
  | 'canpar'
  | 'loomis'
  | 'gls'
  | 'nationex'
  | 'ics'
  | 'fleetoptics'
  | 'usps'
  | 'landmark'
  | 'gofo'
  | 'yunexpress'
  | 'ontrac'
  | 'lasership'
  | 'dpd'
  | 's10_other'
  | 'other'

/** Why a candidate was proposed, in codes that a screen or a log can translate. */
export type Reason =
  | 'prefix'
  | 'structure'
  | 'shape'
  | 'check_digit'
  | 'embedded'
  | 'container'
  | 'aim_id'
  | 'taught'
  | 'site_history'

/** What is wrong with a number that was misread: its check digit, or that its end is missing. */
export const MISREAD_FAULTS = ['check', 'cut'] as const
export type MisreadFault = (typeof MISREAD_FAULTS)[number]

/** One reading of a scanned code. `trackingNumber` is canonical, so that two barcodes of a parcel collide. */
export interface Candidate {
  carrier: CarrierId
  service: string | null
  trackingNumber: string
  score: number
  reasons: Reason[]
}

/** A prefix that a desk has taught: everything that begins with it belongs to that carrier. */
export interface TaughtRule {
  id: string
  carrier: CarrierId
  prefix: string
  /** Total length of the normalised code, when the desk's examples all had the same one. */
  length?: number | null
  service?: string | null
}

export interface RecogniseContext {
  /** AIM symbology identifier, such as `]C1`. */
  aim?: string | null
  taught?: readonly TaughtRule[]
  /** Share (0..1) of each carrier in the recent deliveries of this building. */
  siteShare?: Partial<Record<CarrierId, number>>
}

/** A check digit scheme with its constants. */
export type Check =
  | { kind: 'mod10'; evens: number; odds: number }
  | { kind: 'mod7' }
  | { kind: 'luhn' }
  | { kind: 's10' }
  | { kind: 'mod3736' }
  | { kind: 'weighted'; weights: readonly number[]; modulo1: number; modulo2: number }

/** One published format of a carrier. Data only: the engine gives it its meaning. */
export interface CarrierRule {
  carrier: CarrierId
  service: string | null
  /**
   * Anchored, over the printed form. Named groups: `serial` and `check` feed the check digit, `number` is the part
   * kept as the tracking number (default: all of it), `service` selects from `services`.
   */
  pattern: RegExp
  check?: Check
  /** Digits that the printed number omits but its check digit counts. */
  checkPrepend?: { unless: RegExp; text: string }
  /** What the form alone proves: a distinctive prefix, a distinctive layout, or nothing but a length. */
  evidence: 'prefix' | 'structure' | 'shape'
  /** Small correction of the score, for forms more or less telling than their class. */
  adjust?: number
  /**
   * `zeros12`: zero padding is dropped down to twelve characters. `prepend`: text missing from the short form.
   * `letter_pairs`: the first six digits are three letters, 01 for A to 26 for Z.
   */
  canonical?: { kind: 'zeros12' } | { kind: 'prepend'; text: string; unless?: RegExp } | { kind: 'letter_pairs' }
  /** AIM identifiers (without `]`) in which the carrier prints this format. */
  aims?: readonly string[]
  /** Service names by the `service` group, or by its first letter. */
  services?: Readonly<Record<string, string>>
}
