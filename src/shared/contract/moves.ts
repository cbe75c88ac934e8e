import { z } from 'zod'
import { ABSENCE_KINDS, BELONGING_KINDS, OCCUPANCY_KINDS } from '../people/kinds.ts'
import { LANGUAGES } from '../text/languages.ts'
import { act, id, route, text } from './route.ts'

/** A field of a form as it was typed: main reads it, and says at which field it cannot. */
const typed = text(8000)

/** Whose home ends, and with which day. */
const leaving = z.object({ homeIds: z.array(id).min(1).max(50), last: typed })

/** What becomes of all that those who leave have here. */
const settle = z.object({
  parcels: z.enum(['stay', 'return', 'forward']),
  /** Why, for parcels that do not stay. */
  reason: text(500),
  authorisations: z.enum(['end', 'keep']),
  absences: z.enum(['end', 'keep']),
  conversations: z.enum(['close', 'keep']),
  /** Fobs and keys: all of them are back, or still to be returned. */
  lent: z.enum(['returned', 'keep']),
})

const parcel = z.object({ id, shortNumber: z.string(), carrier: z.string() })

/** Somebody who moves in: known already, or written here for the first time. */
const arriving = z.object({
  homeId: id,
  residentId: id,
  isNew: z.boolean(),
  givenName: typed,
  familyName: typed,
  language: z.enum(LANGUAGES),
  kind: z.enum(OCCUPANCY_KINDS),
  receives: z.boolean(),
})

export const movesRoutes = {
  /** What hangs on those who would leave, before anything is done. */
  'moves.consequences': route(
    'directory.write',
    leaving,
    z.object({
      /** The day is here or over: parcels and conversations are settled with the move. Before it they go on. */
      isNow: z.boolean(),
      people: z.array(
        z.object({
          homeId: id,
          residentId: id,
          name: z.string(),
          /** Where else they live after it: then authorisations and absences stay. */
          elsewhere: z.array(z.string()),
          authorisations: z.array(z.string()),
          absences: z.array(z.object({ kind: z.enum(ABSENCE_KINDS), from: z.string(), to: z.string() })),
          lent: z.array(z.object({ kind: z.enum(BELONGING_KINDS), name: z.string() })),
          parcels: z.array(parcel),
          conversations: z.array(z.object({ id, subject: z.string() })),
        }),
      ),
      /** Parcels for the unit without a name, which are settled too where nobody stays. */
      unnamed: z.array(parcel),
      /** Who goes on living there. */
      staying: z.array(z.string()),
    }),
  ),
  'moves.out': route('directory.write', leaving.extend({ settle }), act.extend({ left: z.int() })),
  /** Several people at once, and those who leave for them. */
  'moves.in': route(
    'directory.write',
    z.object({
      unitId: id,
      from: typed,
      people: z.array(arriving).min(1).max(20),
      /** Who leaves the day before. */
      leaving: z.object({ homeIds: z.array(id).min(1).max(50), settle }).nullable(),
    }),
    act.extend({ moved: z.int(), left: z.int() }),
  ),
} as const
