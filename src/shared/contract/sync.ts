import { z } from 'zod'
import { PACKAGE_STATUSES } from '../packages/lifecycle.ts'
import { textLimit } from '../sync/limits.ts'
import { REFUSED_ACT_CODES } from '../sync/wire.ts'
import { id, instant, nothing, route, text } from './route.ts'

export const SYNC_STATES = [
  'offline',
  'connecting',
  'signing-in',
  'catching-up',
  'live',
  'polling',
  'signed-out',
  'incompatible',
] as const

/** How sending and reading stand. */
export const syncStatus = z.object({
  state: z.enum(SYNC_STATES),
  /** Acts that are saved on this desk and not yet sent. */
  waiting: z.int(),
  waitingSince: instant.nullable(),
  /** When everything was last sent and everything read (this desk's clock). */
  lastCompleteSync: instant.nullable(),
  refusedCount: z.int(),
  /** Server clock minus this clock; null until a server has answered. */
  skewMs: z.number().nullable(),
  /** Rows read so far while the replica is filled anew; null otherwise. */
  filling: z.int().nullable(),
  /** Why the last request came to nothing, as a code; null after one that worked. */
  problem: z.string().nullable(),
})

/** What an act was about, so that the screen can say it in words. */
export const actAbout = {
  id,
  /** The act's name, packages.hand_over for example. */
  name: z.string(),
  at: instant,
  actor: z.string(),
  /** The first parcels of the act, and how many it touched. */
  packages: z.array(z.object({ id, shortNumber: z.string(), unit: z.string().nullable() })),
  packageCount: z.int(),
  /** What else it names: a carrier, a person, a unit. */
  subject: z.string().nullable(),
}

/** An act that waits to be sent. */
export const waitingAct = z.object({
  ...actAbout,
  attempts: z.int(),
  nextAttemptAt: instant.nullable(),
  lastError: z.string().nullable(),
})

/** What a person writes in the place of a value that was refused: no longer than the server takes it. */
const correction = z
  .object({ table: text(60), id, column: text(60), value: text(40_000) })
  .refine(({ table, column, value }) => value.length <= (textLimit(table, column) ?? value.length), { path: ['value'] })

/** An act that the server refused, or that builds on a refused one. */
export const refusedAct = z.object({
  ...actAbout,
  refusedAt: instant,
  code: z.enum(REFUSED_ACT_CODES),
  /** Who was first, for a step that came second. */
  first: z
    .object({
      by: z.string().nullable(),
      at: instant.nullable(),
      to: z.string().nullable(),
      status: z.enum(PACKAGE_STATUSES).nullable(),
      shortNumber: z.string().nullable(),
      removed: z.boolean(),
    })
    .nullable(),
  /** What the server said, for support; never the only words. */
  detail: z.string(),
  /** The refused act that this one builds on. It is decided with that one. */
  causeId: id.nullable(),
  /** How many acts build on this one. */
  dependants: z.int(),
  /** Whether who is on duty may send it again or give it up: its author, and who may do all that it does. */
  mayDecide: z.boolean(),
  /** What a person may correct before it is sent again. */
  fields: z.array(z.object({ table: z.string(), id, column: z.string(), value: z.string() })),
  /** What somebody wrote in it, for who may read messages: nothing else holds it any more. */
  texts: z.array(
    z.object({
      /** Of an announcement and a template, which are written in both. */
      language: z.enum(['fr', 'en']).nullable(),
      internalNote: z.boolean(),
      title: z.string(),
      body: z.string(),
    }),
  ),
  /** The conversation that it belongs to, where there is one at this desk. */
  conversationId: id.nullable(),
})

export const syncRoutes = {
  /** Null while this desk is not connected to a project. */
  'sync.status': route('building.read', nothing, syncStatus.nullable()),
  /** Sends and reads at once, whatever it was waiting for. */
  'sync.now': route('building.read', nothing, nothing),
  'sync.waiting': route('packages.read', nothing, z.object({ acts: z.array(waitingAct), total: z.int() })),
  'sync.refused': route('packages.read', nothing, z.object({ acts: z.array(refusedAct), total: z.int() })),
  /** Sends a refused act again, with what builds on it, as new acts. */
  'sync.retry': route(
    'packages.correct',
    z.object({
      id,
      edits: z.array(correction).max(100).default([]),
    }),
    z.object({ queued: z.int() }),
  ),
  /** Gives a refused act up, with what builds on it. */
  'sync.discard': route('packages.correct', z.object({ id }), z.object({ discarded: z.int() })),
} as const

export type SyncState = (typeof SYNC_STATES)[number]
export type SyncStatus = z.infer<typeof syncStatus>
export type WaitingAct = z.infer<typeof waitingAct>
export type RefusedAct = z.infer<typeof refusedAct>
