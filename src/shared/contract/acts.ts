import { z } from 'zod'
import { EVENT_TYPES } from '../packages/lifecycle.ts'
import { DIRECTORY_ACTS } from '../people/kinds.ts'
import { act, id, instant, route, text } from './route.ts'

const actPackage = z.object({
  id,
  shortNumber: z.string(),
  unit: z.string().nullable(),
  carrier: z.string(),
  /** Whose it is, or the name on the box. */
  name: z.string().nullable(),
})

/** A person of an act on the directory; a unit alone has no person. */
export const actPerson = z.object({
  residentId: id.nullable(),
  unitId: id.nullable(),
  unit: z.string().nullable(),
  name: z.string().nullable(),
})
const actType = z.enum([...EVENT_TYPES, ...DIRECTORY_ACTS])

export const actsRoutes = {
  'acts.recent': route(
    'packages.read',
    z.object({ limit: z.int().min(1).max(100).default(30) }),
    z.array(
      z.object({
        actId: id,
        type: actType,
        /** The parcel had no addressee before. */
        identified: z.boolean(),
        at: instant,
        actor: z.string(),
        /** Each with its addressee's name, else the one that was written. */
        packages: z.array(actPackage),
        people: z.array(actPerson),
        /** Which settings of the building it changed, by their columns. */
        settings: z.array(z.string()),
        undone: z.boolean(),
        /** now: anyone, at once; reason: a manager, saying why; no: it was undone, or something later stands on it. */
        undo: z.enum(['now', 'reason', 'no']),
        /** An undo whose parcels are as it left them: what it took back can be done again. */
        redo: z.boolean(),
      }),
    ),
  ),
  'acts.undo': route(
    'acts.undo',
    z.object({ actId: id, reason: text(500).default('') }),
    act.extend({
      undone: actType,
      packages: z.array(actPackage),
      people: z.array(actPerson),
      /** Columns of the directory that somebody changed since: they stay as they are. */
      kept: z.array(z.string()),
      /** Whom a letter has told already of a parcel that is not theirs any more. */
      written: z.array(z.string()),
    }),
  ),
  /** Does again what an undo took back; the act is that undo. A registration is done again as a parcel with an id of its own. */
  'acts.redo': route(
    'acts.undo',
    z.object({ actId: id }),
    act.extend({
      redone: actType,
      packages: z.array(actPackage),
      people: z.array(actPerson),
      kept: z.array(z.string()),
    }),
  ),
} as const

export type ActType = z.infer<typeof actType>
