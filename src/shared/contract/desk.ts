import { z } from 'zod'
import { PERMISSIONS, ROLES } from '../staff/permissions.ts'
import { printJob } from './packages.ts'
import { id, instant, nothing, route, text } from './route.ts'

export const LABEL_SIZES = ['102x152', '62x100', '57x32', '54x25'] as const
export const LANGUAGES = ['fr', 'en'] as const

/** Settings of this desk, not of the building. */
export const deskSettings = z.object({
  language: z.enum(LANGUAGES).default('fr'),
  theme: z.enum(['system', 'light', 'dark', 'contrast']).default('system'),
  soundVolume: z.number().min(0).max(1).default(0.6),
  label: z
    .object({
      size: z.enum(LABEL_SIZES).default('102x152'),
      dpi: z.union([z.literal(203), z.literal(300)]).default(203),
      autoPrint: z.boolean().default(true),
    })
    .prefault({}),
  printer: z
    .object({ transport: z.enum(['cups', 'pdf-folder']).default('pdf-folder'), name: text(200).nullable().default(null) })
    .prefault({}),
  scanner: z
    .object({
      layout: z.enum(['us', 'ca-fr', 'ca-multix', 'fr', 'uk']).default('us'),
      maxGapMs: z.number().int().min(20).max(120).default(50),
      minLength: z.number().int().min(3).max(20).default(5),
    })
    .prefault({}),
})

const person = z.object({ id, name: z.string(), role: z.enum(ROLES) })

export const backup = z.object({ file: z.string(), at: instant, bytes: z.number().int(), packages: z.number().int(), good: z.boolean() })

/** How the store stands. Everything but 'ready' is shown as one screen that says what to do. */
export const storeState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('opening') }),
  z.object({ state: z.literal('ready') }),
  z.object({ state: z.literal('damaged'), detail: z.string(), backups: z.array(backup) }),
  z.object({ state: z.literal('newer'), found: z.number().int(), known: z.number().int() }),
  z.object({ state: z.literal('read_only'), path: z.string() }),
  z.object({ state: z.literal('disk_full'), path: z.string() }),
  z.object({ state: z.literal('failed'), detail: z.string() }),
])

export const deskRoutes = {
  /** First question of a new window; answers also while the store is closed. */
  'app.status': route(
    null,
    nothing,
    z.object({
      store: storeState,
      version: z.string(),
      settings: deskSettings,
      /** Where it runs: shown on the device page and in support. */
      platform: z.string(),
    }),
  ),
  'app.restore': route(null, z.object({ file: text(1000) }), storeState),
  /** Puts the damaged file aside and begins with an empty sample building. */
  'app.startFresh': route(null, nothing, storeState),
  'app.retry': route(null, nothing, storeState),
  'session.get': route(
    'building.read',
    nothing,
    z.object({
      building: z.object({ id, name: z.string(), address: z.string(), timezone: z.string(), languages: z.array(z.enum(LANGUAGES)) }),
      desk: z.object({ id, name: z.string(), letter: z.string() }),
      actor: person,
      staff: z.array(person),
      permissions: z.array(z.enum(PERMISSIONS)),
      shelves: z.array(z.object({ id, code: z.string(), name: z.string() })),
    }),
  ),
  'session.switch': route('building.read', z.object({ staffId: id }), person),
  'settings.set': route(null, deskSettings.partial(), deskSettings),
  'labels.print': route('labels.print', z.object({ packageId: id }), z.object({ printJobId: id })),
  'printing.status': route(
    'packages.read',
    nothing,
    z.object({
      printers: z.array(z.object({ name: z.string(), isDefault: z.boolean(), state: z.enum(['idle', 'printing', 'stopped', 'unknown']), reason: z.string().nullable() })),
      /** Why the system's printers cannot be listed, or null. */
      problem: z.string().nullable(),
      folder: z.string(),
      jobs: z.array(printJob),
    }),
  ),
  'printing.retry': route('labels.print', z.object({ jobId: id }), z.object({})),
  'printing.cancel': route('labels.print', z.object({ jobId: id }), z.object({})),
  'printing.openFolder': route('labels.print', nothing, nothing),
} as const

export type DeskSettings = z.infer<typeof deskSettings>
export type StoreState = z.infer<typeof storeState>
export type Language = (typeof LANGUAGES)[number]
