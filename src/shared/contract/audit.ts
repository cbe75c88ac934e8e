import { z } from 'zod'
import { AUDIT_AREAS } from '../audit/areas.ts'
import { auditVerdict } from '../audit/verdict.ts'
import { LANGUAGES } from '../text/languages.ts'
import { id, instant, nothing, route, text } from './route.ts'
import { writtenFile } from './files.ts'
import { tableFormat } from './imports.ts'

/** What of the log is meant: by whom, about what, on which days. Empty: all. */
const filter = z.object({
  actorId: id.nullable().default(null),
  area: z.enum(AUDIT_AREAS).nullable().default(null),
  from: text(40).default(''),
  to: text(40).default(''),
})

/** Of which desk: of this one, of all of the building, or of one of them; the others are asked of the project. */
const whichDesk = z.union([z.enum(['here', 'all']), id]).default('here')
/** Why the project has not answered: no line to it, or whoever is signed in may not read the log of the building. */
const missing = z.enum(['no_line', 'not_allowed']).nullable()

const entry = z.object({
  /** The place in the log of this desk, or, from the project, in that of the building. */
  seq: z.int(),
  at: instant,
  what: z.string(),
  area: z.enum(AUDIT_AREAS),
  /** Who did it, by today's name; nobody where the program did. */
  by: z.string().nullable(),
  /** The parcel, person or unit that it is about, as it is called today; nothing where it is about none, or many. */
  about: z.string().nullable(),
  rows: z.int(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  again: z.boolean(),
  /** How the hash begins. */
  hash: z.string(),
  /** The letter of its desk; nothing where all are of this one. */
  desk: z.string().nullable(),
  /** Under whose session it came to the project, where that is somebody else. */
  sentBy: z.string().nullable(),
})

/** The last entry, by its number among all of this desk. */
const head = z.object({ seq: z.int(), hash: z.string(), at: instant })

export const auditRoutes = {
  'audit.list': route(
    'audit.read',
    filter.extend({
      desk: whichDesk,
      before: z.int().nullable().default(null),
      limit: z.int().min(1).max(200).default(100),
    }),
    /** Where the project is missing, the rows are of this desk, and so is what comes after them. */
    z.object({ rows: z.array(entry), more: z.boolean(), missing }),
  ),
  'audit.status': route(
    'audit.read',
    nothing,
    z.object({
      entries: z.int(),
      head: head.nullable(),
      /** The last entry that the project has, and when it said so; nothing where there is no project. */
      sent: z.object({ seq: z.int(), at: instant }).nullable(),
      /** The desks of the building, where this one is connected. */
      desks: z.array(z.object({ id, letter: z.string(), name: z.string() })),
      /** The project takes nothing from this computer until somebody lets it speak for the desk. */
      unclaimed: z.boolean(),
    }),
  ),
  /** What the project has of each desk, and which computers speak for it. */
  'audit.desks': route(
    'audit.read',
    nothing,
    z.object({
      missing,
      desks: z.array(
        z.object({
          id,
          letter: z.string(),
          name: z.string(),
          isThis: z.boolean(),
          entries: z.int(),
          at: instant.nullable(),
          /** Newest first; by whom: nobody who works here now. */
          computers: z.array(z.object({ since: instant, by: z.string().nullable() })),
          /** Whether the last entry there stands here as well; nothing where that cannot be said. */
          agrees: z.boolean().nullable(),
        }),
      ),
    }),
  ),
  /** Lets this computer speak for its desk, in the place of the one before. */
  'audit.claim': route('desk.connect', nothing, nothing),
  /** Verifies all of it; nothing when it was stopped. */
  'audit.verify': route('audit.read', nothing, auditVerdict.nullable()),
  'audit.progress': route('audit.read', nothing, z.object({ done: z.int(), of: z.int() }).nullable()),
  'audit.stop': route('audit.read', nothing, nothing),
  'audit.export': route('audit.read', filter.extend({ format: tableFormat }), writtenFile),
  /** The last entry on paper, to be signed and kept away from the desk. */
  'audit.stateFile': route('audit.read', z.object({ language: z.enum(LANGUAGES) }), writtenFile),
  /** The chain as it is kept, for a check elsewhere. */
  'audit.chain': route('audit.read', nothing, writtenFile),
} as const
