import type { AttachmentType } from '../../shared/messaging/kinds.ts'
import type { ModelConversation } from '../../shared/messaging/model.ts'
import type { ConversationRow, SystemLine } from '../../shared/messaging/schema.ts'

/** What public.resident_conversations() answers for one conversation. */
export interface Context {
  id: string
  building_id: string
  subject: string
  status: ConversationRow['status']
  snoozed_until: string | null
  me: { participant_id: string; resident_id: string; last_read_at: string | null; last_delivered_at: string | null }
  people: { id: string; name: string; language: 'fr' | 'en'; gone: boolean }[]
  staff: { id: string; name: string; last_read_at: string | null; last_delivered_at: string | null }[]
  unit: { id: string; name: string } | null
  parcel: { id: string; short_number: string; carrier: string; status: string } | null
  lines: { id: string; event: SystemLine['event']; at: string }[]
}

/** A row of public.messages. */
export interface MessageRow {
  id: string
  conversation_id: string
  author_staff_id: string | null
  author_resident_id: string | null
  body: string
  announcement_id: string | null
  files: number
  sent_at: string
  received_at: string
  edited_at: string | null
  removed_at: string | null
  change_seq: number
}

/** A row of public.attachments. */
export interface AttachmentRow {
  id: string
  message_id: string
  name: string
  type: AttachmentType
  bytes: number
  width: number | null
  height: number | null
  change_seq: number
}

export const MESSAGE_COLUMNS =
  'id, conversation_id, author_staff_id, author_resident_id, body, announcement_id, files, sent_at, received_at, edited_at, removed_at, change_seq'
export const ATTACHMENT_COLUMNS = 'id, message_id, name, type, bytes, width, height, change_seq'

/** Postgres writes times with an offset; everything here compares them as text of one form. */
export const instant = (given: string): string => new Date(given).toISOString()
export const instantOrNull = (given: string | null): string | null => (given === null ? null : instant(given))

/** A conversation as the model keeps it, its messages apart. */
export function fromContext(context: Context): Omit<ModelConversation, 'messages'> {
  const { parcel } = context
  const marker = (given: { name: string; last_read_at: string | null; last_delivered_at: string | null }) => ({
    name: given.name,
    readAt: given.last_read_at,
    deliveredAt: given.last_delivered_at,
  })
  return {
    id: context.id,
    subject: context.subject,
    status: context.status,
    snoozedUntil: context.snoozed_until,
    unit: context.unit,
    residents: context.people.map(({ id, name, language, gone }) => ({ id, name, language, gone })),
    parcel: parcel && {
      id: parcel.id,
      shortNumber: parcel.short_number,
      carrier: parcel.carrier,
      status: parcel.status,
    },
    lines: parcel
      ? context.lines.map(({ id, event, at }) => ({
          kind: 'parcel',
          id,
          event,
          at,
          parcel: { id: parcel.id, shortNumber: parcel.short_number, carrier: parcel.carrier },
          to: null,
          by: null,
        }))
      : [],
    markers: {
      [context.me.resident_id]: marker({ name: '', ...context.me }),
      ...Object.fromEntries(context.staff.map((each) => [each.id, marker(each)])),
    },
  }
}
