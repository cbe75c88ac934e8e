import { z } from 'zod'
import { LABEL_SIZE_IDS } from '../labels/sizes.ts'
import { LANGUAGES } from '../text/languages.ts'
import {
  BUILDING_KEYS,
  DESK_SETTINGS,
  DEVICE_KEYS,
  LOOK_KEYS,
  type BuildingKey,
  type DeskKey,
} from '../settings/list.ts'
import { PRINTER_LANGUAGES, TRANSPORTS } from '../printing/settings.ts'
import { labelDpi } from './printing.ts'
import { act, id, lastSet, nothing, route, text } from './route.ts'
import { pairedScanner } from './scanners.ts'

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
  /** After so many minutes without a hand the console locks, where the person on duty has a PIN; 0: never by itself. */
  lockMinutes: z.int().min(0).max(120),
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
const lookSettings = z.strictObject(deskSettings.pick(LOOK_KEYS).partial().shape)
/** What the desk prints on and reads with: a wrong value sends labels elsewhere. */
const deviceSettings = z.strictObject(deskSettings.pick(DEVICE_KEYS).partial().shape)

export const DEFAULT_SETTINGS: DeskSettings = {
  language: 'fr',
  theme: 'system',
  soundVolume: 0.6,
  lessonDone: false,
  enterSends: true,
  lockMinutes: 5,
  label: { size: '102x152', dpi: 203, autoPrint: true },
  printer: { transport: 'pdf-folder', name: null, language: 'pdf', anywhere: false },
  scanner: { layout: 'us', maxGapMs: 50, minLength: 5, requireTerminator: true },
  scanners: [],
}

const buildingKey = z.enum(BUILDING_KEYS as readonly [BuildingKey, ...BuildingKey[]])
const deskKey = z.enum(Object.keys(DESK_SETTINGS) as [DeskKey, ...DeskKey[]])
const typed = text(8000)

export const settingsRoutes = {
  /** What is decided for the building, as it is typed; its desks; and who decided it last. What was never changed has nobody. */
  'settings.get': route(
    'building.read',
    nothing,
    z.object({
      building: z.record(buildingKey, z.object({ value: z.string(), set: lastSet.nullable() })),
      desks: z.array(
        z.object({ id, name: z.string(), letter: z.string(), isThis: z.boolean(), set: lastSet.nullable() }),
      ),
      desk: z.partialRecord(deskKey, lastSet.omit({ desk: true })),
    }),
  ),
  'settings.save': route('building.write', z.object({ key: buildingKey, value: typed }), act),
  'desks.save': route('building.write', z.object({ id, name: typed, letter: typed }), act),
  'settings.set': route(null, lookSettings, deskSettings),
  'settings.setDevices': route('settings.write', deviceSettings, deskSettings),
} as const
