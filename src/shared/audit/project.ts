import { z } from 'zod'

/** Entries of the building's log as the project answers them. */
export const projectEntries = z.array(
  z.object({
    /** In the chain of the whole building. */
    place: z.int(),
    desk_id: z.uuid(),
    body: z.string(),
    hash: z.string(),
    /** Whose session sent it; null where they work here no more. */
    sent_by: z.uuid().nullable(),
  }),
)
export type ProjectEntry = z.infer<typeof projectEntries>[number]

/** The desks of the building: how much of the log of each is there, its last entry, and which computers were allowed to speak for it. */
export const projectDesks = z.array(
  z.object({
    desk_id: z.uuid(),
    entries: z.int(),
    segment: z.string().nullable(),
    n: z.int().nullable(),
    hash: z.string().nullable(),
    received_at: z.string().nullable(),
    computers: z.array(z.object({ since: z.string(), by: z.uuid().nullable() })),
  }),
)
export type ProjectDesk = z.infer<typeof projectDesks>[number]

/** What of the building's log is meant, as the project is asked for it. Null: all. */
export interface ProjectFilter {
  before: number | null
  desk: string | null
  actor: string | null
  area: string | null
  since: string | null
  until: string | null
  most: number
}

/** Why there is no answer: no line to the project, or whoever is signed in may not know. */
export type NoAnswer = 'no_line' | 'not_allowed'
