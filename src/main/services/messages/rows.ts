import { cleanLine, stripMisleading } from '../../../shared/messaging/clean.ts'
import { deliveryOf, type Marker } from '../../../shared/messaging/delivery.ts'
import type { Attachment, Author, ConversationRow, Delivery } from '../../../shared/messaging/schema.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { homeOn, todayAt } from '../directory/homes.ts'
import { JOIN_PERSON } from '../merged.ts'
import { ordersOf } from '../order.ts'
import { personName } from '../parcel/rows.ts'

/** A message's place in its thread: arrival, and after everything that has arrived what still waits here. */
export const PLACE = `coalesce(m.received_at, '9' || m.sent_at)`

export interface MessageRecord {
  id: string
  conversation_id: string
  author_staff_id: string | null
  author_resident_id: string | null
  staff_name: string | null
  given_name: string | null
  family_name: string | null
  body: string
  internal_note: number
  announcement_id: string | null
  files: number
  sent_at: string
  received_at: string | null
  edited_at: string | null
  removed_at: string | null
}

export const MESSAGE_SELECT = `
  SELECT m.id, m.conversation_id, m.author_staff_id, m.author_resident_id, s.display_name AS staff_name, r.given_name,
    r.family_name, m.body, m.internal_note, m.announcement_id, m.files, m.sent_at, m.received_at, m.edited_at, m.removed_at
  FROM messages m LEFT JOIN staff s ON s.id = m.author_staff_id ${JOIN_PERSON('m.author_resident_id')}`

export interface ConversationRecord {
  id: string
  subject: string
  status: ConversationRow['status']
  snoozed_until: string | null
  assignee_id: string | null
  assignee_name: string | null
  unit_id: string | null
  unit_number: string | null
  package_id: string | null
  short_number: string | null
  carrier: string | null
  package_status: string | null
  last_id: string | null
  last_read_at: string | null
  draft: number
}

interface PersonRecord {
  id: string
  given_name: string
  family_name: string
  language: 'fr' | 'en'
  deleted_at: string | null
  last_delivered_at: string | null
  last_read_at: string | null
}

/** What rows of messaging look like from the place of the person on duty. */
export function messageRows(deps: ServiceDeps) {
  const { store, place } = deps
  const order = ordersOf(place)
  const taking = store.prepare<PersonRecord>(
    `SELECT r.id, r.given_name, r.family_name, r.language, r.deleted_at,
       max(p.last_delivered_at) AS last_delivered_at, max(p.last_read_at) AS last_read_at
     FROM conversation_participants p ${JOIN_PERSON('p.resident_id', 'JOIN')}
     WHERE p.conversation_id = ? AND p.deleted_at IS NULL GROUP BY r.id ORDER BY r.id`,
  )
  const people = (conversationId: string) => taking.all(conversationId).toSorted(order.people)
  const one = store.prepare<MessageRecord>(`${MESSAGE_SELECT} WHERE m.id = ?`)
  const unread = store.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM messages INDEXED BY messages_from_residents
     WHERE conversation_id = @id AND author_resident_id IS NOT NULL AND removed_at IS NULL AND received_at > @after`,
  )
  const filesOf = store.prepare<Attachment>(
    'SELECT id, name, type, bytes, width, height FROM attachments WHERE message_id = ? AND deleted_at IS NULL ORDER BY id',
  )
  const joined = store.prepare<{ created_at: string }>('SELECT created_at FROM staff WHERE id = ?')

  const authorName = (record: MessageRecord): string =>
    stripMisleading(
      record.author_staff_id !== null ? (record.staff_name ?? '') : personName(record.given_name, record.family_name),
    )
  /** Who wrote messages that are shown together: where a resident lives is looked up once. */
  function authors(): (record: MessageRecord) => Author {
    const units = new Map<string, string | null>()
    const unitOf = (id: string): string | null => {
      const known = units.get(id)
      if (known !== undefined) return known
      const unit = homeOn(store, id, todayAt(deps))?.unitNumber ?? null
      units.set(id, unit)
      return unit
    }
    return (record) => {
      const { author_staff_id: staff, author_resident_id: resident } = record
      const name = authorName(record)
      if (staff !== null) return { kind: 'staff', id: staff, name }
      return { kind: 'resident', id: resident ?? '', name, unit: resident && unitOf(resident) }
    }
  }
  const nameOf = (row: PersonRecord): string => stripMisleading(personName(row.given_name, row.family_name))
  const markersOf = (found: readonly PersonRecord[]): Marker[] =>
    found.map((row) => ({ name: nameOf(row), deliveredAt: row.last_delivered_at, readAt: row.last_read_at }))
  const residentsOf = (found: readonly PersonRecord[]): ConversationRow['residents'] =>
    found.map((row) => ({ id: row.id, name: nameOf(row), language: row.language, gone: row.deleted_at !== null }))
  const recipients = (conversationId: string): Marker[] => markersOf(people(conversationId))
  const delivery = (record: MessageRecord, markers: readonly Marker[]): Delivery | null => {
    if (record.author_staff_id === null) return null
    if (record.received_at === null) return { state: 'sending' }
    return record.internal_note === 1 ? null : deliveryOf(record.received_at, markers)
  }
  /** From where on messages are unread for someone who has read nothing: since they work here. */
  const readSince = (actor: Actor): string => joined.get(actor.id)?.created_at ?? ''

  return {
    one,
    authors,
    recipients,
    delivery,
    readSince,
    residents: (conversationId: string) => residentsOf(people(conversationId)),
    filesOf: (messageId: string) => filesOf.all(messageId),
    conversation(record: ConversationRecord, actor: Actor, since: string): ConversationRow {
      const last = record.last_id === null ? undefined : one.get(record.last_id)
      const found = people(record.id)
      return {
        id: record.id,
        subject: stripMisleading(record.subject),
        status: record.status,
        snoozedUntil: record.status === 'snoozed' ? record.snoozed_until : null,
        assignee: record.assignee_id === null ? null : { id: record.assignee_id, name: record.assignee_name ?? '' },
        unit: record.unit_id === null ? null : { id: record.unit_id, name: record.unit_number ?? '' },
        residents: residentsOf(found),
        parcel:
          record.package_id === null
            ? null
            : {
                id: record.package_id,
                shortNumber: record.short_number ?? '',
                carrier: record.carrier ?? '',
                status: record.package_status ?? '',
              },
        last: last
          ? {
              author: authorName(last),
              mine: last.author_staff_id === actor.id,
              text: last.removed_at ? '' : cleanLine(stripMisleading(last.body.slice(0, 400))).slice(0, 160),
              at: last.received_at ?? last.sent_at,
              removed: last.removed_at !== null,
              internalNote: last.internal_note === 1,
              attachments: last.removed_at ? 0 : last.files,
              delivery: delivery(last, markersOf(found)),
            }
          : null,
        unread: unread.get({ id: record.id, after: record.last_read_at ?? since })!.n,
        draft: record.draft === 1,
      }
    },
  }
}

export type MessageRows = ReturnType<typeof messageRows>
