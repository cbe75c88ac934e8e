import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { KINDS, PROOFS } from '../../shared/contract/packages.ts'
import { LANGUAGES } from '../../shared/contract/desk.ts'
import { EVENT_TYPES, PACKAGE_STATUSES } from '../../shared/packages/lifecycle.ts'
import { ATTACHMENT_TYPES } from '../../shared/messaging/limits.ts'
import { CONVERSATION_STATUSES } from '../../shared/messaging/schema.ts'
import { ROLES } from '../../shared/staff/permissions.ts'

// The synced tables as migrations/replica leave them. JavaScript names are the SQL names; a test compares both.
// For types and that test: what runs names tables and columns through columns.ts, which costs no start-up time.

const key = { id: text().primaryKey(), building_id: text().notNull() }
const stamps = {
  created_at: text().notNull(),
  updated_at: text().notNull(),
  deleted_at: text(),
  /** The server's number of the row's last change; null until the server has numbered it. */
  change_seq: integer(),
}

export const buildings = sqliteTable('buildings', {
  ...key,
  name: text().notNull(),
  address: text().notNull().default(''),
  timezone: text().notNull().default('America/Toronto'),
  languages: text().notNull().default('["fr","en"]'),
  settings: text().notNull().default('{}'),
  ...stamps,
})

export const staff = sqliteTable('staff', {
  ...key,
  user_id: text(),
  display_name: text().notNull(),
  role: text({ enum: ROLES }).notNull(),
  active: integer().notNull().default(1),
  ...stamps,
})

export const desks = sqliteTable('desks', {
  ...key,
  name: text().notNull(),
  letter: text().notNull(),
  ...stamps,
})

export const units = sqliteTable('units', {
  ...key,
  number: text().notNull(),
  floor: integer(),
  tower: text(),
  ...stamps,
})

export const residents = sqliteTable('residents', {
  ...key,
  given_name: text().notNull().default(''),
  family_name: text().notNull(),
  aliases: text().notNull().default('[]'),
  language: text({ enum: LANGUAGES }).notNull().default('fr'),
  email: text(),
  phone: text(),
  channels: text().notNull().default('["email"]'),
  emergency_contact: text(),
  notes: text().notNull().default(''),
  confirmed_on: text(),
  ...stamps,
})

export const occupancies = sqliteTable('occupancies', {
  ...key,
  resident_id: text().notNull(),
  unit_id: text().notNull(),
  kind: text({ enum: ['owner', 'tenant', 'occupant'] }).notNull(),
  from_date: text(),
  to_date: text(),
  receives_packages: integer().notNull().default(1),
  ...stamps,
})

export const authorisations = sqliteTable('authorisations', {
  ...key,
  resident_id: text().notNull(),
  name: text().notNull(),
  note: text().notNull().default(''),
  from_date: text(),
  to_date: text(),
  ...stamps,
})

export const absences = sqliteTable('absences', {
  ...key,
  resident_id: text().notNull(),
  kind: text({ enum: ['hold', 'forward'] }).notNull(),
  from_date: text().notNull(),
  to_date: text().notNull(),
  note: text().notNull().default(''),
  ...stamps,
})

export const shelves = sqliteTable('shelves', {
  ...key,
  code: text().notNull(),
  name: text().notNull(),
  ...stamps,
})

export const packages = sqliteTable('packages', {
  ...key,
  short_number: text().notNull(),
  label_code: text().notNull(),
  pickup_code: text().notNull(),
  unit_id: text(),
  resident_id: text(),
  carrier: text().notNull(),
  tracking_number: text(),
  raw_barcode: text(),
  symbology: text(),
  kind: text({ enum: KINDS }).notNull().default('parcel'),
  perishable: integer().notNull().default(0),
  oversize: integer().notNull().default(0),
  signature_required: integer().notNull().default(0),
  shelf_id: text(),
  note: text().notNull().default(''),
  written_name: text(),
  status: text({ enum: PACKAGE_STATUSES }).notNull(),
  direction: text({ enum: ['incoming', 'outgoing'] })
    .notNull()
    .default('incoming'),
  received_at: text().notNull(),
  received_by: text().notNull(),
  ...stamps,
})

export const packageEvents = sqliteTable('package_events', {
  ...key,
  package_id: text().notNull(),
  act_id: text().notNull(),
  type: text({ enum: EVENT_TYPES }).notNull(),
  from_status: text({ enum: PACKAGE_STATUSES }),
  to_status: text({ enum: PACKAGE_STATUSES }),
  actor_id: text().notNull(),
  desk_id: text().notNull(),
  at: text().notNull(),
  detail: text().notNull().default('{}'),
  undoes_act_id: text(),
  ...stamps,
})

export const handovers = sqliteTable('handovers', {
  ...key,
  package_id: text().notNull(),
  act_id: text().notNull(),
  resident_id: text(),
  collected_by: text().notNull(),
  proof: text({ enum: PROOFS }).notNull(),
  signature: text(),
  handed_by: text().notNull(),
  at: text().notNull(),
  ...stamps,
})

export const notices = sqliteTable('notices', {
  ...key,
  package_id: text().notNull(),
  resident_id: text(),
  channel: text({ enum: ['email', 'sms', 'app', 'in_person'] }).notNull(),
  language: text({ enum: LANGUAGES }).notNull(),
  template: text().notNull(),
  state: text({ enum: ['waiting', 'sent', 'failed', 'cancelled'] }).notNull(),
  send_after: text().notNull(),
  sent_at: text(),
  error: text(),
  ...stamps,
})

export const carrierRules = sqliteTable('carrier_rules', {
  ...key,
  carrier: text().notNull(),
  prefix: text().notNull(),
  length: integer(),
  ...stamps,
})

export const conversations = sqliteTable('conversations', {
  ...key,
  subject: text().notNull().default(''),
  unit_id: text(),
  package_id: text(),
  status: text({ enum: CONVERSATION_STATUSES }).notNull().default('open'),
  snoozed_until: text(),
  assignee_id: text(),
  status_seen_at: text(),
  ...stamps,
})

export const conversationParticipants = sqliteTable('conversation_participants', {
  ...key,
  conversation_id: text().notNull(),
  staff_id: text(),
  resident_id: text(),
  last_delivered_at: text(),
  last_read_at: text(),
  ...stamps,
})

export const announcements = sqliteTable('announcements', {
  ...key,
  subject_fr: text().notNull(),
  subject_en: text().notNull(),
  body_fr: text().notNull(),
  body_en: text().notNull(),
  audience: text({ enum: ['everyone', 'floor', 'parcels_waiting'] }).notNull(),
  floor: integer(),
  author_id: text().notNull(),
  recipients: integer(),
  ...stamps,
})

export const messages = sqliteTable('messages', {
  ...key,
  conversation_id: text().notNull(),
  author_staff_id: text(),
  author_resident_id: text(),
  body: text().notNull(),
  internal_note: integer().notNull().default(0),
  announcement_id: text(),
  files: integer().notNull().default(0),
  sent_at: text().notNull(),
  received_at: text(),
  edited_at: text(),
  removed_at: text(),
  ...stamps,
})

export const attachments = sqliteTable('attachments', {
  ...key,
  message_id: text().notNull(),
  name: text().notNull(),
  type: text({ enum: ATTACHMENT_TYPES }).notNull(),
  bytes: integer().notNull(),
  width: integer(),
  height: integer(),
  ...stamps,
})

export const messageTemplates = sqliteTable('message_templates', {
  ...key,
  shortcut: text().notNull(),
  title_fr: text().notNull(),
  title_en: text().notNull(),
  body_fr: text().notNull(),
  body_en: text().notNull(),
  ...stamps,
})

/** Every synced table by its SQL name, parents before children. */
export const SYNCED = {
  buildings,
  staff,
  desks,
  units,
  residents,
  occupancies,
  authorisations,
  absences,
  shelves,
  packages,
  package_events: packageEvents,
  handovers,
  notices,
  carrier_rules: carrierRules,
  conversations,
  conversation_participants: conversationParticipants,
  announcements,
  messages,
  attachments,
  message_templates: messageTemplates,
} as const

export type SyncedTable = keyof typeof SYNCED

/** A stored row, column names as in SQL. */
export type Row<T extends SyncedTable = SyncedTable> = (typeof SYNCED)[T]['$inferSelect']
type Insert<T extends SyncedTable> = (typeof SYNCED)[T]['$inferInsert']
type Filled = 'id' | 'building_id' | 'created_at' | 'updated_at'
/** A row to insert: what SQL defaults, and what the store fills in, may be absent. */
export type NewRow<T extends SyncedTable = SyncedTable> = T extends SyncedTable
  ? Omit<Insert<T>, Filled> & Partial<Pick<Insert<T>, Filled & keyof Insert<T>>>
  : never
/** One row of one table, as bulk loads carry it. */
export type TableRow = { [T in SyncedTable]: { table: T; row: Insert<T> } }[SyncedTable]
