import type { Language } from '../../../src/shared/text/languages.ts'

/** One sending as `claim_letters` hands it out: what it carries was frozen at the first claim. */
export interface Letter {
  letter: string
  token: string
  attempt: number
  channel: 'email' | 'sms'
  address: string
  language: Language
  /** `arrived`, `reminder_1`…, `problem`. */
  kind: string
  /** How to greet the person in an e-mail; null: without a name. */
  name?: string | null
  building: { name: string; timeZone: string; replyTo: string | null; senderName?: string | null }
  parcels: { shortNumber: string; carrier: string; perishable: boolean; receivedAt: string }[]
  pickupCode: string | null
  /** The building's own texts; null: the usual ones. */
  texts: { subject?: string; body?: string; sms?: string } | null
  /** The first letter about these parcels. */
  inReplyTo: string | null
}

/** What became of one try. */
export type Outcome =
  | { kind: 'accepted'; provider: string; providerId: string | null }
  | { kind: 'retry'; after_seconds: number; reason: string }
  | { kind: 'failed'; reason: string }
  /** The provider may have taken it: only its events can tell, or patience. */
  | { kind: 'unknown' }

/** An outcome that also holds for all other letters of this channel: nothing more is sent in this ring. */
export interface Sent {
  outcome: Outcome
  stop?: { reason: string; afterSeconds: number; alarm: boolean }
}
