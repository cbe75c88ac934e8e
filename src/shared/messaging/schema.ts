import { z } from 'zod'
import { LIFE_EVENTS } from '../packages/lifecycle.ts'
import { LANGUAGES } from '../text/languages.ts'
import { ATTACHMENT_TYPES, CONVERSATION_STATUSES } from './kinds.ts'
import { ATTACHMENTS_PER_MESSAGE, SUBJECT_LIMIT } from './limits.ts'

/** The things of messaging as both implementations of MessagingClient answer them. */

const id = z.uuid()
const instant = z.iso.datetime({ precision: 3 })
const person = z.object({ id, name: z.string() })

export const author = z.discriminatedUnion('kind', [
  person.extend({ kind: z.literal('staff') }),
  person.extend({ kind: z.literal('resident'), unit: z.string().nullable() }),
])

export const parcelLink = z.object({ id, shortNumber: z.string(), carrier: z.string(), status: z.string() })

export const attachment = z.object({
  id,
  name: z.string(),
  type: z.enum(ATTACHMENT_TYPES),
  bytes: z.int(),
  /** Of an image. */
  width: z.int().nullable(),
  height: z.int().nullable(),
})

export const FAILURES = [
  /** The writer may not write here any more. */
  'not_allowed',
  /** The server found it too long, empty or malformed. */
  'invalid',
  /** The conversation or the resident is gone. */
  'gone',
  /** A file could not be stored. */
  'attachment',
  'other',
] as const

export const delivery = z.discriminatedUnion('state', [
  /** Waits on this device since it was written. */
  z.object({ state: z.literal('sending') }),
  /** The server has it. */
  z.object({ state: z.literal('sent') }),
  z.object({ state: z.literal('delivered') }),
  z.object({ state: z.literal('read'), readBy: z.array(z.string()) }),
  /** Refused; it keeps its text and can be sent again, changed or thrown away. */
  z.object({ state: z.literal('failed'), reason: z.enum(FAILURES) }),
])

export const threadMessage = z.object({
  kind: z.literal('message'),
  id,
  author,
  /** Written by whoever looks at it. */
  mine: z.boolean(),
  body: z.string(),
  internalNote: z.boolean(),
  /** When it was written, by the writer's clock. */
  sentAt: instant,
  /** When the server took it, which is its place in the thread; null until then: it stands at the end. */
  arrivedAt: instant.nullable(),
  editedAt: instant.nullable(),
  /** Taken back: the body is empty. */
  removedAt: instant.nullable(),
  attachments: z.array(attachment),
  announcement: z.boolean(),
  /** Null for messages of the other side and for notes that have arrived: nobody's receipt is shown for them. */
  delivery: delivery.nullable(),
  /** An edit of this message waits on this device. */
  changeWaiting: z.boolean(),
  canEdit: z.boolean(),
  canRemove: z.boolean(),
})

/** What happened to the parcel that the conversation is about, told between the messages. */
export const systemLine = z.object({
  kind: z.literal('parcel'),
  id,
  event: z.enum(LIFE_EVENTS),
  at: instant,
  parcel: parcelLink.pick({ id: true, shortNumber: true, carrier: true }),
  /** To whom it was handed over. */
  to: z.string().nullable(),
  by: z.string().nullable(),
})
export const threadItem = z.discriminatedUnion('kind', [threadMessage, systemLine])

export const conversationRow = z.object({
  id,
  subject: z.string(),
  /** A snooze that has run out is open again. */
  status: z.enum(CONVERSATION_STATUSES),
  snoozedUntil: instant.nullable(),
  assignee: person.nullable(),
  unit: person.nullable(),
  residents: z.array(person.extend({ language: z.enum(LANGUAGES), gone: z.boolean() })),
  parcel: parcelLink.nullable(),
  last: z
    .object({
      author: z.string(),
      mine: z.boolean(),
      /** The first words, on one line; empty for a removed one and for files alone. */
      text: z.string(),
      at: instant,
      removed: z.boolean(),
      internalNote: z.boolean(),
      attachments: z.int(),
      delivery: delivery.nullable(),
    })
    .nullable(),
  /** Messages of the other side that whoever looks has not read. */
  unread: z.int(),
  draft: z.boolean(),
})

/** A conversation that is open on the screen. */
export const conversation = conversationRow.extend({
  /** The language to write in: the residents' own, French when they differ. */
  language: z.enum(LANGUAGES),
  /** What whoever looks has read up to: arrival time of the last read message. Unread begins after it. */
  readUpTo: instant.nullable(),
  /** Items of the thread now. */
  length: z.int(),
  /** False when nobody on the other side can receive any more. */
  canWrite: z.boolean(),
})

export const conversationFilter = z.object({
  status: z.enum(CONVERSATION_STATUSES).optional(),
  assignee: z.enum(['me', 'nobody']).or(id).optional(),
  unread: z.boolean().optional(),
  residentId: id.optional(),
  unitId: id.optional(),
  packageId: id.optional(),
})

export const conversationQuery = z.object({
  filter: conversationFilter.default({}),
  /** Latest first; 'waiting': who has waited longest for an answer first. */
  sort: z.enum(['latest', 'waiting']).default('latest'),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(200).default(50),
})
export const conversationPage = z.object({ rows: z.array(conversationRow), total: z.int() })

export const threadQuery = z.object({
  conversationId: id,
  /** Place of the first item, from the oldest; below zero counts from the end. */
  offset: z.int(),
  limit: z.int().min(1).max(200).default(50),
})
export const threadWindow = z.object({ items: z.array(threadItem), offset: z.int(), total: z.int() })

export const searchHit = z.object({
  /** Only what names it: the rest of a conversation's row is dear, and a search answers at each key. */
  conversation: conversationRow.pick({ id: true, subject: true, unit: true, residents: true }),
  /** The message that matched and its place in the thread; null when the subject or a name did. */
  messageId: id.nullable(),
  offset: z.int().nullable(),
  /** A stretch of the text around the match, with the matching parts. */
  excerpt: z.array(z.object({ text: z.string(), match: z.boolean() })),
  at: instant.nullable(),
})

export const messageCounts = z.object({
  open: z.int(),
  mine: z.int(),
  unassigned: z.int(),
  snoozed: z.int(),
  closed: z.int(),
  /** Open conversations with something unread: the badge. */
  unread: z.int(),
})

export const newMessage = z.object({
  /** Made by the caller, so that a repeated call sends once. */
  id,
  /** Kept whole here; the service cleans it and refuses what is empty or too long. */
  body: z.string().max(40_000),
  internalNote: z.boolean().default(false),
  /** Ids from addAttachment. */
  attachments: z.array(id).max(ATTACHMENTS_PER_MESSAGE).default([]),
})

export const startConversation = z.object({
  id,
  subject: z
    .string()
    .max(SUBJECT_LIMIT * 4)
    .default(''),
  residentIds: z.array(id).max(20),
  unitId: id.nullable().default(null),
  packageId: id.nullable().default(null),
  message: newMessage,
})

export const draft = z.object({
  body: z.string().max(40_000),
  internalNote: z.boolean().default(false),
  attachments: z.array(attachment).default([]),
})

export const messageTemplate = z.object({
  id,
  /** Typed after the slash. */
  shortcut: z.string(),
  title: z.object({ fr: z.string(), en: z.string() }),
  body: z.object({ fr: z.string(), en: z.string() }),
})

export const audience = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everyone') }),
  z.object({ kind: z.literal('floor'), floor: z.int() }),
  /** Whose parcels wait at the desk. */
  z.object({ kind: z.literal('parcels_waiting') }),
])

export const newAnnouncement = z.object({
  id,
  subject: z.object({ fr: z.string().max(480), en: z.string().max(480) }),
  /** Each resident receives it in their own language. */
  body: z.object({ fr: z.string().max(40_000), en: z.string().max(40_000) }),
  audience,
})

export const announcementRow = z.object({
  id,
  subject: z.object({ fr: z.string(), en: z.string() }),
  body: z.object({ fr: z.string(), en: z.string() }),
  audience,
  by: z.string(),
  at: instant,
  /** How far it came, each number within the one before. */
  reach: z.object({
    /** Everybody that it was written for, also whose message waits elsewhere or was refused. */
    recipients: z.int(),
    sent: z.int(),
    delivered: z.int(),
    read: z.int(),
  }),
})

export const announcementRecipient = z.object({
  resident: person,
  unit: z.string().nullable(),
  /** Null: the server refused it, there is nothing to open. */
  conversationId: id.nullable(),
  delivery,
})

export const messagingPlace = z.object({
  side: z.enum(['desk', 'resident']),
  me: person,
  may: z.object({
    write: z.boolean(),
    note: z.boolean(),
    manage: z.boolean(),
    announce: z.boolean(),
    editTemplates: z.boolean(),
  }),
  /** Who a conversation can be given to; empty for a resident. */
  staff: z.array(person),
  /** Floors that an announcement can go to. */
  floors: z.array(z.int()),
})

export type Author = z.infer<typeof author>
export type Attachment = z.infer<typeof attachment>
export type Delivery = z.infer<typeof delivery>
export type Failure = (typeof FAILURES)[number]
export type ThreadMessage = z.infer<typeof threadMessage>
export type SystemLine = z.infer<typeof systemLine>
export type ThreadItem = z.infer<typeof threadItem>
export type ThreadQuery = z.input<typeof threadQuery>
export type ThreadWindow = z.infer<typeof threadWindow>
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number]
export type ConversationRow = z.infer<typeof conversationRow>
export type Conversation = z.infer<typeof conversation>
export type ConversationQuery = z.input<typeof conversationQuery>
export type ConversationPage = z.infer<typeof conversationPage>
export type SearchHit = z.infer<typeof searchHit>
export type MessageCounts = z.infer<typeof messageCounts>
export type NewMessage = z.input<typeof newMessage>
export type StartConversation = z.input<typeof startConversation>
export type Draft = z.input<typeof draft>
export type SavedDraft = z.output<typeof draft>
export type MessageTemplate = z.infer<typeof messageTemplate>
export type Audience = z.infer<typeof audience>
export type NewAnnouncement = z.infer<typeof newAnnouncement>
export type AnnouncementRow = z.infer<typeof announcementRow>
export type AnnouncementRecipient = z.infer<typeof announcementRecipient>
export type MessagingPlace = z.infer<typeof messagingPlace>
