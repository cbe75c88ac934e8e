import { LANGUAGES } from '../text/languages.ts'
import { ATTACHMENT_TYPES, CONVERSATION_STATUSES } from '../messaging/kinds.ts'
import { z } from 'zod'
import { ATTACHMENT_BYTES, ATTACHMENTS_PER_MESSAGE } from '../messaging/limits.ts'
import {
  announcementRecipient,
  announcementRow,
  attachment,
  audience,
  conversation,
  conversationPage,
  conversationQuery,
  draft,
  messageCounts,
  messageTemplate,
  messagingPlace,
  newAnnouncement,
  newMessage,
  searchHit,
  startConversation,
  threadQuery,
  threadWindow,
} from '../messaging/schema.ts'
import { TEMPLATE_VARIABLES } from '../messaging/templates.ts'
import { id, nothing, route, text, writtenInstant } from './route.ts'

const body = text(40_000)
/** What a template may be sent with; the service says what it keeps of it. */
const templateText = z.object({ fr: text(480), en: text(480) })
const writtenTemplate = messageTemplate.extend({
  shortcut: text(200),
  title: templateText,
  body: z.object({ fr: body, en: body }),
})
const writtenDraft = draft.extend({
  attachments: z
    .array(attachment.extend({ name: text(400) }))
    .max(ATTACHMENTS_PER_MESSAGE)
    .default([]),
})
const bytes = z.custom<Uint8Array>((given) => given instanceof Uint8Array)

/** What MessagingClient asks of main, call by call. */
export const messagesRoutes = {
  'messages.place': route('messages.read', nothing, messagingPlace),
  'messages.counts': route('messages.read', nothing, messageCounts),
  'messages.conversations': route('messages.read', conversationQuery, conversationPage),
  'messages.conversation': route('messages.read', z.object({ id }), conversation),
  'messages.search': route(
    'messages.read',
    z.object({ text: text(200), limit: z.int().min(1).max(50).default(20) }),
    z.array(searchHit),
  ),
  'messages.thread': route('messages.read', threadQuery, threadWindow),
  'messages.start': route('messages.write', startConversation, nothing),
  'messages.send': route('messages.write', z.object({ conversationId: id, message: newMessage }), nothing),
  'messages.edit': route('messages.write', z.object({ messageId: id, body }), nothing),
  'messages.remove': route('messages.write', z.object({ messageId: id }), nothing),
  'messages.retry': route('messages.write', z.object({ messageId: id, body: body.optional() }), nothing),
  'messages.discard': route('messages.write', z.object({ messageId: id }), nothing),
  'messages.markRead': route('messages.read', z.object({ conversationId: id, messageId: id }), nothing),
  'messages.setStatus': route(
    'messages.write',
    z
      .object({ conversationId: id, status: z.enum(CONVERSATION_STATUSES), snoozedUntil: writtenInstant.optional() })
      .refine(({ status, snoozedUntil }) => (status === 'snoozed') === (snoozedUntil !== undefined)),
    nothing,
  ),
  'messages.assign': route('messages.write', z.object({ conversationId: id, staffId: id.nullable() }), nothing),
  'messages.draft': route('messages.read', z.object({ conversationId: id }), z.object({ draft: draft.nullable() })),
  'messages.saveDraft': route(
    'messages.write',
    z.object({ conversationId: id, draft: writtenDraft.nullable() }),
    nothing,
  ),
  'messages.templates': route('messages.read', nothing, z.array(messageTemplate)),
  'messages.templateValues': route(
    'messages.read',
    z.object({ conversationId: id, language: z.enum(LANGUAGES) }),
    z.record(z.enum(TEMPLATE_VARIABLES), z.string().nullable()),
  ),
  'messages.saveTemplate': route('messages.manage', writtenTemplate, nothing),
  'messages.removeTemplate': route('messages.manage', z.object({ id }), nothing),
  'messages.addAttachment': route(
    'messages.write',
    z.object({
      conversationId: id,
      name: text(400).min(1),
      type: z.enum(ATTACHMENT_TYPES),
      bytes: bytes.refine(({ byteLength }) => byteLength <= ATTACHMENT_BYTES),
      width: z.int().positive().nullable(),
      height: z.int().positive().nullable(),
    }),
    attachment,
  ),
  'messages.dropAttachment': route('messages.write', z.object({ id }), nothing),
  'messages.openAttachment': route(
    'messages.read',
    z.object({ id }),
    z.object({ name: z.string(), type: z.enum(ATTACHMENT_TYPES), bytes }),
  ),
  'messages.announcementPreview': route(
    'messages.announce',
    z.object({ audience }),
    z.object({
      recipients: z.int(),
      units: z.int(),
      languages: z.object({ fr: z.int(), en: z.int() }),
    }),
  ),
  'messages.announce': route('messages.announce', newAnnouncement, nothing),
  'messages.announcements': route('messages.read', nothing, z.array(announcementRow)),
  'messages.announcementRecipients': route('messages.read', z.object({ id }), z.array(announcementRecipient)),
  /** This thread is, or is no longer, open in the window; null: none is. */
  'messages.view': route('messages.read', z.object({ conversationId: id.nullable() }), nothing),
  'messages.typing': route('messages.write', z.object({ conversationId: id, on: z.boolean() }), nothing),
} as const
