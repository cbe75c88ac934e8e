import type { Care } from '../packages/care.ts'

type LabelFlag = 'perishable' | 'oversize' | 'signature_required'

export type LabelLanguage = 'fr' | 'en'

/** The building's languages in its own order: the first is set larger. */
export type LabelLanguages = readonly ['fr', 'en'] | readonly ['en', 'fr'] | readonly ['fr'] | readonly ['en']

/** The sheet of command codes: what it is written in, and whose commands they are. */
export interface CommandSheet {
  readonly building: string
  readonly seal: string
  readonly languages: LabelLanguages
}

/** All that a parcel label may say. Nothing here identifies a resident but the name. */
export interface LabelContent {
  readonly building: string
  readonly unit: string
  /** Addressee, or '' when nobody could be matched. */
  readonly name: string
  readonly shortNumber: string
  /** ISO 8601 UTC. */
  readonly receivedAt: string
  readonly timezone: string
  readonly carrierShort: string
  readonly trackingLast4: string
  readonly flags: readonly LabelFlag[]
  /** What to know of the addressee before the box is put away: away, moved out, nobody there. */
  readonly care: Pick<Care, 'kind' | 'until'> | null
  readonly shelf: string | null
  /** Our own code, 13 characters of [0-9A-Z]: the text of both symbols. */
  readonly code: string
  readonly languages: LabelLanguages
}

/** What the label of a shelf says. */
export interface ShelfContent {
  readonly shelf: string
  readonly name: string
  /** The shelf's own code, LDS...: the text of its symbols. */
  readonly code: string
  readonly languages: LabelLanguages
}

/** What a slip says: neither name nor code, since it lies where anybody can read it. */
export interface SlipContent {
  readonly unit: string
  /** The building's words in each of its languages, lines apart. */
  readonly texts: readonly string[]
}

/** Something that can be printed on a label. */
export type LabelSubject =
  | { readonly kind: 'parcel'; readonly content: LabelContent }
  | { readonly kind: 'shelf'; readonly content: ShelfContent }
  | { readonly kind: 'slip'; readonly content: SlipContent }
