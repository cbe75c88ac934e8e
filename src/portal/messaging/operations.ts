import type { SupabaseClient } from '@supabase/supabase-js'
import { bodyProblem, cleanBody, cleanLine, isBlank } from '../../shared/messaging/clean.ts'
import type { MessagingClient } from '../../shared/messaging/client.ts'
import { participantId } from '../../shared/messaging/ids.ts'
import { EDIT_WINDOW_MS } from '../../shared/messaging/limits.ts'
import { refuse, type Model, type ModelMessage } from '../../shared/messaging/model.ts'
import type { createPresence } from '../../shared/messaging/presence.ts'
import { modelReads } from '../../shared/messaging/reads.ts'
import type { MessagingPlace } from '../../shared/messaging/schema.ts'
import { TEMPLATE_VARIABLES, type TemplateValues } from '../../shared/messaging/templates.ts'
import type { createFiles } from './files.ts'
import type { Mirror } from './mirror.ts'
import type { createOutbox, Waiting } from './outbox.ts'
import type { createReceipts } from './receipts.ts'
import { isVerdict, type Ask } from './requests.ts'

export interface OperationsParts {
  supabase: SupabaseClient
  place: MessagingPlace
  resident: { id: string; name: string }
  now(): Date
  model: Model
  ask: Ask
  mirror: Mirror
  files: ReturnType<typeof createFiles>
  receipts: ReturnType<typeof createReceipts>
  outbox: ReturnType<typeof createOutbox>
  presence: ReturnType<typeof createPresence>
  /** Puts a message that waits, or was refused, into the model. */
  show(message: Waiting): void
  read(): Promise<void>
  saveDrafts(): void
}

/** What a resident may do in the message screens: each operation of the port, with its refusals. */
export function createOperations(parts: OperationsParts): MessagingClient {
  const { supabase, place, resident, now, model, ask, mirror, files, receipts, outbox, presence } = parts
  const { show, read, saveDrafts } = parts

  const own = (messageId: string): ModelMessage => {
    const [, message] = model.findMessage(messageId)
    return model.mine(message.author) ? message : refuse('NOT_ALLOWED')
  }
  const checked = (text: string, attachments: number): string => {
    const problem = bodyProblem(text, { attachments })
    if (problem?.code === 'empty') refuse('EMPTY')
    if (problem?.code === 'too_long') refuse('TOO_LONG', { over: problem.over })
    return cleanBody(text)
  }
  /** A change that needs the server: there is nothing on this page to keep it for later. */
  async function change(messageId: string, values: object): Promise<void> {
    const { data, error } = await ask(supabase.from('messages').update(values).eq('id', messageId).select('id'))
    if (error) refuse(error.code === '22023' ? 'TOO_LATE' : isVerdict(error.code) ? 'NOT_ALLOWED' : 'OFFLINE')
    if (data?.length === 0) refuse('NOT_ALLOWED')
    await read()
  }
  const notHere = async (): Promise<never> => refuse('NOT_ALLOWED')

  return {
    place: async () => place,
    ...modelReads(place, model),

    async start({ id, subject = '', packageId = null, message }) {
      if (model.all.has(id)) return
      const body = checked(message.body, 0)
      const given = { body, subject: cleanLine(subject), parcel: packageId }
      const ids = { conversation: id, participant: participantId(id, resident.id), message: message.id }
      const { error } = await ask(supabase.rpc('resident_start', { ...ids, resident: resident.id, ...given }))
      if (error) refuse(isVerdict(error.code) ? 'NOT_ALLOWED' : 'OFFLINE')
      await read()
    },
    async send(conversationId, message) {
      const kept = model.find(conversationId)
      if (kept.messages.some(({ id }) => id === message.id)) return
      if (message.internalNote) refuse('NOT_ALLOWED')
      const given = (message.attachments ?? []).map((id) => files.get(id) ?? refuse('NOT_FOUND'))
      const waiting: Waiting = {
        id: message.id,
        conversationId,
        buildingId: mirror.context(conversationId)?.building_id ?? '',
        body: checked(message.body, given.length),
        at: now().toISOString(),
        files: given,
        failed: null,
      }
      show(waiting)
      model.changed(conversationId)
      outbox.add(waiting)
      model.drafts.delete(conversationId)
      saveDrafts()
    },
    async edit(messageId, text) {
      const message = own(messageId)
      const body = checked(text, message.attachments.length)
      if (now().getTime() - Date.parse(message.sentAt) > EDIT_WINDOW_MS) refuse('TOO_LATE')
      await change(messageId, { body, edited_at: now().toISOString() })
    },
    async remove(messageId) {
      own(messageId)
      await change(messageId, { removed_at: now().toISOString() })
    },
    async retry(messageId, body) {
      const message = own(messageId)
      const refused = outbox.all().find(({ id }) => id === messageId) ?? refuse('NOT_ALLOWED')
      if (body !== undefined && isBlank(body)) refuse('EMPTY')
      if (body !== undefined) message.body = checked(body, message.attachments.length)
      message.failed = null
      const [kept] = model.findMessage(messageId)
      model.changed(kept.id)
      const given = message.attachments.flatMap(({ id }) => files.get(id) ?? [])
      outbox.add({ ...refused, body: message.body, files: given, failed: null })
    },
    async discard(messageId) {
      const [kept, message] = model.findMessage(messageId)
      if (message.failed === null) refuse('NOT_ALLOWED')
      kept.messages = kept.messages.filter(({ id }) => id !== messageId)
      outbox.drop(messageId)
      if (!mirror.context(kept.id) && kept.messages.length === 0) model.all.delete(kept.id)
      model.changed(kept.id)
    },
    async markRead(conversationId, messageId) {
      const kept = model.find(conversationId)
      const to = kept.messages.find(({ id }) => id === messageId)?.arrivedAt
      const marker = (kept.markers[resident.id] ??= { name: resident.name, deliveredAt: null, readAt: null })
      if (!to || to <= (marker.readAt ?? '')) return
      marker.readAt = to
      model.changed(conversationId)
      // Without a line it goes with the next reading.
      await receipts.read(conversationId, to).catch(() => undefined)
    },

    setStatus: notHere,
    assign: notHere,
    draft: async (conversationId) => model.drafts.get(conversationId) ?? null,
    async saveDraft(conversationId, draft) {
      if (draft && (!isBlank(draft.body) || (draft.attachments?.length ?? 0) > 0))
        model.drafts.set(conversationId, {
          body: draft.body,
          attachments: draft.attachments ?? [],
          internalNote: false,
        })
      else model.drafts.delete(conversationId)
      saveDrafts()
    },
    templates: async () => [],
    templateValues: async () => Object.fromEntries(TEMPLATE_VARIABLES.map((name) => [name, null])) as TemplateValues,
    saveTemplate: notHere,
    removeTemplate: notHere,

    ...files.client,

    announcementPreview: notHere,
    announce: notHere,
    announcements: async () => [],
    announcementRecipients: async () => [],

    view(conversationId) {
      const person = { id: resident.id, side: 'resident' as const }
      presence.view(person, conversationId)
      return () => presence.view(person, null)
    },
    typing: presence.typing,
    connection: () => model.line.connection,
    subscribe(listener) {
      model.listeners.add(listener)
      return () => void model.listeners.delete(listener)
    },
  }
}
