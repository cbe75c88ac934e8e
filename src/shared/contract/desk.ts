import { z } from 'zod'
import { PERMISSIONS, ROLES } from '../staff/permissions.ts'
import { printJob } from './packages.ts'
import { id, instant, nothing, route, text } from './route.ts'
import { pairedScanner } from './scanners.ts'

export const LABEL_SIZES = ['102x152', '62x100', '57x32', '54x25'] as const
export const LANGUAGES = ['fr', 'en'] as const

/** Settings of this desk, not of the building. */
export const deskSettings = z.object({
  language: z.enum(LANGUAGES),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  soundVolume: z.number().min(0).max(1),
  label: z.object({
    size: z.enum(LABEL_SIZES),
    dpi: z.union([z.literal(203), z.literal(300)]),
    autoPrint: z.boolean(),
  }),
  printer: z.object({ transport: z.enum(['cups', 'pdf-folder']), name: text(200).nullable() }),
  scanner: z.object({
    /** The keyboard layout that the scanner itself is set to, not the one of the system. */
    layout: z.enum(['us', 'ca-fr', 'ca-multix', 'fr', 'uk']),
    /** The longest pause between two keys of one scan. */
    maxGapMs: z.number().int().min(20).max(120),
    minLength: z.number().int().min(3).max(20),
    /** The gun sends Enter or Tab after each code, as nearly all do: a scan that just stops is asked for again. */
    requireTerminator: z.boolean(),
  }),
  /** Scanners in HID POS mode that were set up at this desk. */
  scanners: z.array(pairedScanner).max(32),
})

export type DeskSettings = z.infer<typeof deskSettings>

export const DEFAULT_SETTINGS: DeskSettings = {
  language: 'fr',
  theme: 'system',
  soundVolume: 0.6,
  label: { size: '102x152', dpi: 203, autoPrint: true },
  printer: { transport: 'pdf-folder', name: null },
  scanner: { layout: 'us', maxGapMs: 50, minLength: 5, requireTerminator: true },
  scanners: [],
}

const person = z.object({ id, name: z.string(), role: z.enum(ROLES) })

export const backup = z.object({
  file: z.string(),
  at: instant,
  bytes: z.number().int(),
  packages: z.number().int(),
  good: z.boolean(),
})

/** How the store stands. Everything but 'ready' is shown as one screen that says what to do. */
export const storeState = z.discriminatedUnion('state', [
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
      building: z.object({
        id,
        name: z.string(),
        address: z.string(),
        timezone: z.string(),
        languages: z.array(z.enum(LANGUAGES)),
      }),
      desk: z.object({ id, name: z.string(), letter: z.string() }),
      actor: person,
      staff: z.array(person),
      /** At a connected desk each person signs in themselves; nobody is switched to by a click. */
      ownSignIn: z.boolean(),
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
      printers: z.array(
        z.object({
          name: z.string(),
          isDefault: z.boolean(),
          state: z.enum(['idle', 'printing', 'stopped', 'unknown']),
          reason: z.string().nullable(),
        }),
      ),
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

export type StoreState = z.infer<typeof storeState>
export type Language = (typeof LANGUAGES)[number]
