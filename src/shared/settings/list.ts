import type { Permission } from '../staff/permissions.ts'
import type { Shape } from './shapes.ts'

/** The parts of the settings screen, in their order. */
export const SECTIONS = [
  'building',
  'desks',
  'desk',
  'labels',
  'printer',
  'scanner',
  'shelves',
  'carriers',
  'notices',
  'reminders',
  'retention',
  'privacy',
  'staff',
  'audit',
  'backups',
  'project',
] as const
export type Section = (typeof SECTIONS)[number]

interface BuildingSetting {
  readonly section: Section
  readonly right: Permission
  readonly shape: Shape
}

const building = <const S extends Shape>(section: Section, shape: S) =>
  ({ section, right: 'building.write', shape }) as const
const number = (min: number, max: number, unit: 'minutes' | 'days' | 'months') =>
  ({ kind: 'number', min, max, unit }) as const

/**
 * What is decided for the whole building, by its column of the building's row: who may, where it stands on the screen, what it holds.
 * Defaults and the longest texts stand with the columns (shared/sync/tables.ts), words with the screen.
 */
export const BUILDING_SETTINGS = {
  name: building('building', { kind: 'text', most: 200, isNeeded: true }),
  address: building('building', { kind: 'text', most: 500, isNeeded: false, lines: true }),
  timezone: building('building', { kind: 'zone' }),
  languages: building('building', { kind: 'languages' }),
  country: building('building', { kind: 'country' }),
  notice_grace_minutes: building('notices', number(0, 240, 'minutes')),
  quiet_hours: building('notices', { kind: 'hours' }),
  notice_bundle_minutes: building('notices', number(0, 60, 'minutes')),
  notice_channels: building('notices', { kind: 'channels' }),
  notice_sender: building('notices', { kind: 'text', most: 100, isNeeded: false }),
  notice_reply_to: building('notices', { kind: 'email', most: 320 }),
  reminder_days: building('reminders', { kind: 'steps', most: 5, max: 90, unit: 'days' }),
  reminder_weekdays: building('reminders', { kind: 'weekdays' }),
  reminder_time: building('reminders', { kind: 'time' }),
  food_reminder_hours: building('reminders', { kind: 'steps', most: 5, max: 72, unit: 'hours' }),
  keep_signatures_days: building('retention', number(1, 730, 'days')),
  keep_notices_days: building('retention', number(1, 730, 'days')),
  keep_parcels_months: building('retention', number(1, 84, 'months')),
  keep_messages_months: building('retention', number(1, 84, 'months')),
  keep_audit_months: building('retention', number(12, 120, 'months')),
  privacy_name: building('privacy', { kind: 'text', most: 200, isNeeded: false }),
  privacy_title: building('privacy', { kind: 'text', most: 200, isNeeded: false }),
  privacy_contact: building('privacy', { kind: 'text', most: 500, isNeeded: false, lines: true }),
} as const satisfies Readonly<Record<string, BuildingSetting>>

export type BuildingKey = keyof typeof BUILDING_SETTINGS
export const BUILDING_KEYS = Object.keys(BUILDING_SETTINGS) as readonly BuildingKey[]

interface DeskSetting {
  /** Null: nobody looks for it on the screen. */
  readonly section: Section | null
  /** Null: whoever stands at the desk may, also before signing in. */
  readonly right: Permission | null
}

/** What is decided for one computer. What each holds is checked by shared/contract/settings.ts. */
export const DESK_SETTINGS = {
  language: { section: 'desk', right: null },
  theme: { section: 'desk', right: null },
  soundVolume: { section: 'desk', right: null },
  enterSends: { section: null, right: null },
  lessonDone: { section: null, right: null },
  lockMinutes: { section: 'staff', right: 'settings.write' },
  label: { section: 'labels', right: 'settings.write' },
  printer: { section: 'printer', right: 'settings.write' },
  scanner: { section: 'scanner', right: 'settings.write' },
  scanners: { section: null, right: 'settings.write' },
} as const satisfies Readonly<Record<string, DeskSetting>>

export type DeskKey = keyof typeof DESK_SETTINGS
/** Those that whoever stands at the desk may change. */
type LookKey = { [K in DeskKey]: (typeof DESK_SETTINGS)[K]['right'] extends null ? K : never }[DeskKey]

const maskOf = <K extends DeskKey>(isIn: (right: Permission | null) => boolean) =>
  Object.fromEntries(
    Object.entries(DESK_SETTINGS).flatMap(([key, { right }]) => (isIn(right) ? [[key, true]] : [])),
  ) as Record<K, true>
/** The settings that need no right, and those that need one, as zod picks them. */
export const LOOK_KEYS = maskOf<LookKey>((right) => right === null)
export const DEVICE_KEYS = maskOf<Exclude<DeskKey, LookKey>>((right) => right !== null)
