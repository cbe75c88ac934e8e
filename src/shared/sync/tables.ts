import { AUDIENCES, ATTACHMENT_TYPES, CONVERSATION_STATUSES } from '../messaging/kinds.ts'
import { KINDS, PROOFS } from '../packages/kinds.ts'
import { EVENT_TYPES, PACKAGE_STATUSES } from '../packages/lifecycle.ts'
import { ABSENCE_KINDS, OCCUPANCY_KINDS } from '../people/kinds.ts'
import { ROLES } from '../staff/permissions.ts'
import { LANGUAGES } from '../text/languages.ts'
import {
  bool,
  date,
  id,
  instant,
  int,
  json,
  or,
  orNull,
  seq,
  text,
  word,
  type Column,
  type ColumnKind,
} from './columns.ts'

const COMMON = {
  id,
  building_id: id,
  created_at: instant,
  updated_at: instant,
  deleted_at: orNull(instant),
  /** The server's number of the row's last change; null until the server has numbered it. */
  change_seq: orNull(seq),
} as const

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
    settings: or(json(20_000), '{}'),
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
  },
  residents: {
    ...COMMON,
    given_name: or(text(200), ''),
    family_name: text(200),
    aliases: or(json(4000), '[]'),
    language: or(word(LANGUAGES), 'fr'),
    email: orNull(text(320)),
    phone: orNull(text(64)),
    channels: or(json(500), '["email"]'),
    emergency_contact: orNull(text(500)),
    notes: or(text(4000), ''),
    confirmed_on: orNull(date),
  },
  occupancies: {
    ...COMMON,
    resident_id: id,
    unit_id: id,
    kind: word(OCCUPANCY_KINDS),
    from_date: orNull(date),
    to_date: orNull(date),
    receives_packages: or(bool, 1),
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
  notices: {
    ...COMMON,
    package_id: id,
    resident_id: orNull(id),
    channel: word(['email', 'sms', 'app', 'in_person']),
    language: word(LANGUAGES),
    template: text(60),
    state: word(['waiting', 'sent', 'failed', 'cancelled']),
    send_after: instant,
    sent_at: orNull(instant),
    error: orNull(text(1000)),
  },
  carrier_rules: {
    ...COMMON,
    carrier: text(40),
    prefix: text(20),
    length: orNull(int),
  },
  conversations: {
    ...COMMON,
    subject: or(text(120), ''),
    unit_id: orNull(id),
    package_id: orNull(id),
    status: or(word(CONVERSATION_STATUSES), 'open'),
    snoozed_until: orNull(instant),
    assignee_id: orNull(id),
    status_seen_at: orNull(instant),
  },
  conversation_participants: {
    ...COMMON,
    conversation_id: id,
    staff_id: orNull(id),
    resident_id: orNull(id),
    last_delivered_at: orNull(instant),
    last_read_at: orNull(instant),
  },
  announcements: {
    ...COMMON,
    subject_fr: text(120),
    subject_en: text(120),
    body_fr: text(4000),
    body_en: text(4000),
    audience: word(AUDIENCES),
    floor: orNull(int),
    author_id: id,
    recipients: orNull(int),
  },
  messages: {
    ...COMMON,
    conversation_id: id,
    author_staff_id: orNull(id),
    author_resident_id: orNull(id),
    body: text(4000),
    internal_note: or(bool, 0),
    announcement_id: orNull(id),
    files: or(int, 0),
    sent_at: instant,
    received_at: orNull(instant),
    edited_at: orNull(instant),
    removed_at: orNull(instant),
  },
  attachments: {
    ...COMMON,
    message_id: id,
    name: text(200),
    type: word(ATTACHMENT_TYPES, 40),
    bytes: int,
    width: orNull(int),
    height: orNull(int),
  },
  message_templates: {
    ...COMMON,
    shortcut: text(30),
    title_fr: text(120),
    title_en: text(120),
    body_fr: text(4000),
    body_en: text(4000),
  },
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
