import { DeskError } from '../../../shared/contract/errors.ts'
import type { BelongingKind } from '../../../shared/people/kinds.ts'
import { phonesIn, type Phone } from '../../../shared/people/phones.ts'
import { textsIn } from '../../../shared/text/lists.ts'
import type { ServiceDeps } from '../deps.ts'
import { asOneHome, type EnteredStay } from '../directory/oneHome.ts'
import { personOf, ROWS_OF } from '../merged.ts'
import { PLACE_OF } from '../parcel/event.ts'
import { rowsAbout } from '../people/history.ts'
import { unitName } from '../sql.ts'
import { privacyOfficer, type PrivacyOfficer } from './officer.ts'

type Fact = string | number | null
type Facts = Record<string, unknown>

interface Entry {
  id: string
  given_name: string
  family_name: string
  also_called: string[]
  language: 'fr' | 'en'
  email: string | null
  phones: Phone[]
  channels: string[]
  emergency_contact: string | null
  notes_of_the_desk: string
  preferred_way_of_collecting: 'desk' | 'door' | 'other_person' | null
  accessibility_need: string
  confirmed_on: string | null
  number_in_another_system: string | null
  entered_at: string
}
interface Home {
  unit: string
  kind: 'owner' | 'tenant' | 'occupant'
  from: string | null
  to: string | null
  share: string | null
}
interface Span {
  from: string | null
  to: string | null
  note: string
}
interface Parcel {
  id: string
  number: string
  status: 'received' | 'notified' | 'on_hold' | 'picked_up' | 'forwarded' | 'returned' | 'lost'
  removed: boolean
  carrier: string
  tracking_number: string | null
  barcode: string | null
  unit: string | null
  name_on_label: string | null
  note: string
  received_at: string
}
interface HandOver {
  /** Of the parcel. */
  number: string
  at: string
  collected_by: string
  proof: 'code' | 'signature' | 'known' | 'id_seen'
  signature_svg_path: string | null
}
interface Message {
  at: string
  from: 'person' | 'desk' | 'somebody_else'
  internal_note: boolean
  text: string
  files: string[]
}

/** All that the building keeps about one person, in plain words and types: a structured, commonly used format. */
export interface PersonData {
  format: 'lofts-desk.person'
  version: 1
  made_at: string
  building: { name: string; address: string }
  /** Whom to ask about it. */
  in_charge_of_privacy: PrivacyOfficer | null
  /** One; several where somebody was entered more than once and the entries were merged. */
  entries: Entry[]
  homes: Home[]
  may_collect_for_them: (Span & { name: string })[]
  absences: (Span & { kind: 'hold' | 'forward' })[]
  belongings: (Span & { kind: BelongingKind; name: string; place: string })[]
  parcels: (Parcel & { events: Facts[]; hand_overs: HandOver[]; notices: Facts[] })[]
  /** Parcels of others that they collected. */
  collected_for_others: HandOver[]
  conversations: { subject: string; messages: Message[] }[]
  /** Who changed what about them. */
  changes: Facts[]
}

const parsed = (json: Fact): unknown => JSON.parse(String(json)) as unknown

/** Gathers it. What other people wrote in a conversation is theirs: it is named, not told. */
export function personData({ store, place, ports }: ServiceDeps, asked: string): PersonData {
  const id = personOf(store, asked)
  const rows = <R>(sql: string, ...given: Fact[]): R[] => store.prepare<R>(sql).all(...given)
  const R = ROWS_OF('?')
  const entries = rows<Record<string, Fact>>(
    `SELECT * FROM residents WHERE id IN (${R}) AND deleted_at IS NULL ORDER BY merged_into IS NOT NULL, id`,
    id,
  )
  if (entries.length === 0) throw new DeskError('NOT_FOUND')
  const handOvers = (where: string, given: string) =>
    rows<HandOver>(
      `SELECT h.at, h.collected_by, h.proof, h.signature AS signature_svg_path, p.short_number AS number
       FROM handovers h JOIN packages p ON p.id = h.package_id WHERE h.deleted_at IS NULL AND ${where} ORDER BY h.at`,
      given,
    )

  const messagesOf = (conversation: string): Message[] =>
    rows<Record<string, Fact> & { sent_at: string; body: string; id: string }>(
      `SELECT m.id, m.sent_at, m.body, m.internal_note, m.author_staff_id, m.author_resident_id,
         m.author_resident_id IN (${R}) AS own
       FROM messages m WHERE m.conversation_id = ? AND m.removed_at IS NULL AND m.deleted_at IS NULL
       ORDER BY coalesce(m.received_at, '9' || m.sent_at), m.id`,
      id,
      conversation,
    ).map((row) => {
      const from = row['author_staff_id'] !== null ? 'desk' : row['own'] === 1 ? 'person' : 'somebody_else'
      return {
        at: row.sent_at,
        from,
        internal_note: row['internal_note'] === 1,
        text: from === 'somebody_else' ? '' : row.body,
        files:
          from === 'somebody_else'
            ? []
            : rows<{ name: string }>('SELECT name FROM attachments WHERE message_id = ? ORDER BY id', row.id).map(
                ({ name }) => name,
              ),
      }
    })

  return {
    format: 'lofts-desk.person',
    version: 1,
    made_at: ports.now().toISOString(),
    building: { name: place.building.name, address: place.building.address },
    in_charge_of_privacy: privacyOfficer(store),
    entries: entries.map((row) => ({
      id: String(row['id']),
      given_name: String(row['given_name']),
      family_name: String(row['family_name']),
      also_called: textsIn(String(row['aliases'])),
      language: row['language'] as Entry['language'],
      email: row['email'] as string | null,
      phones: phonesIn(String(row['phones'])),
      channels: textsIn(String(row['channels'])),
      emergency_contact: row['emergency_contact'] as string | null,
      notes_of_the_desk: String(row['notes']),
      preferred_way_of_collecting: row['collecting'] as Entry['preferred_way_of_collecting'],
      accessibility_need: String(row['access_need']),
      confirmed_on: row['confirmed_on'] as string | null,
      number_in_another_system: row['source_id'] as string | null,
      entered_at: String(row['created_at']),
    })),
    homes: asOneHome(
      rows<Home & EnteredStay>(
        `SELECT o.id, o.resident_id AS entryId, o.unit_id AS unitId, ${unitName('u')} AS unit, o.kind, o.from_date AS "from", o.to_date AS "to", o.share
       FROM occupancies o JOIN units u ON u.id = o.unit_id WHERE o.resident_id IN (${R}) AND o.deleted_at IS NULL
       ORDER BY o.from_date`,
        id,
      ).map((home) => ({ ...home, personId: id })),
    ).map(({ unit, kind, from, to, share }) => ({ unit, kind, from, to, share })),
    may_collect_for_them: rows(
      `SELECT name, from_date AS "from", to_date AS "to", note FROM authorisations
       WHERE resident_id IN (${R}) AND deleted_at IS NULL ORDER BY name`,
      id,
    ),
    absences: rows(
      `SELECT kind, from_date AS "from", to_date AS "to", note FROM absences
       WHERE resident_id IN (${R}) AND deleted_at IS NULL ORDER BY from_date`,
      id,
    ),
    belongings: rows(
      `SELECT kind, name, place, from_date AS "from", to_date AS "to", note FROM belongings
       WHERE resident_id IN (${R}) AND deleted_at IS NULL ORDER BY kind, name`,
      id,
    ),
    parcels: rows<Omit<Parcel, 'removed'> & { removed: number }>(
      `SELECT p.id, p.short_number AS number, p.status, p.deleted_at IS NOT NULL AS removed, p.carrier, p.tracking_number,
         p.raw_barcode AS barcode, ${unitName('u')} AS unit, p.written_name AS name_on_label, p.note, p.received_at
       FROM packages p LEFT JOIN units u ON u.id = p.unit_id WHERE p.resident_id IN (${R}) ORDER BY p.received_at`,
      id,
    ).map((parcel) => ({
      ...parcel,
      removed: parcel.removed === 1,
      events: rows<Record<string, Fact>>(
        `SELECT e.type, e.at, e.detail FROM package_events e WHERE e.package_id = ? ORDER BY ${PLACE_OF('e')}, e.rowid`,
        parcel.id,
      ).map((event) => ({ ...event, detail: parsed(event['detail']!) })),
      hand_overs: handOvers('h.package_id = ?', parcel.id),
      notices: rows(
        'SELECT channel, language, state, sent_at FROM notices WHERE package_id = ? AND deleted_at IS NULL ORDER BY id',
        parcel.id,
      ),
    })),
    collected_for_others: handOvers(
      `h.resident_id IN (${R}) AND p.resident_id NOT IN (SELECT id FROM residents WHERE id = h.resident_id OR merged_into = h.resident_id)`,
      id,
    ),
    conversations: rows<{ id: string; subject: string }>(
      `SELECT c.id, c.subject FROM conversations c WHERE c.deleted_at IS NULL AND c.id IN
         (SELECT conversation_id FROM conversation_participants WHERE resident_id IN (${R}) AND deleted_at IS NULL)
       ORDER BY c.id`,
      id,
    ).map(({ id: conversation, subject }) => ({ subject, messages: messagesOf(conversation) })),
    changes: store
      .prepare<Record<string, Fact>>(
        `SELECT e.at, e.type, e.table_name AS "of", e.before, e.after FROM directory_events e
         WHERE e.row_id IN (${rowsAbout('person')}) ORDER BY ${PLACE_OF('e')}, e.rowid`,
      )
      .all({ id })
      .map((event) => ({ ...event, before: parsed(event['before']!), after: parsed(event['after']!) })),
  }
}
