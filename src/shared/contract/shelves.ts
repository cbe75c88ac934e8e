import { z } from 'zod'
import { SHELF_TAKES } from '../packages/shelfSizes.ts'
import { SHELF_PROBLEMS } from '../text/shelfCodes.ts'
import { act, id, route, text } from './route.ts'

/** A field of a form as it was typed: main reads it, and says at which field it cannot. */
const typed = text(8000)

export const shelvesRoutes = {
  /** What typed ranges would make. */
  'shelves.preview': route(
    'directory.write',
    z.object({ text: typed }),
    z.object({
      codes: z.array(z.string()),
      /** Those that are there already, and stay as they are. */
      existing: z.array(z.string()),
      problems: z.array(z.object({ text: z.string(), problem: z.enum(SHELF_PROBLEMS) })),
    }),
  ),
  'shelves.add': route(
    'directory.write',
    z.object({ text: typed }),
    act.extend({ added: z.int(), first: z.string(), last: z.string() }),
  ),
  'shelves.save': route(
    'directory.write',
    z.object({ id, code: typed, name: typed, capacity: typed.default(''), takes: z.enum(SHELF_TAKES).default('any') }),
    act,
  ),
  /** Takes a shelf away on which nothing waits; else SHELF_IN_USE says how many parcels do. */
  'shelves.remove': route('directory.write', z.object({ id }), act),
} as const
