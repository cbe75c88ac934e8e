import { z } from 'zod'
import { LABEL_PROBLEMS } from '../labels/problems.ts'
import { LABEL_SIZE_IDS } from '../labels/sizes.ts'
import { PERMISSIONS, ROLES } from '../staff/permissions.ts'
import { LANGUAGES } from '../text/languages.ts'
import { PRINTER_LANGUAGES, TRANSPORTS } from '../printing/settings.ts'
import { printJob } from './packages.ts'
import { id, instant, nothing, route, text } from './route.ts'
import { pairedScanner } from './scanners.ts'

/** The resolutions that label printers have. */
const labelDpi = z.union([z.literal(203), z.literal(300)])

/** Settings of this desk, not of the building. */
export const deskSettings = z.object({
  language: z.enum(LANGUAGES),
  /** 'contrast' is the dark form of high contrast. */
  theme: z.enum(['system', 'light', 'dark', 'contrast', 'contrast_light']),
  soundVolume: z.number().min(0).max(1),
  /** The first lesson, shown while nobody here has registered a parcel yet, has been learnt. */
  lessonDone: z.boolean(),
  /** Enter sends a message; otherwise Ctrl+Enter does. */
  enterSends: z.boolean(),
  label: z.object({
    size: z.enum(LABEL_SIZE_IDS),
    dpi: labelDpi,
    autoPrint: z.boolean(),
  }),
  printer: z.object({
    transport: z.enum(TRANSPORTS),
    /** The queue's name, the address of a network printer, or the device of a USB printer. */
    name: text(200).nullable(),
    /** A page for the printer's driver, or ZPL commands sent as they are. */
    language: z.enum(PRINTER_LANGUAGES).default('pdf'),
    /** An administrator lets the network printer stand outside of the building's own network, or on another port. */
    anywhere: z.boolean().default(false),
  }),
  scanner: z.object({
    /** The keyboard layout that the scanner itself is set to, not the one of the system. */
    layout: z.enum(['us', 'ca-fr', 'ca-multix', 'fr', 'uk']),
    /** The longest pause between two keys of one scan. */
    maxGapMs: z.int().min(20).max(120),
    minLength: z.int().min(3).max(20),
    /** The gun sends Enter or Tab after each code, as nearly all do: a scan that just stops is asked for again. */
    requireTerminator: z.boolean(),
  }),
  /** Scanners in HID POS mode that were set up at this desk. */
  scanners: z.array(pairedScanner).max(32),
})

export type DeskSettings = z.infer<typeof deskSettings>

/** How the console looks and sounds: whoever stands at it may choose, also before signing in. */
const lookSettings = z.strictObject(
  deskSettings.pick({ language: true, theme: true, soundVolume: true, lessonDone: true, enterSends: true }).partial()
    .shape,
)
/** What the desk prints on and reads with: a wrong value sends labels elsewhere. */
const deviceSettings = z.strictObject(
  deskSettings.pick({ label: true, printer: true, scanner: true, scanners: true }).partial().shape,
)

export const DEFAULT_SETTINGS: DeskSettings = {
  language: 'fr',
  theme: 'system',
  soundVolume: 0.6,
  lessonDone: false,
  enterSends: true,
  label: { size: '102x152', dpi: 203, autoPrint: true },
  printer: { transport: 'pdf-folder', name: null, language: 'pdf', anywhere: false },
  scanner: { layout: 'us', maxGapMs: 50, minLength: 5, requireTerminator: true },
  scanners: [],
}

/** What a label can be made for. */
const labelSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('test') }),
  z.object({ kind: z.literal('parcel'), packageId: id }),
  z.object({ kind: z.literal('shelf'), shelfId: id }),
])

const person = z.object({ id, name: z.string(), role: z.enum(ROLES) })

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
  attention: z.int(),
  /** Acts of which not even the name could be read. */
  unreadable: z.int(),
  /** A file could not be read, or not all of it; it is kept. */
  unread: z.boolean(),
})
export type RestoreOutcome = z.infer<typeof restoreOutcome>

/** How the store stands. Everything but 'ready' is shown as one screen that says what to do. */
export const storeState = z.discriminatedUnion('state', [
  /** `restored`: what the last restore brought, until somebody has read it. */
  z.object({ state: z.literal('ready'), restored: restoreOutcome.optional() }),
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

export const deskRoutes = {
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
        /** Invented, to try the program with. */
        isSample: z.boolean(),
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
  'settings.set': route(null, lookSettings, deskSettings),
  'settings.setDevices': route('settings.write', deviceSettings, deskSettings),
  'labels.print': route('labels.print', z.object({ packageId: id }), z.object({ printJobId: id })),
  'labels.printTest': route('labels.print', nothing, z.object({ printJobId: id })),
  'labels.printShelves': route(
    'labels.print',
    z.object({ shelfIds: z.array(id).min(1).max(200) }),
    z.object({ count: z.int() }),
  ),
  /** Draws a label as it would be printed now, dot by dot. */
  'labels.preview': route(
    'packages.read',
    z.object({ subject: labelSubject, size: z.enum(LABEL_SIZE_IDS), dpi: labelDpi }),
    z.object({
      /** A PNG of one bit for each dot, in base64. */
      png: z.string(),
      width: z.int(),
      height: z.int(),
      /** Why it would not be printed. */
      problems: z.array(z.enum(LABEL_PROBLEMS)),
      /** Characters of names that the label cannot draw; it is printed all the same. */
      missing: z.array(z.string()),
    }),
  ),
  /** Saves the sheet of command codes in the label folder and opens it. */
  'labels.commandSheet': route('labels.print', nothing, z.object({ file: z.string() })),
  /** Asks the chosen printer how it is. */
  'printing.check': route(
    'packages.read',
    nothing,
    z.object({ state: z.enum(['ready', 'attention', 'unknown']), reason: z.string().nullable() }),
  ),
  'printing.status': route(
    'packages.read',
    nothing,
    z.object({
      printers: z.array(
        z.object({
          transport: z.enum(TRANSPORTS),
          name: z.string(),
          isDefault: z.boolean(),
          state: z.enum(['idle', 'printing', 'stopped', 'unknown']),
          reason: z.string().nullable(),
        }),
      ),
      /** The ways to print that this computer has. */
      transports: z.array(z.enum(TRANSPORTS)),
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
export type RuntimeWarning = (typeof RUNTIME_WARNINGS)[number]
export type { Language } from '../text/languages.ts'
