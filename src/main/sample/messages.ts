import { participantId } from '../../shared/messaging/ids.ts'
import type { TableRow } from '../store/schema.ts'
import type { Addressee } from './directory.ts'
import { startOfDay } from '../../shared/time/zone.ts'
import { HOUR_MS, MINUTE_MS, opening, ZONE, type SampleParts } from './parts.ts'
import type { Random } from '../../shared/random.ts'
import { CONVERSATIONS, TEMPLATES, type SampleConversation } from './messageTexts.ts'

export interface MessageSetting {
  addressees: readonly Addressee[]
  staffIds: readonly string[]
  /** Parcels that wait, with whose they are. */
  parcels: readonly { id: string; residentId: string | null }[]
}

/** Conversations of the last days in both languages, and the desk's prepared texts. */
export function* sampleMessages(parts: SampleParts, setting: MessageSetting): Generator<TableRow> {
  const { random, now, row, id } = parts
  const opened = new Date(now.getTime() - 400 * 24 * HOUR_MS)
  for (const template of TEMPLATES) yield row('message_templates', opened, { id: id(opened), ...template })

  const taken = new Set<string>()
  const withParcel = (language: string) =>
    setting.addressees.find(
      (person) =>
        person.language === language &&
        !taken.has(person.residentId) &&
        setting.parcels.some(({ residentId }) => residentId === person.residentId),
    )
  const anybody = (language: string) => {
    const free = setting.addressees.filter((person) => person.language === language && !taken.has(person.residentId))
    return free.length > 0 ? random.pick(free) : undefined
  }
  for (const conversation of CONVERSATIONS) {
    const person = (conversation.parcel && withParcel(conversation.language)) || anybody(conversation.language)
    if (!person) continue
    taken.add(person.residentId)
    yield* conversationRows(parts, setting, conversation, person)
  }
}

/** When a talk begins that takes so long, so that none of it falls into the night: that evening or the morning after it. */
function begins(random: Random, at: Date, length: number, now: Date): Date {
  const end = new Date(at.getTime() + length)
  if (at >= opening(at) && end >= opening(end)) return at
  const morning = opening(end).getTime() + random.int(HOUR_MS)
  if (morning + length < now.getTime()) return new Date(morning)
  return new Date(startOfDay(ZONE, end).getTime() - random.int(HOUR_MS) - length - 1)
}

function* conversationRows(
  { random, now, row, id }: SampleParts,
  { staffIds, parcels }: MessageSetting,
  { subject, parcel, status, snoozeHours, assigned, unread, ageHours, lines }: SampleConversation,
  person: Addressee,
): Generator<TableRow> {
  // The whole talk fits between its beginning and now.
  const step = Math.min(40 * MINUTE_MS, (ageHours * HOUR_MS) / (lines.length + 1))
  const gaps = lines.map((_, index) => (index === 0 ? 0 : Math.round(step * (0.3 + random.next() * 0.6))))
  const length = gaps.reduce((sum, gap) => sum + gap, 0)
  const begun = begins(random, new Date(now.getTime() - ageHours * HOUR_MS), length, now)
  const conversationId = id(begun)
  const staff = random.pick(staffIds)
  yield row('conversations', begun, {
    id: conversationId,
    subject,
    unit_id: person.unitId,
    package_id: parcel ? (parcels.find(({ residentId }) => residentId === person.residentId)?.id ?? null) : null,
    status,
    snoozed_until: snoozeHours ? opening(new Date(now.getTime() + snoozeHours * HOUR_MS)).toISOString() : null,
    assignee_id: assigned ? staff : null,
  })
  let at = begun.getTime()
  const arrivals: string[] = []
  for (const [index, { from, text }] of lines.entries()) {
    at += gaps[index]!
    const when = new Date(at)
    arrivals.push(when.toISOString())
    yield row('messages', when, {
      id: id(when),
      conversation_id: conversationId,
      author_staff_id: from === 'resident' ? null : staff,
      author_resident_id: from === 'resident' ? person.residentId : null,
      body: text,
      internal_note: from === 'note' ? 1 : 0,
      announcement_id: null,
      files: 0,
      sent_at: when.toISOString(),
      received_at: when.toISOString(),
      edited_at: null,
      removed_at: null,
    })
  }
  const last = arrivals.at(-1)!
  const participant = (personId: string, resident: boolean, read: string | null): TableRow =>
    row('conversation_participants', begun, {
      id: participantId(conversationId, personId),
      conversation_id: conversationId,
      staff_id: resident ? null : personId,
      resident_id: resident ? personId : null,
      last_delivered_at: last,
      last_read_at: read,
    })
  // Who wrote last has read what stands above; residents read most of the rest.
  yield participant(
    person.residentId,
    true,
    lines.at(-1)!.from === 'resident' || random.chance(0.6) ? last : (arrivals.at(-2) ?? null),
  )
  const readTo = unread ? (arrivals.at(-1 - unread) ?? null) : last
  for (const staffId of staffIds) yield participant(staffId, false, readTo)
}
