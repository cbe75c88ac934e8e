import { z } from 'zod'
import {
  ABSENCE_KINDS,
  BELONGING_KINDS,
  COLLECTING,
  DIRECTORY_ACTS,
  DIRECTORY_TABLES,
  OCCUPANCY_KINDS,
} from '../people/kinds.ts'
import { DUPLICATE_REASONS } from '../people/duplicates.ts'
import { PHONE_LABELS, PHONES_MOST } from '../people/phones.ts'
import { LANGUAGES } from '../text/languages.ts'
import { actPerson } from './acts.ts'
import { belonging } from './belongings.ts'
import { packageHit, packageRow } from './packages.ts'
import { phone } from './people.ts'
import { act, id, instant, nothing, route, text } from './route.ts'

/** A person in a unit, as search finds them; the unit alone when residentId is null. */
export const addresseeHit = z.object({
  residentId: id.nullable(),
  unitId: id.nullable(),
  name: z.string(),
  unitNumber: z.string().nullable(),
  kind: z.enum([...OCCUPANCY_KINDS, 'unit']),
  /** Moved out: shown, marked and ranked last. */
  former: z.boolean(),
  /** False for somebody whose parcels do not come here, such as an owner who lives elsewhere: ranked after who does. */
  receives: z.boolean(),
  /** A unit alone in which nobody who receives parcels lives today. */
  vacant: z.boolean(),
  language: z.enum(['fr', 'en']).nullable(),
  /** The alias that matched, when the name itself did not. */
  matchedAlias: z.string().nullable(),
  /** Their telephone number, when its digits are what was typed. */
  matchedPhone: z.string().optional(),
  /** Who may collect for them, when that name is what was typed. */
  matchedCollector: z.string().optional(),
  /** Their plate, or the number of what was lent to them, when that is what was typed. */
  matchedBelonging: z.object({ kind: z.enum(BELONGING_KINDS), name: z.string() }).optional(),
  absence: z.object({ kind: z.enum(ABSENCE_KINDS), to: z.string(), note: z.string() }).nullable(),
  waiting: z.int(),
})

const occupancy = z.object({
  id,
  unitId: id,
  unitNumber: z.string(),
  kind: z.enum(OCCUPANCY_KINDS),
  from: z.string().nullable(),
  to: z.string().nullable(),
  former: z.boolean(),
  receivesPackages: z.boolean(),
  /** Told where the unit's notices go to named ones. */
  notified: z.boolean(),
  /** The share of an owner, as written. */
  share: z.string().nullable(),
})

/** A field of a form as it was typed: main reads it, and says at which field it cannot. */
const typed = text(8000)
/** Where somebody lives, as it was typed; the unit of a home that stands is not asked. */
const home = z.object({
  id,
  unit: typed,
  kind: z.enum(OCCUPANCY_KINDS),
  from: typed,
  to: typed,
  receives: z.boolean(),
  notified: z.boolean(),
  share: typed,
})
/** Which clash is decided. */
const conflict = z.object({ rowId: id, eventId: id, column: text(40) })
/** An entry of the directory beside one that may be the same person. */
const likeEntry = z.object({
  id,
  name: z.string(),
  unit: z.string().nullable(),
  email: z.string().nullable(),
  phones: z.array(phone),
  confirmedOn: z.string().nullable(),
  /** All the parcels that ever came for them. */
  parcels: z.int(),
})
const fact = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const directoryRoutes = {
  'search.addressee': route(
    'residents.read',
    z.object({ text: text(200), limit: z.int().min(1).max(50).default(8) }),
    z.array(addresseeHit),
  ),
  'search.all': route(
    'residents.read',
    z.object({ text: text(200), limit: z.int().min(1).max(50).default(8) }),
    z.object({ people: z.array(addresseeHit), packages: z.array(packageHit) }),
  ),
  'residents.list': route(
    'residents.read',
    z.object({
      text: text(200).default(''),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
    }),
    z.object({ rows: z.array(addresseeHit), total: z.int() }),
  ),
  'residents.get': route(
    'residents.read',
    z.object({ id }),
    z.object({
      id,
      givenName: z.string(),
      familyName: z.string(),
      name: z.string(),
      aliases: z.array(z.string()),
      language: z.enum(['fr', 'en']),
      email: z.string().nullable(),
      phones: z.array(phone),
      channels: z.array(z.string()),
      emergencyContact: z.string().nullable(),
      notes: z.string(),
      collecting: z.enum(COLLECTING).nullable(),
      accessNeed: z.string(),
      confirmedOn: z.string().nullable(),
      /** What was entered counts as true on that day. */
      enteredAt: z.string(),
      /** Other entries of the same person, as they were written. */
      merged: z.array(
        z.object({ id, name: z.string(), email: z.string().nullable(), phones: z.array(phone), notes: z.string() }),
      ),
      occupancies: z.array(occupancy),
      authorisations: z.array(
        z.object({
          id,
          name: z.string(),
          note: z.string(),
          from: z.string().nullable(),
          to: z.string().nullable(),
          active: z.boolean(),
          isOver: z.boolean(),
        }),
      ),
      absences: z.array(
        z.object({
          id,
          kind: z.enum(ABSENCE_KINDS),
          from: z.string(),
          to: z.string(),
          note: z.string(),
          active: z.boolean(),
          isOver: z.boolean(),
        }),
      ),
      belongings: z.array(belonging),
      waiting: z.array(packageRow),
      recent: z.array(packageRow),
    }),
  ),
  /** The codes of the notices of what waits for them, by parcel: for whoever may hand over, and asked for on purpose. */
  'residents.pickupCodes': route(
    'packages.hand_over',
    z.object({ id }),
    z.array(z.object({ packageId: id, code: z.string() })),
  ),
  /** Makes the person, with their first home, or changes the one of this id. */
  'residents.save': route(
    'directory.write',
    z.object({
      id,
      givenName: typed,
      familyName: typed,
      /** One on each line. */
      aliases: typed,
      language: z.enum(LANGUAGES),
      email: typed,
      /** An empty one is none. */
      phones: z.array(z.object({ typed, label: z.enum(PHONE_LABELS), sms: z.boolean() })).max(PHONES_MOST),
      channels: z.array(z.enum(['email', 'sms', 'app'])).max(3),
      emergencyContact: typed,
      notes: typed,
      collecting: z.enum(COLLECTING).nullable(),
      accessNeed: typed,
      home: home.nullable(),
    }),
    act,
  ),
  /** Entries that may be one person, and why: of the whole building, or with this one. */
  'residents.duplicates': route(
    'residents.read',
    z.object({ residentId: id.optional() }),
    z.array(z.object({ one: likeEntry, other: likeEntry, reasons: z.array(z.enum(DUPLICATE_REASONS)) })),
  ),
  /** Who is there already like somebody who is being written. */
  'residents.alike': route(
    'residents.read',
    z.object({
      givenName: typed,
      familyName: typed,
      phones: z.array(typed).max(PHONES_MOST),
      email: typed,
      unit: typed,
    }),
    z.array(z.object({ entry: likeEntry, reasons: z.array(z.enum(DUPLICATE_REASONS)) })),
  ),
  /** Both entries are one person: what stands on `id` is read as that of `into`. */
  /** Who lives here and has not confirmed for a year what is known of them, longest ago first. */
  'residents.unconfirmed': route(
    'residents.read',
    nothing,
    z.object({
      rows: z.array(
        z.object({ id, name: z.string(), unit: z.string().nullable(), confirmedOn: z.string().nullable() }),
      ),
      total: z.int(),
    }),
  ),
  'residents.merge': route('directory.write', z.object({ id, into: id }), act),
  'residents.separate': route('directory.write', z.object({ id }), act),
  /** They look alike and are two people. */
  'residents.tellApart': route('directory.write', z.object({ one: id, other: id }), act),
  'residents.confirm': route('directory.write', z.object({ id }), act),
  'residents.saveHome': route('directory.write', home.extend({ residentId: id }), act),
  /** Makes it, or changes the one of this id. Days are as they were typed. */
  'residents.saveAbsence': route(
    'directory.care',
    z.object({ id, residentId: id, kind: z.enum(ABSENCE_KINDS), from: typed, to: typed, note: typed }),
    act,
  ),
  'residents.endAbsence': route('directory.care', z.object({ id }), act),
  'residents.saveAuthorisation': route(
    'directory.care',
    z.object({ id, residentId: id, name: typed, from: typed, to: typed, note: typed }),
    act,
  ),
  'residents.endAuthorisation': route('directory.care', z.object({ id }), act),
  'residents.saveBelonging': route(
    'directory.care',
    z.object({
      id,
      residentId: id,
      kind: z.enum(BELONGING_KINDS),
      name: typed,
      place: typed,
      note: typed,
      from: typed,
      to: typed,
    }),
    act,
  ),
  /** What was lent came back today; anything else is theirs no longer. */
  'residents.endBelonging': route('directory.care', z.object({ id }), act),
  /** Changes of two desks that met on one column of a person, a unit or the settings; else those that this desk lost. */
  'directory.conflicts': route(
    'residents.read',
    z.object({ residentId: id.optional(), unitId: id.optional(), settings: z.boolean().default(false) }),
    z.array(
      z.object({
        /** The event that won, its row and the column. */
        eventId: id,
        table: z.enum(DIRECTORY_TABLES),
        rowId: id,
        column: z.string(),
        stands: fact,
        other: fact,
        winner: z.object({ actor: z.string(), desk: z.string(), at: instant }),
        loser: z.object({ actor: z.string(), desk: z.string(), at: instant }),
        /** This desk wrote what does not stand. */
        isMine: z.boolean(),
        subject: actPerson.nullable(),
      }),
    ),
  ),
  'directory.takeOther': route('directory.care', conflict, act),
  'directory.keep': route('directory.care', conflict, nothing),
  'directory.history': route(
    'residents.read',
    z.object({ residentId: id.optional(), unitId: id.optional(), staffId: id.optional() }),
    z.array(
      z.object({
        id,
        actId: id,
        act: z.enum(DIRECTORY_ACTS),
        at: instant,
        actor: z.string(),
        desk: z.string(),
        changes: z.array(z.object({ column: z.string(), from: fact, to: fact })),
        isUndo: z.boolean(),
        /** Why it was undone that late. */
        reason: z.string().nullable(),
        undone: z.boolean(),
      }),
    ),
  ),
} as const

export type AddresseeHit = z.infer<typeof addresseeHit>
