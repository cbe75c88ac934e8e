import { PERSON_PROOFS } from '../staff/proof.ts'
import { z } from 'zod'
import { KINDS, PROOFS } from '../packages/kinds.ts'
import { COLLECTING, OCCUPANCY_KINDS } from '../people/kinds.ts'
import { TELLING } from '../packages/deliveries.ts'
import { CARES } from '../packages/care.ts'
import { EVENT_TYPES, PACKAGE_STATUSES, STEP_NAMES } from '../packages/lifecycle.ts'
import { phone } from './people.ts'
import { printJob } from './printing.ts'
import { act, columnText, id, instant, route, text } from './route.ts'

export const flags = z.object({ perishable: z.boolean(), oversize: z.boolean(), signatureRequired: z.boolean() })

/** One parcel as lists and cards show it. */
export const packageRow = z.object({
  id,
  shortNumber: z.string(),
  /** The whole own code as the label carries it, LDP... */
  code: z.string(),
  status: z.enum(PACKAGE_STATUSES),
  carrier: z.string(),
  trackingNumber: z.string().nullable(),
  kind: z.enum(KINDS),
  flags,
  unit: z.object({ id, number: z.string() }).nullable(),
  resident: z.object({ id, name: z.string(), language: z.enum(['fr', 'en']) }).nullable(),
  shelf: z.object({ id, code: z.string() }).nullable(),
  note: z.string(),
  /** The addressee's name as the label writes it, kept when nobody was found by it. */
  writtenName: z.string().nullable(),
  receivedAt: instant,
  receivedBy: z.string(),
  /** Registered by a pile and still without an addressee. */
  unassigned: z.boolean(),
  /** How its people are being told, while it is here; null: nobody is to be told. */
  telling: z.enum(TELLING).nullable(),
  /** When it left, and to whom it was handed; null while it is here. */
  left: z.object({ at: instant, to: z.string().nullable() }).nullable(),
})

export const packageEvent = z.object({
  id,
  actId: id,
  type: z.enum(EVENT_TYPES),
  fromStatus: z.enum(PACKAGE_STATUSES).nullable(),
  toStatus: z.enum(PACKAGE_STATUSES).nullable(),
  actor: z.string(),
  desk: z.string(),
  /** How the actor proved to be there; null for what is older. */
  proof: z.enum(PERSON_PROOFS).nullable(),
  at: instant,
  /** Facts of the event by type: reason, from/to addressee in words, changed fields. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** True when a later act took this one back. */
  undone: z.boolean(),
})

export const handover = z.object({
  collectedBy: z.string(),
  proof: z.enum(PROOFS),
  signature: z.string().nullable(),
  handedBy: z.string(),
  at: instant,
})

/** Why a parcel answers what was typed. */
export const PARCEL_MATCHES = [
  'label',
  'pickup_code',
  /** The same digits belong to several addressees: they say nothing of whose they are. */
  'shared_pickup_code',
  'short_number',
  'shelf',
  'tracking',
  'written_name',
] as const

/** A parcel that a search found, with what speaks for it. */
export const packageHit = packageRow.extend({ why: z.enum(PARCEL_MATCHES) })

/** What the desk has to know of the addressee today: they are away, have moved out, or do not receive parcels here. */
export const care = z.object({ kind: z.enum(CARES), until: z.string().nullable(), note: z.string() }).nullable()

export const packageDetail = packageRow.extend({
  care,
  rawBarcode: z.string().nullable(),
  removed: z.boolean(),
  events: z.array(packageEvent),
  handover: handover.nullable(),
  printJobs: z.array(printJob),
  notice: z
    .object({
      state: z.enum(['waiting', 'sent', 'failed', 'cancelled']),
      language: z.enum(['fr', 'en']),
      sendAfter: instant,
    })
    .nullable(),
  /** What the lifecycle allows now, for this person. */
  steps: z.array(z.enum(STEP_NAMES)),
})

const addressee = { unitId: id.nullable(), residentId: id.nullable() }

export const packageFilter = z.object({
  statuses: z.array(z.enum(PACKAGE_STATUSES)).max(PACKAGE_STATUSES.length).optional(),
  unitId: id.optional(),
  /** The number of a unit; with none of that number, all that begin with it. */
  unit: text(40).optional(),
  residentId: id.optional(),
  carrier: text(40).optional(),
  /** Received at least so many days ago. */
  minAgeDays: z.int().min(0).max(3650).optional(),
  unassigned: z.boolean().optional(),
  /** Part of a tracking number, short number, unit or name. */
  text: text(200).optional(),
})

/** SVG path data of pen strokes: only moves, lines and curves, so that it can be drawn without trust. */
export const signaturePath = columnText('handovers', 'signature').regex(/^[MLQC0-9., -]+$/)

/** A parcel of an act, as far as it is named beside it. */
export const packagesRoutes = {
  'packages.register': route(
    'packages.register',
    z.object({
      /** Made by the console, so that a repeated request registers once. */
      id,
      carrier: columnText('packages', 'carrier').min(1),
      trackingNumber: columnText('packages', 'tracking_number').nullable(),
      rawBarcode: columnText('packages', 'raw_barcode').nullable(),
      symbology: columnText('packages', 'symbology').nullable(),
      ...addressee,
      kind: z.enum(KINDS).default('parcel'),
      flags: flags.default({ perishable: false, oversize: false, signatureRequired: false }),
      shelfId: id.nullable().default(null),
      note: columnText('packages', 'note').default(''),
      writtenName: columnText('packages', 'written_name').nullable().default(null),
      /** Print its label at once. A pile prints when the addressee is known. */
      print: z.boolean().default(true),
    }),
    act.extend({ package: packageRow, printJobId: id.nullable(), care }),
  ),
  'packages.assign': route(
    'packages.correct',
    z.object({ packageId: id, ...addressee, print: z.boolean().default(true) }),
    act.extend({
      package: packageRow,
      printJobId: id.nullable(),
      care,
      /** Whom a letter has told already that it is theirs. */
      written: z.array(z.string()),
    }),
  ),
  'packages.edit': route(
    'packages.correct',
    z.object({
      packageId: id,
      carrier: columnText('packages', 'carrier').min(1).optional(),
      trackingNumber: columnText('packages', 'tracking_number').nullable().optional(),
      kind: z.enum(KINDS).optional(),
      flags: flags.optional(),
      note: columnText('packages', 'note').optional(),
      writtenName: columnText('packages', 'written_name').nullable().optional(),
    }),
    act.extend({ package: packageRow }),
  ),
  'packages.setShelf': route(
    'packages.correct',
    z.object({ packageId: id, shelfId: id.nullable() }),
    act.extend({ package: packageRow }),
  ),
  'packages.step': route(
    'packages.read',
    z.object({
      packageIds: z.array(id).min(1).max(200),
      step: z.enum(STEP_NAMES).exclude(['hand_over']),
      reason: text(500).default(''),
    }),
    act,
  ),
  'packages.list': route(
    'packages.read',
    z.object({
      filter: packageFilter.default({}),
      sort: z.enum(['oldest', 'newest', 'unit']).default('newest'),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
    }),
    z.object({ rows: z.array(packageRow), total: z.int() }),
  ),
  'packages.counts': route(
    'packages.read',
    z.object({}),
    z.object({
      waiting: z.int(),
      unassigned: z.int(),
      overdue: z.int(),
      receivedToday: z.int(),
      handedOverToday: z.int(),
      /** Waiting parcels per carrier, most first. */
      carriers: z.array(z.object({ carrier: z.string(), count: z.int() })),
    }),
  ),
  'packages.get': route('packages.read', z.object({ id }), packageDetail),
  /** Events that somebody else than their actor sent, as the server wrote it down; none without a line to it. */
  'packages.senders': route(
    'audit.read',
    z.object({ id }),
    z.object({ senders: z.array(z.object({ eventId: id, by: z.string() })) }),
  ),
  'packages.noticeText': route(
    'packages.notify',
    z.object({ packageId: id }),
    z.object({
      language: z.enum(['fr', 'en']),
      subject: z.string(),
      body: z.string(),
      /** Who is to be told; of a parcel for a unit alone those whom its rule for notices names. */
      to: z.array(
        z.object({
          residentId: id,
          name: z.string(),
          email: z.string().nullable(),
          /** The telephone to call or write to first. */
          phone: phone.nullable(),
        }),
      ),
    }),
  ),
  'handover.open': route(
    'packages.hand_over',
    z.union([
      z.object({ packageId: id }),
      z.object({ residentId: id, unitId: id.optional() }),
      z.object({ unitId: id }),
    ]),
    z.object({
      unit: z.object({ id, number: z.string() }).nullable(),
      resident: z
        .object({
          id,
          name: z.string(),
          /** How they would rather get their parcels, and what they need for it. */
          collecting: z.enum(COLLECTING).nullable(),
          accessNeed: z.string(),
        })
        .nullable(),
      /** Everything that waits for the person and the unit, the person's first. */
      packages: z.array(packageRow),
      /** Who may collect: who can be expected to first, then those of the unit who are away or take nothing here. */
      collectors: z.array(
        z.object({
          name: z.string(),
          residentId: id.nullable(),
          kind: z.enum([...OCCUPANCY_KINDS, 'authorised', 'former']),
          note: z.string(),
          /** What they need at the desk; empty: nothing is known. */
          accessNeed: z.string(),
          /** Why they are not expected; null: nothing speaks against them. */
          care,
        }),
      ),
    }),
  ),
  'handover.complete': route(
    'packages.hand_over',
    z.object({
      packageIds: z.array(id).min(1).max(200),
      residentId: id.nullable(),
      collectedBy: columnText('handovers', 'collected_by').trim().min(1),
      proof: z.enum(PROOFS),
      code: text(20).nullable().default(null),
      signature: signaturePath.nullable().default(null),
    }),
    act.extend({
      count: z.int(),
      /** Whom a letter had told already, and who did not collect it themselves. */
      written: z.array(z.string()),
    }),
  ),
} as const

export type PackageRow = z.infer<typeof packageRow>
export type PackageHit = z.infer<typeof packageHit>
export type PackageDetail = z.infer<typeof packageDetail>
export type PackageEvent = z.infer<typeof packageEvent>
export type PackageFilter = z.infer<typeof packageFilter>
export type Proof = (typeof PROOFS)[number]
export type PackageKind = (typeof KINDS)[number]
export type { EventType } from '../packages/lifecycle.ts'
