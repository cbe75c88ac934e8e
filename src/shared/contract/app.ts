import { z } from 'zod'
import { instant, nothing, route, text } from './route.ts'
import { deskSettings } from './settings.ts'

export const backup = z.object({
  file: z.string(),
  at: instant,
  bytes: z.int(),
  packages: z.int(),
  good: z.boolean(),
})

/** What became of the acts that a damaged file still held when a backup took its place. */
export const restoreOutcome = z.object({
  /** Acts that the backup lacked. */
  found: z.int(),
  applied: z.int(),
  /** Acts on rows that are not here yet: they show when the project has been read. */
  waiting: z.int(),
  /** Acts that a person has to look at. */
  refused: z.int(),
  /** Acts of which not even the name could be read. */
  unreadable: z.int(),
  /** A file could not be read, or not all of it; it is kept. */
  unread: z.boolean(),
  /** Somebody chose to go back; nothing was damaged. */
  wanted: z.boolean().optional(),
  /** What was done since the backup and was left behind by that choice. */
  dropped: z.int().optional(),
  /** With that choice another building may have come: the name of the one that is open now. */
  building: z.string().optional(),
})
export type RestoreOutcome = z.infer<typeof restoreOutcome>

/** How the store stands. Everything but 'ready' is shown as one screen that says what to do. */
export const storeState = z.discriminatedUnion('state', [
  /** `restored`: what the last restore brought, until somebody has read it. */
  z.object({ state: z.literal('ready'), restored: restoreOutcome.optional() }),
  /** Nothing has begun here yet: somebody says with what. */
  z.object({ state: z.literal('first') }),
  z.object({ state: z.literal('damaged'), detail: z.string(), backups: z.array(backup) }),
  /** A building stood here and its file does not: moved or deleted, not damaged. */
  z.object({ state: z.literal('gone'), detail: z.string(), path: z.string(), backups: z.array(backup) }),
  z.object({ state: z.literal('newer'), found: z.int(), known: z.int() }),
  z.object({ state: z.literal('read_only'), path: z.string() }),
  z.object({ state: z.literal('disk_full'), path: z.string() }),
  z.object({ state: z.literal('failed'), detail: z.string() }),
])

/** What weakens this run of the program: told in the window as long as it runs. */
export const RUNTIME_WARNINGS = ['older_runtime', 'no_sandbox'] as const

export const appRoutes = {
  /** First question of a new window; answers also while the store is closed. */
  'app.status': route(
    null,
    nothing,
    z.object({
      store: storeState,
      /** The clock of the building that stood here last, known also while its data is closed. */
      timezone: z.string().nullable(),
      version: z.string(),
      settings: deskSettings,
      /** Where it runs: shown on the device page and in support. */
      platform: z.string(),
      warnings: z.array(z.enum(RUNTIME_WARNINGS)),
    }),
  ),
  'app.restore': route(null, z.object({ file: text(1000) }), storeState),
  /** Puts the damaged file aside, where there is one, and begins with an empty building. */
  'app.startFresh': route(null, nothing, storeState),
  /** Somebody has read what the last restore brought. */
  'app.restoreSeen': route(null, nothing, storeState),
  'app.retry': route(null, nothing, storeState),
  /** Opens an address of a message outside of the program. */
  'app.openLink': route(
    'messages.read',
    z.object({ url: z.url({ protocol: /^(https?|mailto|tel)$/ }).max(4000) }),
    nothing,
  ),
} as const

export type StoreState = z.infer<typeof storeState>
export type RuntimeWarning = (typeof RUNTIME_WARNINGS)[number]
