import type { SupabaseClient } from '@supabase/supabase-js'
import { unwrap, type Ask } from './requests.ts'
import type { Model, ModelMessage } from '../../shared/messaging/model.ts'
import {
  ATTACHMENT_COLUMNS,
  fromContext,
  instant,
  instantOrNull,
  MESSAGE_COLUMNS,
  type AttachmentRow,
  type Context,
  type MessageRow,
} from './rows.ts'

/** Less than the Data API's own limit, which would cut a page in silence; few enough for a slow line. */
const PAGE = 200

/**
 * Keeps the model equal to what the server lets the resident see: all conversations by one call, and by change number the
 * messages and files that are new or changed since.
 */
export function createMirror(supabase: SupabaseClient, ask: Ask, model: Model, residentId: string) {
  let contexts = new Map<string, Context>()
  const attachments = new Map<string, AttachmentRow[]>()
  const rows = new Map<string, MessageRow>()
  const cursors = { messages: 0, attachments: 0 }

  async function changes<R extends { change_seq: number }>(
    table: 'messages' | 'attachments',
    columns: string,
  ): Promise<R[]> {
    const found: R[] = []
    let cursor = cursors[table]
    for (;;) {
      const page = unwrap(
        await ask(supabase.from(table).select(columns).gt('change_seq', cursor).order('change_seq').limit(PAGE)),
      ) as unknown as R[]
      found.push(...page)
      cursor = page.at(-1)?.change_seq ?? cursor
      if (page.length < PAGE) return found
    }
  }
  function toModel(context: Context, row: MessageRow): ModelMessage {
    const staff = context.staff.find(({ id }) => id === row.author_staff_id)
    const person = context.people.find(({ id }) => id === row.author_resident_id)
    return {
      id: row.id,
      author: row.author_staff_id
        ? { kind: 'staff', id: row.author_staff_id, name: staff?.name ?? '' }
        : {
            kind: 'resident',
            id: row.author_resident_id ?? '',
            name: person?.name ?? '',
            unit: context.unit?.name ?? null,
          },
      body: row.body,
      internalNote: false,
      sentAt: instant(row.sent_at),
      arrivedAt: instant(row.received_at),
      editedAt: instantOrNull(row.edited_at),
      removedAt: instantOrNull(row.removed_at),
      attachments: (attachments.get(row.id) ?? []).map(({ id, name, type, bytes, width, height }) => ({
        id,
        name,
        type,
        bytes,
        width,
        height,
      })),
      announcement: row.announcement_id !== null,
      failed: null,
    }
  }

  return {
    context: (conversationId: string): Context | undefined => contexts.get(conversationId),
    contexts: () => [...contexts.values()],
    /** Reads what changed; answers the messages of the desk that were not known before. */
    async read(): Promise<MessageRow[]> {
      // What is written between the three is read with the hint that it gives.
      const [answer, messages, files] = await Promise.all([
        ask(supabase.rpc('resident_conversations')),
        changes<MessageRow>('messages', MESSAGE_COLUMNS),
        changes<AttachmentRow>('attachments', ATTACHMENT_COLUMNS),
      ])
      const known = unwrap(answer) as Context[]
      // Only now: had one of the three failed, what the others brought would be passed over for good.
      cursors.messages = messages.at(-1)?.change_seq ?? cursors.messages
      cursors.attachments = files.at(-1)?.change_seq ?? cursors.attachments
      for (const file of files) {
        const others = (attachments.get(file.message_id) ?? []).filter(({ id }) => id !== file.id)
        attachments.set(file.message_id, [...others, file])
      }
      const fresh = messages.filter(({ id, author_staff_id: staff }) => staff !== null && !rows.has(id))
      for (const row of messages) rows.set(row.id, row)

      contexts = new Map(known.filter(({ me }) => me.resident_id === residentId).map((each) => [each.id, each]))
      const byConversation = Map.groupBy(rows.values(), ({ conversation_id: id }) => id)
      // Nothing of what was read stays; what waits here or was refused is the resident's own.
      for (const [id, kept] of model.all) {
        if (contexts.has(id)) continue
        kept.messages = kept.messages.filter(({ arrivedAt }) => arrivedAt === null)
        kept.residents = kept.residents.map((each) => ({ ...each, gone: true }))
        if (kept.messages.length === 0) model.all.delete(id)
      }
      for (const context of contexts.values()) {
        const before = model.all.get(context.id)
        const arrived = (byConversation.get(context.id) ?? []).map((row) => toModel(context, row))
        const here = new Set(arrived.map(({ id }) => id))
        // What waits here, was refused, or was taken while this was being read.
        const waiting = before?.messages.filter(({ id }) => !here.has(id)) ?? []
        const read = before?.markers[residentId]?.readAt ?? null
        const kept = model.add({ ...fromContext(context), messages: [...arrived, ...waiting] })
        const marker = kept.markers[residentId]
        // A marker that is on its way counts already.
        if (marker && read !== null && read > (marker.readAt ?? '')) marker.readAt = read
      }
      return fresh
    },
  }
}

export type Mirror = ReturnType<typeof createMirror>
