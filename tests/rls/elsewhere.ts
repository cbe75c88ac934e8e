import { AT, B, DESK_B, RESIDENT, STAFF, uid, type Row } from './ids.ts'
import { insertSql } from './seed.ts'
import { eventRow, messageRow, parcelRow } from './seedRows.ts'
import type { World } from './people.ts'

/** A row of building B in each table. */
export const THERE: Readonly<Record<string, string>> = {
  buildings: B,
  staff: STAFF.other,
  desks: DESK_B,
  units: uid(731),
  residents: RESIDENT.elsewhere,
  occupancies: uid(781),
  authorisations: uid(783),
  absences: uid(785),
  shelves: uid(752),
  packages: uid(761),
  package_events: uid(791),
  handovers: uid(796),
  notices: uid(797),
  carrier_rules: uid(799),
  conversations: uid(701),
  conversation_participants: uid(721),
  announcements: uid(732),
  messages: uid(711),
  attachments: uid(741),
  message_templates: uid(753),
  directory_events: uid(755),
  belongings: uid(787),
  resident_accounts: uid(754),
  erasures: uid(758),
  incidents: uid(764),
  notice_deliveries: uid(798),
}
/** Somebody of building B who was erased. */
const GONE_B = uid(757)
/** An id that no row has. */
export const NOWHERE = uid(999_999)
export const ACT_B = uid(771)

/** Fills building B: a row in each table. */
export async function furnish(world: World): Promise<void> {
  const base = { building_id: B, created_at: AT }
  const [resident_id, package_id, conversation_id] = [RESIDENT.elsewhere, THERE['packages']!, THERE['conversations']!]
  const rows: Record<string, Row> = {
    units: { number: '101' },
    occupancies: { resident_id, unit_id: THERE['units'], kind: 'owner' },
    authorisations: { resident_id, name: 'X' },
    absences: { resident_id, kind: 'hold', from_date: '2026-12-01', to_date: '2026-12-02' },
    shelves: { code: 'E1', name: 'E1' },
    packages: parcelRow(package_id, {
      ...base,
      unit_id: THERE['units'],
      resident_id,
      received_by: STAFF.other,
      status: 'picked_up',
    }),
    package_events: eventRow(THERE['package_events']!, package_id, ACT_B, 'handed_over', {
      ...base,
      from_status: 'received',
      to_status: 'picked_up',
      actor_id: STAFF.other,
      desk_id: DESK_B,
    }),
    handovers: { package_id, act_id: ACT_B, collected_by: 'X', proof: 'known', handed_by: STAFF.other, at: AT },
    notices: { package_id, channel: 'email', language: 'fr', template: 'arrived', state: 'sent', send_after: AT },
    notice_deliveries: { notice_id: THERE['notices'], person_id: resident_id, channel: 'email', state: 'accepted' },
    carrier_rules: { carrier: 'x', prefix: 'X' },
    conversations: { subject: 'X' },
    conversation_participants: { conversation_id, resident_id },
    announcements: {
      subject_fr: 'X',
      subject_en: 'X',
      body_fr: 'X',
      body_en: 'X',
      audience: 'everyone',
      author_id: STAFF.other,
    },
    messages: messageRow(THERE['messages']!, { ...base, conversation_id, author_resident_id: resident_id }),
    attachments: { message_id: THERE['messages'], name: 'a.pdf', type: 'application/pdf', bytes: 10 },
    message_templates: { shortcut: 'x', title_fr: 'X', title_en: 'X', body_fr: 'X', body_en: 'X' },
    directory_events: {
      act_id: uid(756),
      type: 'added',
      table_name: 'absences',
      row_id: THERE['absences'],
      actor_id: STAFF.other,
      desk_id: DESK_B,
      at: AT,
    },
    belongings: { resident_id, kind: 'fob', name: 'X' },
    resident_accounts: { resident_id, user_id: uid(908) },
    incidents: {
      act_id: uid(765),
      incident_id: uid(765),
      information: 'x',
      circumstances: 'x',
      happened: 'x',
      known_on: '2026-11-20',
      persons: 1,
      risk_against: 'x',
      measures: 'x',
      actor_id: STAFF.other,
      desk_id: DESK_B,
      at: AT,
    },
    erasures: {
      act_id: uid(759),
      resident_id: GONE_B,
      shown_as: 'Personne effacée',
      actor_id: STAFF.other,
      desk_id: DESK_B,
      at: AT,
    },
  }
  await world.db.query('begin')
  await world.db.query(...insertSql('residents', { id: GONE_B, building_id: B, family_name: 'Parti' }))
  for (const [table, row] of Object.entries(rows)) {
    const { created_at: _, ...plain } = { ...base, ...row, id: THERE[table]! }
    await world.db.query(...insertSql(table, plain))
  }
  await world.db.query('commit')
}
