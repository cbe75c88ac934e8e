import type { AttachmentType } from './kinds.ts'
import type {
  AnnouncementRecipient,
  AnnouncementRow,
  Attachment,
  Audience,
  Conversation,
  ConversationPage,
  ConversationQuery,
  ConversationStatus,
  Draft,
  MessageCounts,
  MessageTemplate,
  MessagingPlace,
  NewAnnouncement,
  NewMessage,
  SavedDraft,
  SearchHit,
  StartConversation,
  ThreadQuery,
  ThreadWindow,
} from './schema.ts'
import type { TemplateValues } from './templates.ts'

/** Why a call was turned down, for a sentence on the screen. Calls reject with an error that has one of these as `code`. */
export const MESSAGING_ERRORS = [
  'EMPTY',
  'TOO_LONG',
  'NOT_FOUND',
  'NOT_ALLOWED',
  /** Too late to edit. */
  'TOO_LATE',
  'NO_RECIPIENT',
  'ATTACHMENT_TOO_LARGE',
  'ATTACHMENT_TYPE',
  /** There is no line, and this cannot wait for one. */
  'OFFLINE',
  'UNKNOWN_VARIABLE',
  'SHORTCUT_TAKEN',
  'FAILED',
] as const
export type MessagingErrorCode = (typeof MESSAGING_ERRORS)[number]

/** The refusal of a call of MessagingClient. */
export class MessagingError extends Error {
  readonly code: MessagingErrorCode
  readonly data: Readonly<Record<string, string | number | null>>
  constructor(code: MessagingErrorCode, data: Readonly<Record<string, string | number | null>> = {}) {
    super(code)
    this.code = code
    this.data = data
  }
}

/** A colleague or a resident seen at a conversation a moment ago. Never stored. */
export interface Present {
  id: string
  name: string
  side: 'desk' | 'resident'
  /** 'typing' is also viewing. */
  doing: 'viewing' | 'typing'
}

export interface Connection {
  /** alone: this desk is not connected to any project. */
  state: 'alone' | 'offline' | 'connecting' | 'catching_up' | 'live' | 'polling' | 'signed_out'
  /** Messages and changes that wait on this device, and since when. */
  waiting: number
  waitingSince: string | null
}

export type MessagingEvent =
  /** What these conversations answer has changed; null: anything may have. Ask again for what is on the screen. */
  | { type: 'changed'; conversationIds: readonly string[] | null }
  /** Everybody else who is at the conversation now. */
  | { type: 'presence'; conversationId: string; people: readonly Present[] }
  | { type: 'connection'; connection: Connection }
  /** The other side wrote: sound and badge. */
  | { type: 'arrived'; conversationId: string; messageId: string }

/**
 * All that the message screens know of the world. Implemented on the desk's IPC, on supabase-js with a resident's rights, and
 * in memory. Every call answers from what the device has, or rejects with a MessagingError. A write answers once it is safe
 * (on the desk: on disk; in the portal: kept by this page), not when the server has it: `delivery` says how far it came.
 * Received messages are marked as delivered by the implementation itself.
 */
export interface MessagingClient {
  place(): Promise<MessagingPlace>
  counts(): Promise<MessageCounts>
  conversations(query: ConversationQuery): Promise<ConversationPage>
  conversation(id: string): Promise<Conversation>
  /** Subjects, names and bodies, accents ignored; best first. */
  search(text: string, limit?: number): Promise<SearchHit[]>
  thread(query: ThreadQuery): Promise<ThreadWindow>

  start(input: StartConversation): Promise<void>
  send(conversationId: string, message: NewMessage): Promise<void>
  edit(messageId: string, body: string): Promise<void>
  remove(messageId: string): Promise<void>
  /** Sends a failed message again, with another text where one is given. */
  retry(messageId: string, body?: string): Promise<void>
  /** Gives a failed message up. */
  discard(messageId: string): Promise<void>
  /** Everything up to this message has been on the screen. A marker never goes back. */
  markRead(conversationId: string, messageId: string): Promise<void>

  setStatus(conversationId: string, status: ConversationStatus, snoozedUntil?: string): Promise<void>
  assign(conversationId: string, staffId: string | null): Promise<void>

  draft(conversationId: string): Promise<SavedDraft | null>
  /** Null, or a draft without text and files, forgets it. */
  saveDraft(conversationId: string, draft: Draft | null): Promise<void>

  templates(): Promise<MessageTemplate[]>
  /** In the language of the text that they go into: a carrier is called differently in each. */
  templateValues(conversationId: string, language: 'fr' | 'en'): Promise<TemplateValues>
  saveTemplate(template: MessageTemplate): Promise<void>
  removeTemplate(id: string): Promise<void>

  /** Keeps a file until the message that names it is sent. Images come re-encoded, see limits. */
  addAttachment(
    conversationId: string,
    file: { name: string; type: AttachmentType; bytes: Uint8Array; width: number | null; height: number | null },
  ): Promise<Attachment>
  /** Forgets a file that was added and not sent. */
  dropAttachment(id: string): Promise<void>
  /** The file itself, from this device or fetched; OFFLINE when it cannot be. */
  openAttachment(id: string): Promise<{ name: string; type: AttachmentType; bytes: Uint8Array }>

  /** Who would receive an announcement. */
  announcementPreview(
    to: Audience,
  ): Promise<{ recipients: number; units: number; languages: { fr: number; en: number } }>
  announce(input: NewAnnouncement): Promise<void>
  announcements(): Promise<AnnouncementRow[]>
  announcementRecipients(id: string): Promise<AnnouncementRecipient[]>

  /** Tells the others that this thread is open here, until the answer is called. */
  view(conversationId: string): () => void
  /** Call it on each key: the signs to the others are spaced here. False: stopped, or sent. */
  typing(conversationId: string, on: boolean): void
  connection(): Connection
  subscribe(listener: (event: MessagingEvent) => void): () => void
}
