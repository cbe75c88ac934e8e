import {
  A,
  AT,
  CONVERSATION,
  DESK,
  MESSAGE,
  PARCEL,
  RESIDENT,
  STAFF,
  uid,
  UNIT,
  USERS,
  type Role,
  type Row,
} from './ids.ts'
import { insertSql } from './seed.ts'
import { eventRow, messageRow, parcelRow } from './seedRows.ts'
import type { World } from './people.ts'

const base = { id: uid(500), building_id: A }
const of = (role: Role): string => (role in STAFF ? STAFF[role as keyof typeof STAFF] : STAFF.desk)

/** Messages of today that announce files: of each who is somebody in this building. */
const OWN: Partial<Record<Role, string>> = { resident: uid(521), desk: uid(522), manager: uid(523), admin: uid(524) }

/** Writes these messages, so that a file may come with each. */
export async function announceFiles(world: World): Promise<void> {
  for (const [role, id] of Object.entries(OWN))
    await world.db.query(
      ...insertSql('messages', {
        ...messageRow(
          id,
          role === 'resident' ? { author_resident_id: RESIDENT.mine } : { author_staff_id: of(role as Role) },
        ),
        received_at: new Date().toISOString(),
        files: 5,
      }),
    )
}

/** New rows that the database itself would take: the first belongs to the role 'resident', a second one to a neighbour. */
export const NEW: Record<string, (role: Role) => Row[]> = {
  buildings: () => [{ id: uid(501), building_id: uid(501), name: 'C' }],
  staff: () => [{ ...base, display_name: 'Neuf', role: 'desk' }],
  desks: () => [{ ...base, name: 'Garage', letter: 'G' }],
  units: () => [{ ...base, number: '900' }],
  residents: () => [{ ...base, family_name: 'Neuf' }],
  occupancies: () => [{ ...base, resident_id: RESIDENT.mine, unit_id: UNIT, kind: 'tenant' }],
  authorisations: () => [RESIDENT.mine, RESIDENT.neighbour].map((resident_id) => ({ ...base, resident_id, name: 'X' })),
  absences: () =>
    [RESIDENT.mine, RESIDENT.neighbour].map((resident_id) => ({
      ...base,
      resident_id,
      kind: 'hold',
      from_date: '2026-12-01',
      to_date: '2026-12-02',
    })),
  belongings: () => [{ ...base, resident_id: RESIDENT.mine, kind: 'key', name: 'X' }],
  shelves: () => [{ ...base, code: 'Z', name: 'Z' }],
  packages: (role) => [parcelRow(base.id, { received_by: of(role) })],
  package_events: (role) => [eventRow(base.id, PARCEL.mine, uid(502), 'edited', { actor_id: of(role), desk_id: DESK })],
  handovers: (role) => [
    {
      ...base,
      package_id: PARCEL.mine,
      act_id: uid(502),
      collected_by: 'X',
      proof: 'known',
      handed_by: of(role),
      at: AT,
    },
  ],
  notices: () => [
    {
      ...base,
      package_id: PARCEL.mine,
      channel: 'email',
      language: 'fr',
      template: 'arrived',
      state: 'waiting',
      send_after: AT,
    },
  ],
  notice_deliveries: () => [
    { ...base, notice_id: uid(98), person_id: RESIDENT.neighbour, channel: 'sms', state: 'leaving' },
  ],
  carrier_rules: () => [{ ...base, carrier: 'x', prefix: 'X' }],
  conversations: () => [{ ...base, subject: 'X' }],
  conversation_participants: () => [{ ...base, conversation_id: CONVERSATION.mine, resident_id: RESIDENT.neighbour }],
  announcements: (role) => [
    {
      ...base,
      subject_fr: 'X',
      subject_en: 'X',
      body_fr: 'X',
      body_en: 'X',
      audience: 'everyone',
      author_id: of(role),
    },
  ],
  messages: (role) =>
    role === 'resident'
      ? [
          messageRow(base.id, { author_resident_id: RESIDENT.mine }),
          messageRow(uid(503), { author_resident_id: RESIDENT.neighbour, conversation_id: CONVERSATION.neighbours }),
        ]
      : [messageRow(base.id, { author_staff_id: of(role) })],
  attachments: (role) =>
    [OWN[role] ?? MESSAGE.mine, MESSAGE.neighbours].map((message_id, i) => ({
      ...base,
      id: uid(504 + i),
      message_id,
      name: 'a.pdf',
      type: 'application/pdf',
      bytes: 10,
    })),
  message_templates: () => [{ ...base, shortcut: 'x', title_fr: 'X', title_en: 'X', body_fr: 'X', body_en: 'X' }],
  directory_events: (role) => [
    {
      ...base,
      act_id: uid(502),
      type: 'changed',
      table_name: 'absences',
      row_id: uid(85),
      actor_id: of(role),
      desk_id: DESK,
      at: AT,
    },
  ],
  erasures: (role) => [
    {
      ...base,
      act_id: uid(502),
      resident_id: RESIDENT.neighbour,
      shown_as: 'Personne effacée',
      actor_id: of(role),
      desk_id: DESK,
      at: AT,
    },
  ],
  incidents: (role) => [
    {
      ...base,
      act_id: uid(505),
      incident_id: uid(505),
      information: 'x',
      circumstances: 'x',
      happened: 'x',
      known_on: '2026-11-20',
      persons: 1,
      risk_against: 'x',
      measures: 'x',
      actor_id: of(role),
      desk_id: DESK,
      at: AT,
    },
  ],
  resident_accounts: () => [{ ...base, resident_id: RESIDENT.neighbour, user_id: USERS.resident }],
}

/** A harmless change, of a column that somebody may change; else of any. */
export const CHANGE: Record<string, string> = {
  buildings: `name = 'x'`,
  staff: `display_name = 'x'`,
  desks: `name = 'x'`,
  units: `tower = 'x'`,
  residents: `notes = 'x'`,
  occupancies: `kind = 'tenant'`,
  authorisations: `note = 'x'`,
  absences: `note = 'x'`,
  belongings: `note = 'x'`,
  shelves: `name = 'x'`,
  packages: `note = 'x'`,
  package_events: `detail = '{"x":1}'`,
  handovers: `deleted_at = now()`,
  notices: `error = 'x'`,
  notice_deliveries: `reason = 'x'`,
  carrier_rules: `carrier = 'x'`,
  conversations: `subject = 'x'`,
  conversation_participants: `last_read_at = last_read_at`,
  announcements: `floor = 1`,
  messages: `edited_at = now()`,
  attachments: `name = 'x'`,
  message_templates: `title_fr = 'x'`,
  directory_events: `after = '{"x":1}'`,
  incidents: `deleted_at = now()`,
  erasures: `also = '["x"]'`,
  resident_accounts: `revoked_at = now()`,
}
