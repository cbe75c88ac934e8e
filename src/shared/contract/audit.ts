import { z } from 'zod'
import { AUDIT_AREAS } from '../audit/areas.ts'
import { auditVerdict } from '../audit/verdict.ts'
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

const entry = z.object({
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
})

const head = z.object({ n: z.int(), hash: z.string(), at: instant })

export const auditRoutes = {
  'audit.list': route(
    'audit.read',
    filter.extend({ before: z.int().nullable().default(null), limit: z.int().min(1).max(200).default(100) }),
    z.object({ rows: z.array(entry), more: z.boolean() }),
  ),
  'audit.status': route(
    'audit.read',
    nothing,
    z.object({
      entries: z.int(),
      head: head.nullable(),
      /** The last entry that the project has, and when it said so; nothing where there is no project. */
      sent: z.object({ seq: z.int(), at: instant }).nullable(),
    }),
  ),
  /** Verifies all of it; nothing when it was stopped. */
  'audit.verify': route('audit.read', nothing, auditVerdict.nullable()),
  'audit.progress': route('audit.read', nothing, z.object({ done: z.int(), of: z.int() }).nullable()),
  'audit.stop': route('audit.read', nothing, nothing),
  'audit.export': route('audit.read', filter.extend({ format: tableFormat }), writtenFile),
  /** The chain as it is kept, for a check elsewhere. */
  'audit.chain': route('audit.read', nothing, writtenFile),
} as const
