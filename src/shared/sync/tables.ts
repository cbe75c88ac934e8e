import { KINDS, PROOFS } from '../packages/kinds.ts'
import { SHELF_TAKES } from '../packages/shelfSizes.ts'
import { EVENT_TYPES, PACKAGE_STATUSES } from '../packages/lifecycle.ts'
import {
  ABSENCE_KINDS,
  BELONGING_KINDS,
  COLLECTING,
  DIRECTORY_CHANGES,
  DIRECTORY_TABLES,
  NOTICE_RULES,
  OCCUPANCY_KINDS,
  UNIT_KINDS,
} from '../people/kinds.ts'
import { ERASED_NAMES } from '../privacy/erasing.ts'
import { ROLES } from '../staff/permissions.ts'
import { PERSON_PROOFS } from '../staff/proof.ts'
import { LANGUAGES } from '../text/languages.ts'
import {
  COMMON,
  bool,
  date,
  id,
  instant,
  int,
  json,
  or,
  orNull,
  text,
  word,
  type Column,
  type ColumnKind,
} from './columns.ts'
import { DELIVERY_TABLES, NOTICE_TABLES } from './noticeTables.ts'
import { MESSAGING_TABLES } from './messagingTables.ts'

/**
 * Every synced table, parents before children, and its columns, by the same names in SQLite, in Postgres and on the wire. Types of
 * rows, lists of columns and the limits of texts come from here; tests compare it with both databases.
 */
export const TABLES = {
  buildings: {
    ...COMMON,
    name: text(200),
    address: or(text(500), ''),
    timezone: or(text(64), 'America/Toronto'),
    languages: or(json(500), '["fr","en"]'),
    /** What desks remember for each other of files that they read, and whether the building is invented. */
    settings: or(json(20_000), '{}'),
    // The settings of the building (shared/settings/list.ts).
    country: or(text(2), 'CA'),
    notice_grace_minutes: or(int, 1),
    quiet_hours: or(text(11), ''),
    reminder_days: or(json(100), '[3,7]'),
    keep_signatures_days: or(int, 30),
    keep_notices_days: or(int, 90),
    keep_parcels_months: or(int, 12),
    keep_messages_months: or(int, 24),
    keep_audit_months: or(int, 36),
    privacy_name: or(text(200), ''),
    privacy_title: or(text(200), ''),
    privacy_contact: or(text(500), ''),
    // How notices leave: minutes that a letter waits for another parcel of its person, by whom it is signed and answered, by which
    // ways, in which words; days and hour of reminders, those of food in hours.
    notice_bundle_minutes: or(int, 5),
    notice_sender: or(text(100), ''),
    notice_reply_to: or(text(320), ''),
    notice_channels: or(json(100), '["email","sms"]'),
    notice_texts: or(json(20_000), '{}'),
    reminder_weekdays: or(json(100), '[1,2,3,4,5,6]'),
    reminder_time: or(text(5), '10:00'),
    food_reminder_hours: or(json(100), '[2,5]'),
  },
  staff: {
    ...COMMON,
    user_id: orNull(id),
    display_name: text(200),
    role: word(ROLES),
    active: or(bool, 1),
  },
  desks: {
    ...COMMON,
    name: text(60),
    letter: text(2),
  },
  units: {
    ...COMMON,
    number: text(40),
    floor: orNull(int),
    tower: orNull(text(100)),
    kind: or(word(UNIT_KINDS), 'residential'),
    notice_rule: or(word(NOTICE_RULES), 'all'),
    note: or(text(1000), ''),
  },
  residents: {
    ...COMMON,
    given_name: or(text(200), ''),
    family_name: text(200),
    aliases: or(json(4000), '[]'),
    language: or(word(LANGUAGES), 'fr'),
    email: orNull(text(320)),
    phones: or(json(4000), '[]'),
    channels: or(json(500), '["email"]'),
    emergency_contact: orNull(text(500)),
    notes: or(text(4000), ''),
    confirmed_on: orNull(date),
    source_id: orNull(text(100)),
    collecting: orNull(word(COLLECTING)),
    access_need: or(text(500), ''),
    /** The entry that speaks for this person; null for one that speaks for itself. */
    merged_into: orNull(id),
    /** Entries that look alike and are somebody else, as a person said. */
    distinct_from: or(json(4000), '[]'),
    /** By kind of notice the channels that they chose for it; a kind that is not named goes by `channels`. */
    notice_choices: or(json(500), '{}'),
  },
  occupancies: {
    ...COMMON,
    resident_id: id,
    unit_id: id,
    kind: word(OCCUPANCY_KINDS),
    from_date: orNull(date),
    to_date: orNull(date),
    receives_packages: or(bool, 1),
    notified: or(bool, 0),
    share: orNull(text(40)),
  },
  authorisations: {
    ...COMMON,
    resident_id: id,
    name: text(200),
    note: or(text(1000), ''),
    from_date: orNull(date),
    to_date: orNull(date),
  },
  absences: {
    ...COMMON,
    resident_id: id,
    kind: word(ABSENCE_KINDS),
    from_date: date,
    to_date: date,
    note: or(text(1000), ''),
  },
  shelves: {
    ...COMMON,
    code: text(40),
    name: text(200),
    /** How many parcels it holds; null: nobody said. */
    capacity: orNull(int),
    /** What it is for. */
    takes: or(word(SHELF_TAKES), 'any'),
  },
  packages: {
    ...COMMON,
    short_number: text(20),
    label_code: text(60),
    pickup_code: text(20),
    unit_id: orNull(id),
    resident_id: orNull(id),
    carrier: text(40),
    tracking_number: orNull(text(120)),
    raw_barcode: orNull(text(8192)),
    symbology: orNull(text(8)),
    kind: or(word(KINDS), 'parcel'),
    perishable: or(bool, 0),
    oversize: or(bool, 0),
    signature_required: or(bool, 0),
    shelf_id: orNull(id),
    note: or(text(500), ''),
    written_name: orNull(text(200)),
    status: word(PACKAGE_STATUSES),
    direction: or(word(['incoming', 'outgoing']), 'incoming'),
    received_at: instant,
    received_by: id,
  },
  package_events: {
    ...COMMON,
    package_id: id,
    act_id: id,
    type: word(EVENT_TYPES),
    from_status: orNull(word(PACKAGE_STATUSES)),
    to_status: orNull(word(PACKAGE_STATUSES)),
    actor_id: id,
    desk_id: id,
    at: instant,
    detail: or(json(20_000), '{}'),
    undoes_act_id: orNull(id),
    proved_by: orNull(word(PERSON_PROOFS)),
  },
  handovers: {
    ...COMMON,
    package_id: id,
    act_id: id,
    resident_id: orNull(id),
    collected_by: text(200),
    proof: word(PROOFS),
    signature: orNull(text(60_000)),
    handed_by: id,
    at: instant,
  },
  ...NOTICE_TABLES,
  carrier_rules: {
    ...COMMON,
    carrier: text(40),
    prefix: text(20),
    length: orNull(int),
  },
  ...MESSAGING_TABLES,
  directory_events: {
    ...COMMON,
    act_id: id,
    type: word(DIRECTORY_CHANGES),
    table_name: word(DIRECTORY_TABLES),
    row_id: id,
    before: or(json(20_000), '{}'),
    after: or(json(20_000), '{}'),
    actor_id: id,
    desk_id: id,
    at: instant,
    undoes_act_id: orNull(id),
    proved_by: orNull(word(PERSON_PROOFS)),
    batch_id: orNull(id),
    /** Why it was undone that late. */
    reason: orNull(text(500)),
  },
  belongings: {
    ...COMMON,
    resident_id: id,
    kind: word(BELONGING_KINDS),
    name: text(200),
    place: or(text(200), ''),
    note: or(text(1000), ''),
    from_date: orNull(date),
    to_date: orNull(date),
  },
  erasures: {
    ...COMMON,
    act_id: id,
    resident_id: id,
    shown_as: word(ERASED_NAMES, 40),
    /** Rows of others that named the person, by their ids. */
    also: or(json(20_000), '[]'),
    actor_id: id,
    desk_id: id,
    at: instant,
    proved_by: orNull(word(PERSON_PROOFS)),
  },
  /** Entries of the register of confidentiality incidents. */
  incidents: {
    ...COMMON,
    act_id: id,
    /** The act that entered the incident. */
    incident_id: id,
    information: or(text(2000), ''),
    information_unknown: or(text(2000), ''),
    circumstances: text(4000),
    happened: text(200),
    known_on: date,
    persons: int,
    persons_estimated: or(bool, 0),
    risk_for: or(text(4000), ''),
    risk_against: or(text(4000), ''),
    is_serious: or(bool, 0),
    commission_on: orNull(date),
    persons_on: orNull(date),
    notices_why: or(text(2000), ''),
    measures: text(4000),
    actor_id: id,
    desk_id: id,
    at: instant,
    proved_by: orNull(word(PERSON_PROOFS)),
  },
  ...DELIVERY_TABLES,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Column>>>>

export type SyncTable = keyof typeof TABLES

/** How each column of each table travels. */
export const SYNC_TABLES = Object.fromEntries(
  Object.entries(TABLES).map(([table, columns]) => [
    table,
    Object.fromEntries(Object.entries(columns).map(([name, { kind }]) => [name, kind])),
  ]),
) as { readonly [T in SyncTable]: { readonly [C in keyof (typeof TABLES)[T]]: ColumnKind } }

export type { ColumnKind } from './columns.ts'
