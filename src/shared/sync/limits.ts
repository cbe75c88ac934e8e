import type { SYNC_TABLES, SyncTable } from './tables.ts'

type TextColumn<T extends SyncTable> = {
  [C in keyof (typeof SYNC_TABLES)[T]]: (typeof SYNC_TABLES)[T][C] extends 'text' | 'json' ? C : never
}[keyof (typeof SYNC_TABLES)[T]]

/**
 * The longest value that the server takes: characters of a text, bytes of JSON as Postgres keeps it. A column of either kind without
 * a limit does not compile; a test compares the list with the constraints in Postgres and with what the desk lets people write.
 */
export const TEXT_LIMITS: { readonly [T in SyncTable]: { readonly [C in TextColumn<T>]: number } } = {
  buildings: { name: 200, address: 500, timezone: 64, languages: 500, settings: 20_000 },
  staff: { display_name: 200, role: 20 },
  desks: { name: 200, letter: 2 },
  units: { number: 40, tower: 100 },
  residents: {
    given_name: 200,
    family_name: 200,
    aliases: 4000,
    language: 20,
    email: 320,
    phone: 64,
    channels: 500,
    emergency_contact: 500,
    notes: 4000,
  },
  occupancies: { kind: 20 },
  authorisations: { name: 200, note: 1000 },
  absences: { kind: 20, note: 1000 },
  shelves: { code: 40, name: 200 },
  packages: {
    short_number: 20,
    label_code: 60,
    pickup_code: 20,
    carrier: 40,
    tracking_number: 120,
    raw_barcode: 8192,
    symbology: 20,
    kind: 20,
    note: 1000,
    written_name: 200,
    status: 20,
    direction: 20,
  },
  package_events: { type: 20, from_status: 20, to_status: 20, detail: 20_000 },
  handovers: { collected_by: 200, proof: 20, signature: 60_000 },
  notices: { channel: 20, language: 20, template: 60, state: 20, error: 1000 },
  carrier_rules: { carrier: 40, prefix: 40 },
  conversations: { subject: 120, status: 20 },
  conversation_participants: {},
  announcements: { subject_fr: 120, subject_en: 120, body_fr: 4000, body_en: 4000, audience: 20 },
  messages: { body: 4000 },
  attachments: { name: 200, type: 40 },
  message_templates: { shortcut: 30, title_fr: 120, title_en: 120, body_fr: 4000, body_en: 4000 },
}
