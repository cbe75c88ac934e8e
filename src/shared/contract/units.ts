import { z } from 'zod'
import { ABSENCE_KINDS, NOTICE_RULES, OCCUPANCY_KINDS, UNIT_KINDS } from '../people/kinds.ts'
import { RANGE_PROBLEMS } from '../text/unitRanges.ts'
import { belonging } from './belongings.ts'
import { packageRow } from './packages.ts'
import { act, id, instant, route, text } from './route.ts'

/** A field of a form as it was typed: main reads it, and says at which field it cannot. */
const typed = text(8000)

const unitRow = z.object({
  id,
  /** As people call it: the number, after its tower where another one has the same. */
  name: z.string(),
  number: z.string(),
  floor: z.int().nullable(),
  tower: z.string().nullable(),
  kind: z.enum(UNIT_KINDS),
  /** Who lives there today, those who receive parcels first. */
  people: z.array(z.string()),
  peopleCount: z.int(),
  waiting: z.int(),
  vacant: z.boolean(),
  note: z.string(),
})

/** Somebody's time in a unit, seen from the unit. */
const stay = z.object({
  id,
  residentId: id,
  name: z.string(),
  kind: z.enum(OCCUPANCY_KINDS),
  from: z.string().nullable(),
  to: z.string().nullable(),
  time: z.enum(['present', 'future', 'past']),
  receives: z.boolean(),
  notified: z.boolean(),
  share: z.string().nullable(),
  absence: z.object({ kind: z.enum(ABSENCE_KINDS), to: z.string() }).nullable(),
})

/** Units typed as ranges, with what is to be otherwise than their numbers say. */
const ranges = z.object({
  text: typed,
  kind: z.enum(UNIT_KINDS),
  /** The tower of all of them; empty: as the numbers say. */
  tower: typed,
  /** Of a group, by its first number. */
  floors: z
    .array(z.object({ first: text(40), floor: typed }))
    .max(500)
    .default([]),
})

export const unitsRoutes = {
  /** What typed ranges would make. */
  'units.preview': route(
    'directory.write',
    ranges,
    z.object({
      groups: z.array(
        z.object({
          first: z.string(),
          last: z.string(),
          count: z.int(),
          floor: z.int().nullable(),
          tower: z.string().nullable(),
        }),
      ),
      /** How many would be made. */
      count: z.int(),
      /** Those that are there already, and stay as they are. */
      existing: z.array(z.string()),
      problems: z.array(z.object({ text: z.string(), problem: z.enum(RANGE_PROBLEMS) })),
    }),
  ),
  'units.add': route(
    'directory.write',
    ranges,
    act.extend({ added: z.int(), existing: z.int(), first: z.string(), last: z.string() }),
  ),
  'units.save': route(
    'directory.write',
    z.object({
      id,
      number: typed,
      floor: typed,
      tower: typed,
      kind: z.enum(UNIT_KINDS),
      noticeRule: z.enum(NOTICE_RULES),
      note: typed,
    }),
    act,
  ),
  /** Takes a unit away on which nothing stands; else UNIT_IN_USE says what does. */
  'units.remove': route('directory.write', z.object({ id }), act),
  'units.list': route(
    'residents.read',
    z.object({
      text: text(200).default(''),
      /** Null: every floor. */
      floor: z.int().nullable().default(null),
      tower: text(100).nullable().default(null),
      kind: z.enum(UNIT_KINDS).nullable().default(null),
      vacant: z.boolean().default(false),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
    }),
    z.object({ rows: z.array(unitRow), total: z.int() }),
  ),
  /** What the list can be narrowed to. */
  'units.filters': route(
    'residents.read',
    z.object({}),
    z.object({
      floors: z.array(z.int()),
      towers: z.array(z.string()),
      kinds: z.array(z.enum(UNIT_KINDS)),
      total: z.int(),
    }),
  ),
  'units.get': route(
    'residents.read',
    z.object({ id }),
    z.object({
      ...unitRow.omit({ people: true, peopleCount: true, waiting: true }).shape,
      noticeRule: z.enum(NOTICE_RULES),
      stays: z.array(stay),
      /** Of those who live there, and what was lent to those who left. */
      belongings: z.array(belonging.extend({ residentId: id, person: z.string(), hasLeft: z.boolean() })),
      waiting: z.array(packageRow),
      recent: z.array(packageRow),
      conversations: z.array(
        z.object({
          id,
          subject: z.string(),
          names: z.array(z.string()),
          status: z.enum(['open', 'snoozed', 'closed']),
          at: instant,
        }),
      ),
    }),
  ),
} as const

export type UnitRow = z.infer<typeof unitRow>
export type UnitStay = z.infer<typeof stay>
