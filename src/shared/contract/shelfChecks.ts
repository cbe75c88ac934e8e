import { z } from 'zod'
import { SHELF_TAKES } from '../packages/shelfSizes.ts'
import { SHELF_DOUBTS } from '../packages/shelfDoubts.ts'
import { LANGUAGES } from '../text/languages.ts'
import { writtenFile } from './files.ts'
import { packageRow } from './packages.ts'
import { act, id, route, text } from './route.ts'

const shelf = z.object({ id, code: z.string(), name: z.string() })
const filled = { waiting: z.int(), capacity: z.int().nullable(), takes: z.enum(SHELF_TAKES) }

/** A code that nothing on the shelf is known by, as far as it is kept. */
const code = text(200).min(1)

/** A parcel that was scanned on a shelf where it does not belong. */
const unexpectedParcel = z.object({
  package: packageRow,
  why: z.enum(SHELF_DOUBTS),
  /** The hand-over that is taken back when the parcel is still here; null: it cannot be. */
  handover: z.object({ actId: id, parcels: z.int(), undo: z.enum(['now', 'reason']) }).nullable(),
})

export const shelfChecksRoutes = {
  /** Every shelf with what waits on it. */
  'shelves.list': route(
    'packages.read',
    z.object({}),
    z.object({
      shelves: z.array(
        shelf.extend({
          ...filled,
          overdue: z.int(),
          /** How many parcels and codes were scanned, while it is being checked at this desk; else null. */
          seen: z.int().nullable(),
        }),
      ),
    }),
  ),
  /** What stands on a shelf, held against what was scanned there. */
  'shelves.check': route(
    'packages.read',
    z.object({ id }),
    z.object({
      shelf,
      /** Something was scanned. Before that everything on it is to be found. */
      running: z.boolean(),
      found: z.array(packageRow),
      missing: z.array(packageRow),
      /** Put there after the check began: not missing. */
      since: z.array(packageRow),
      unexpected: z.array(unexpectedParcel),
      unknown: z.array(z.string()),
    }),
  ),
  /** A parcel, or a code that no parcel is known by, was scanned on the shelf. */
  'shelves.seen': route(
    'packages.correct',
    z.object({ shelfId: id, packageId: id.nullable(), code: code.nullable() }),
    z.object({
      as: z.enum(['found', 'unknown', ...SHELF_DOUBTS]),
      found: z.int(),
      missing: z.int(),
    }),
  ),
  /** It was not scanned there after all; with neither, the whole check ends. */
  'shelves.unseen': route(
    'packages.correct',
    z.object({ shelfId: id, packageId: id.nullable(), code: code.nullable() }),
    z.object({}),
  ),
  /** What should be on it, as a list to tick on paper. */
  'shelves.sheet': route('packages.read', z.object({ id, language: z.enum(LANGUAGES) }), writtenFile),
  /** Parcels are on this shelf: those that were missing are found, too. */
  'packages.place': route(
    'packages.correct',
    z.object({ shelfId: id, packageIds: z.array(id).min(1).max(200) }),
    act.extend({ count: z.int() }),
  ),
} as const
