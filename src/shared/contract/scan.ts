import { z } from 'zod'
import { addresseeHit } from './directory.ts'
import { MISREAD_FAULTS } from '../carriers/index.ts'
import { COMMANDS } from '../scan/commands.ts'
import { packageRow } from './packages.ts'
import { columnText, id, instant, route, text } from './route.ts'

export const candidate = z.object({
  carrier: z.string(),
  service: z.string().nullable(),
  trackingNumber: z.string(),
  score: z.number(),
  reasons: z.array(z.string()),
})

/** Who a label's addressee probably is. */
const addresseeSuggestion = z.object({
  hit: addresseeHit,
  /** Who else is meant as well, or nearly: nobody is chosen then, all are offered. */
  others: z.array(addresseeHit),
  /** sure: the unit and the whole name agree. Enter accepts what is sure or likely, never what is only possible. */
  confidence: z.enum(['sure', 'likely', 'possible']),
  why: z.enum(['unit_and_name', 'unit_and_part', 'unit', 'name', 'name_other_unit', 'unit_other_name', 'several']),
})

/** Whom the carrier's own bar code names. */
const labelAddressee = z.object({
  name: z.string().nullable(),
  unit: z.string().nullable(),
  line: z.string().nullable(),
  postal: z.string().nullable(),
  /** Its postal code is not this building's. */
  elsewhere: z.boolean(),
  suggestion: addresseeSuggestion.nullable(),
})

/** What a scan means, told by main after looking at the replica. The console goes where it says. */
export const scanOutcome = z.discriminatedUnion('kind', [
  /** A carrier's code that nobody has scanned: start an intake. `previous`: the same number was here before and has left. */
  z.object({
    kind: z.literal('intake'),
    raw: z.string(),
    candidates: z.array(candidate).min(1),
    previous: packageRow.nullable(),
    addressee: labelAddressee.nullable(),
  }),
  /** A carrier's code of a parcel that is already here: open it. */
  z.object({ kind: z.literal('known'), package: packageRow }),
  /** Our own label on a waiting parcel: hand it over. */
  z.object({ kind: z.literal('hand_over'), package: packageRow }),
  /** Our own label on a parcel that has already left. */
  z.object({ kind: z.literal('gone'), package: packageRow }),
  /** A parcel that was declared lost turned up, by its own barcode or by our label: open it, where it is found again. */
  z.object({ kind: z.literal('lost'), package: packageRow }),
  /** Our own label of a parcel whose registration was taken back. */
  z.object({ kind: z.literal('taken_back'), package: packageRow }),
  /** A pickup code from a resident's notice. `others`: parcels of other addressees with the same digits. */
  z.object({ kind: z.literal('pickup'), package: packageRow, others: z.array(packageRow), code: z.string() }),
  /** A pickup code that nothing waits under here. */
  z.object({ kind: z.literal('unknown_code') }),
  /** A pickup code, and this desk reads none for now: too many wrong ones were tried. */
  z.object({ kind: z.literal('codes_paused'), until: instant }),
  /** A code of the printed sheet of commands. */
  z.object({ kind: z.literal('command'), command: z.enum(COMMANDS) }),
  /** A badge, whose number is told to nobody. `person`: null where nobody has it. */
  z.object({ kind: z.literal('badge'), person: z.object({ id, name: z.string() }).nullable() }),
  z.object({ kind: z.literal('shelf'), shelf: z.object({ id, code: z.string(), name: z.string() }) }),
  /** Our own code, whole, but not of this building or no longer known. */
  z.object({ kind: z.literal('not_ours'), code: z.string() }),
  z.object({
    kind: z.literal('wrong_barcode'),
    why: z.enum(['routing', 'postal', 'url', 'product', 'return_or_other']),
  }),
  /** Garbled: scan it again. */
  z.object({ kind: z.literal('rescan'), why: z.enum(['corrupt', 'no_end', 'own_damaged', 'too_long']) }),
  /** A carrier's own form with a wrong check digit: scan it again, or say that it is the number all the same. */
  z.object({
    kind: z.literal('misread'),
    carrier: z.string(),
    fault: z.enum(MISREAD_FAULTS),
    raw: z.string(),
    normalised: z.string(),
    previous: packageRow.nullable(),
  }),
  /** No carrier writes its numbers like this. `previous`: a parcel of that number was here and has left. */
  z.object({ kind: z.literal('unknown'), raw: z.string(), normalised: z.string(), previous: packageRow.nullable() }),
])

export const scanRoutes = {
  'scan.resolve': route(
    'packages.read',
    z.object({
      text: text(16_384),
      aim: text(3).nullable().default(null),
      corrupt: z.boolean().default(false),
      /** It is taken for corrupt only because the key at its end did not come. */
      unended: z.boolean().default(false),
    }),
    scanOutcome,
  ),
  'carriers.list': route(
    'packages.read',
    z.object({}),
    z.array(z.object({ id, carrier: z.string(), prefix: z.string(), length: z.int().nullable() })),
  ),
  'carriers.teach': route(
    'carriers.teach',
    z.object({
      carrier: columnText('carrier_rules', 'carrier').min(1),
      prefix: z.string().regex(/^[0-9A-Z]{2,20}$/),
      length: z.int().min(4).max(40).nullable(),
      /** The code in hand: the lesson is kept only when it tells this one and the next. */
      example: z
        .object({ text: text(6144), aim: text(8).nullable() })
        .nullable()
        .default(null),
      /** Somebody was told whose published numbers the lesson takes, and means it. */
      evenSo: z.boolean().default(false),
    }),
    z.object({ id }),
  ),
  'carriers.forget': route('carriers.teach', z.object({ id }), z.object({})),
} as const

export type AddresseeSuggestion = z.infer<typeof addresseeSuggestion>
export type LabelAddressee = z.infer<typeof labelAddressee>
export type ScanOutcome = z.infer<typeof scanOutcome>
export type ScanCandidate = z.infer<typeof candidate>
