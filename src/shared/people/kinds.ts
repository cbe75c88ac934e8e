import type { Permission } from '../staff/permissions.ts'

/** How somebody lives in a unit. */
export const OCCUPANCY_KINDS = ['owner', 'tenant', 'occupant'] as const
/** What a unit is. */
export const UNIT_KINDS = ['residential', 'commercial', 'parking', 'locker'] as const
/** Who is told of what comes for a unit: all who live there, or those whose home says so. */
export const NOTICE_RULES = ['all', 'named'] as const
/** What is done with the parcels of who is away. */
export const ABSENCE_KINDS = ['hold', 'forward'] as const
/** What goes with a person: their vehicle, what the building lent them, their pet, their storage. */
export const BELONGING_KINDS = ['vehicle', 'fob', 'key', 'pet', 'storage'] as const
/** How somebody may be told that a parcel has come. */
export const CHANNELS = ['email', 'sms', 'app'] as const
/** How somebody would rather get their parcels: at the desk, at their door, or through somebody whom they send. */
export const COLLECTING = ['desk', 'door', 'other_person'] as const
/** The tables whose changes have events: those of who lives and works here, the building with its desks and shelves, and conversations, which end with a move. */
export const DIRECTORY_TABLES = [
  'units',
  'residents',
  'occupancies',
  'authorisations',
  'absences',
  'belongings',
  'staff',
  'shelves',
  'buildings',
  'desks',
  'conversations',
] as const
/** Those of them that are decided in the settings. */
export const SETTING_TABLES: readonly DirectoryTable[] = ['buildings', 'desks', 'shelves']
/** What may be done to a row of the directory. */
export const DIRECTORY_CHANGES = ['added', 'changed', 'removed'] as const
/** What an act did to the directory, by its first row. */
export const DIRECTORY_ACTS = [
  'unit_added',
  'unit_changed',
  'unit_removed',
  'person_added',
  'person_changed',
  'person_removed',
  'person_merged',
  'person_separated',
  'home_added',
  'home_changed',
  'home_ended',
  'home_removed',
  'authorisation_added',
  'authorisation_changed',
  'authorisation_removed',
  'absence_added',
  'absence_changed',
  'absence_removed',
  'belonging_added',
  'belonging_lent',
  'belonging_ended',
  'belonging_changed',
  'belonging_removed',
  'staff_added',
  'staff_changed',
  'staff_removed',
  'shelf_added',
  'shelf_changed',
  'shelf_removed',
  'building_added',
  'building_changed',
  'building_removed',
  'desk_added',
  'desk_changed',
  'desk_removed',
  'directory_imported',
  'conversation_added',
  'conversation_changed',
  'conversation_removed',
] as const

export type BelongingKind = (typeof BELONGING_KINDS)[number]
export type Collecting = (typeof COLLECTING)[number]
export type DirectoryTable = (typeof DIRECTORY_TABLES)[number]
export type DirectoryChange = (typeof DIRECTORY_CHANGES)[number]
export type DirectoryAct = (typeof DIRECTORY_ACTS)[number]

const SUBJECTS = {
  units: 'unit',
  residents: 'person',
  occupancies: 'home',
  authorisations: 'authorisation',
  absences: 'absence',
  belongings: 'belonging',
  staff: 'staff',
  shelves: 'shelf',
  buildings: 'building',
  desks: 'desk',
  conversations: 'conversation',
} as const satisfies Record<DirectoryTable, string>

/** The name of what was done to a row. */
export const directoryAct = (table: DirectoryTable, change: DirectoryChange): DirectoryAct =>
  `${SUBJECTS[table]}_${change}`

/** What somebody must be allowed to do to change a table of the directory, here and on the server. */
export const DIRECTORY_RIGHTS = {
  units: 'directory.write',
  residents: 'directory.write',
  occupancies: 'directory.write',
  authorisations: 'directory.care',
  absences: 'directory.care',
  belongings: 'directory.care',
  staff: 'staff.write',
  shelves: 'directory.write',
  buildings: 'building.write',
  desks: 'building.write',
  conversations: 'directory.write',
} as const satisfies Record<DirectoryTable, Permission>

/** Whether it is the building's and comes back: a fob or a key. */
export const isLent = (kind: BelongingKind): boolean => kind === 'fob' || kind === 'key'
