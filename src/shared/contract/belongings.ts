import { z } from 'zod'
import { BELONGING_KINDS } from '../people/kinds.ts'
import { id } from './route.ts'

/** What goes with a person. */
export const belonging = z.object({
  id,
  kind: z.enum(BELONGING_KINDS),
  name: z.string(),
  place: z.string(),
  note: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** The building's, and not back yet. */
  isOut: z.boolean(),
})
