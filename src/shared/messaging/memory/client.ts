import { bodyProblem, cleanBody, cleanLine, isBlank } from '../clean.ts'
import type { MessagingClient } from '../client.ts'
import { ATTACHMENT_BYTES } from '../limits.ts'
import type { AnnouncementRow, Attachment, MessageTemplate, NewMessage, SavedDraft } from '../schema.ts'
import { TEMPLATE_VARIABLES, unknownVariables, type TemplateValues } from '../templates.ts'
import { refuse, type Kept, type Model, type ModelMessage } from '../model.ts'
import { modelReads } from '../reads.ts'
import type { MemoryOptions } from './options.ts'

/** The port on a world in memory. */
export function memoryClient(options: MemoryOptions, world: Model): MessagingClient {
  const { place, now, newId } = options
  const { me, all, drafts, files, line, listeners } = world
  const templates = new Map((options.templates ?? []).map((template) => [template.id, template]))
  const announced: AnnouncementRow[] = []
  const { changed, add, find, findMessage, mine, toMessage, arrive } = world

  const write = (kept: Kept, input: NewMessage): void => {
    if (kept.messages.some(({ id }) => id === input.id)) return
    const attachments = (input.attachments ?? []).map((id) => files.get(id)?.info ?? refuse('NOT_FOUND'))
    const problem = bodyProblem(input.body, { attachments: attachments.length })
    if (problem)
      refuse(problem.code === 'empty' ? 'EMPTY' : 'TOO_LONG', problem.code === 'empty' ? {} : { over: problem.over })
    if (input.internalNote && !place.may.note) refuse('NOT_ALLOWED')
    if (!input.internalNote && kept.residents.every(({ gone }) => gone)) refuse('NO_RECIPIENT')
    const message: ModelMessage = {
      id: input.id,
      author:
        place.side === 'desk' ? { kind: 'staff', ...me } : { kind: 'resident', ...me, unit: kept.unit?.name ?? null },
      body: cleanBody(input.body),
      internalNote: input.internalNote ?? false,
      sentAt: now().toISOString(),
      arrivedAt: null,
      editedAt: null,
      removedAt: null,
      attachments,
      announcement: false,
      failed: null,
    }
    kept.messages.push(message)
    changed(kept.id)
    if (line.connection.state === 'live') arrive(kept, message)
  }
  const owned = (messageId: string): [Kept, ModelMessage] => {
    const [kept, message] = findMessage(messageId)
    if (!mine(message.author) && !place.may.manage) refuse('NOT_ALLOWED')
    return [kept, message]
  }
  const full = (template: MessageTemplate): void => {
    const unknown = unknownVariables(template.body.fr + template.body.en)
    if (unknown.length > 0) refuse('UNKNOWN_VARIABLE', { name: unknown[0]! })
    for (const each of templates.values())
      if (each.id !== template.id && each.shortcut === template.shortcut) refuse('SHORTCUT_TAKEN')
  }

  const client: MessagingClient = {
    place: async () => place,
    ...modelReads(place, world),
    start: async ({ id, subject = '', residentIds, message }) => {
      const known = new Map([...all.values()].flatMap((kept) => kept.residents.map((each) => [each.id, each])))
      const residents = residentIds.map((each) => known.get(each) ?? refuse('NOT_FOUND'))
      const problem = bodyProblem(message.body, { attachments: message.attachments?.length ?? 0 })
      if (problem) refuse(problem.code === 'empty' ? 'EMPTY' : 'TOO_LONG')
      write(all.get(id) ?? add({ id, subject: cleanLine(subject), residents }), message)
    },
    send: async (conversationId, message) => {
      write(find(conversationId), message)
      drafts.delete(conversationId)
    },
    edit: async (messageId, body) => {
      const [kept, message] = owned(messageId)
      if (!mine(message.author)) refuse('NOT_ALLOWED')
      const problem = bodyProblem(body, { attachments: message.attachments.length })
      if (problem) refuse(problem.code === 'empty' ? 'EMPTY' : 'TOO_LONG')
      if (!toMessage(kept, message).canEdit) refuse('TOO_LATE')
      message.body = cleanBody(body)
      message.editedAt = now().toISOString()
      changed(kept.id)
    },
    remove: async (messageId) => {
      const [kept, message] = owned(messageId)
      message.removedAt ??= now().toISOString()
      changed(kept.id)
    },
    retry: async (messageId, body) => {
      const [kept, message] = owned(messageId)
      if (body !== undefined && isBlank(body)) refuse('EMPTY')
      if (body !== undefined) message.body = cleanBody(body)
      message.failed = null
      changed(kept.id)
      if (line.connection.state === 'live') arrive(kept, message)
    },
    discard: async (messageId) => {
      const [kept] = owned(messageId)
      kept.messages = kept.messages.filter(({ id }) => id !== messageId)
      changed(kept.id)
    },
    markRead: async (conversationId, messageId) => {
      const kept = find(conversationId)
      const to = kept.messages.find(({ id }) => id === messageId)?.arrivedAt ?? null
      const marker = (kept.markers[me.id] ??= { name: me.name, deliveredAt: null, readAt: null })
      if (to === null || to <= (marker.readAt ?? '')) return
      marker.readAt = to
      marker.deliveredAt = to
      changed(conversationId)
    },

    setStatus: async (conversationId, status, snoozedUntil) => {
      const kept = find(conversationId)
      if (!place.may.manage) refuse('NOT_ALLOWED')
      kept.status = status
      kept.snoozedUntil = status === 'snoozed' ? (snoozedUntil ?? null) : null
      changed(conversationId)
    },
    assign: async (conversationId, staffId) => {
      if (!place.may.manage) refuse('NOT_ALLOWED')
      find(conversationId).assignee =
        staffId === null ? null : (place.staff.find(({ id }) => id === staffId) ?? refuse('NOT_FOUND'))
      changed(conversationId)
    },

    draft: async (conversationId) => drafts.get(conversationId) ?? null,
    saveDraft: async (conversationId, draft) => {
      if (draft && (draft.body !== '' || (draft.attachments?.length ?? 0) > 0))
        drafts.set(conversationId, { internalNote: false, attachments: [], ...draft } as SavedDraft)
      else drafts.delete(conversationId)
    },

    templates: async () => [...templates.values()],
    templateValues: async () =>
      Object.fromEntries(TEMPLATE_VARIABLES.map((name) => [name, options.values?.[name] ?? null])) as TemplateValues,
    saveTemplate: async (template) => {
      if (!place.may.editTemplates) refuse('NOT_ALLOWED')
      full(template)
      templates.set(template.id, template)
      changed(null)
    },
    removeTemplate: async (id) => {
      templates.delete(id)
      changed(null)
    },

    addAttachment: async (_conversationId, { bytes, ...file }) => {
      if (bytes.byteLength > ATTACHMENT_BYTES) refuse('ATTACHMENT_TOO_LARGE')
      const info: Attachment = { ...file, id: newId(), bytes: bytes.byteLength }
      files.set(info.id, { info, bytes })
      return info
    },
    dropAttachment: async (id) => void files.delete(id),
    openAttachment: async (id) => {
      const { info, bytes } = files.get(id) ?? refuse('OFFLINE')
      return { name: info.name, type: info.type, bytes }
    },

    announcementPreview: async () => {
      const residents = new Map(
        [...all.values()].flatMap((kept) => kept.residents.map((each) => [each.id, each.language])),
      )
      const fr = [...residents.values()].filter((language) => language === 'fr').length
      return { recipients: residents.size, units: all.size, languages: { fr, en: residents.size - fr } }
    },
    announce: async ({ id, subject, body, audience }) => {
      if (!place.may.announce) refuse('NOT_ALLOWED')
      const recipients = (await client.announcementPreview(audience)).recipients
      const reach = { recipients, sent: recipients, delivered: 0, read: 0 }
      announced.unshift({ id, subject, body, audience, by: me.name, at: now().toISOString(), reach })
      changed(null)
    },
    announcements: async () => announced,
    announcementRecipients: async () => [],

    view: () => () => undefined,
    typing: () => undefined,
    connection: () => line.connection,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }

  return client
}
