import { cleanLine, stripMisleading } from './clean.ts'
import { MessagingError, type Connection, type MessagingErrorCode, type MessagingEvent } from './client.ts'
import { deliveryOf, type Marker } from './delivery.ts'
import { EDIT_WINDOW_MS } from './limits.ts'
import type {
  Attachment,
  Author,
  ConversationRow,
  Delivery,
  Failure,
  MessagingPlace,
  SavedDraft,
  SystemLine,
  ThreadItem,
  ThreadMessage,
} from './schema.ts'

/** A message as the model keeps it. */
export interface ModelMessage {
  id: string
  author: Author
  body: string
  internalNote: boolean
  sentAt: string
  arrivedAt: string | null
  editedAt: string | null
  removedAt: string | null
  attachments: Attachment[]
  announcement: boolean
  failed: Failure | null
}

export type ModelConversation = Pick<ConversationRow, 'id' | 'subject' | 'residents'> &
  Partial<Pick<ConversationRow, 'status' | 'snoozedUntil' | 'assignee' | 'unit' | 'parcel'>> & {
    messages?: ModelMessage[]
    lines?: SystemLine[]
    /** By person's id. */
    markers?: Record<string, Marker>
  }

export interface ModelOptions {
  place: MessagingPlace
  conversations?: ModelConversation[]
  now(): Date
}

export type Kept = Required<ModelConversation>

/** Turns a call down. */
export const refuse = (code: MessagingErrorCode, data?: Record<string, string | number | null>): never => {
  throw new MessagingError(code, data)
}

/** Conversations held in memory, and how they look from one place: of a desk in tests, of a resident in the portal. */
export function createModel(options: ModelOptions) {
  const { place, now } = options
  const me = place.me
  const listeners = new Set<(event: MessagingEvent) => void>()
  const emit = (event: MessagingEvent) => {
    for (const listener of listeners) listener(event)
  }
  const all = new Map<string, Kept>()
  const add = (given: ModelConversation): Kept => {
    const kept: Kept = {
      status: 'open',
      snoozedUntil: null,
      assignee: null,
      unit: null,
      parcel: null,
      messages: [],
      lines: [],
      markers: {},
      ...(JSON.parse(JSON.stringify(given)) as ModelConversation),
    }
    all.set(kept.id, kept)
    return kept
  }
  for (const given of options.conversations ?? []) add(given)
  const drafts = new Map<string, SavedDraft>()
  const files = new Map<string, { info: Attachment; bytes: Uint8Array }>()
  const line: { connection: Connection } = { connection: { state: 'live', waiting: 0, waitingSince: null } }
  let lastArrival = 0

  const changed = (id: string | null) => emit({ type: 'changed', conversationIds: id === null ? null : [id] })
  const find = (id: string): Kept => all.get(id) ?? refuse('NOT_FOUND')
  const findMessage = (id: string): [Kept, ModelMessage] => {
    for (const kept of all.values()) for (const message of kept.messages) if (message.id === id) return [kept, message]
    return refuse('NOT_FOUND')
  }
  /** Grows with every arrival, as the server's own does. */
  const arrival = (): string => new Date((lastArrival = Math.max(lastArrival + 1, now().getTime()))).toISOString()
  const mine = (author: Author) => author.id === me.id
  const otherSide = (author: Author) => (author.kind === 'staff' ? 'desk' : 'resident') !== place.side
  const seen = (kept: Kept) => kept.messages.filter((each) => place.side === 'desk' || !each.internalNote)
  const ordered = (kept: Kept): ModelMessage[] =>
    seen(kept).toSorted((a, b) => key(a).localeCompare(key(b)) || a.id.localeCompare(b.id))
  const key = ({ arrivedAt, sentAt }: ModelMessage) => arrivedAt ?? `9${sentAt}`
  const statusOf = (kept: Kept) =>
    kept.status === 'snoozed' && (kept.snoozedUntil ?? '') <= now().toISOString() ? 'open' : kept.status

  const delivery = (kept: Kept, message: ModelMessage): Delivery | null => {
    if (message.failed) return { state: 'failed', reason: message.failed }
    if (otherSide(message.author)) return null
    if (message.arrivedAt === null) return { state: 'sending' }
    if (message.internalNote) return null
    const recipients = Object.entries(kept.markers).filter(
      ([id]) => kept.residents.some((resident) => resident.id === id) === (place.side === 'desk'),
    )
    return deliveryOf(
      message.arrivedAt,
      recipients.map(([, marker]) => marker),
    )
  }
  const toMessage = (kept: Kept, message: ModelMessage): ThreadMessage => {
    const own = mine(message.author) && message.removedAt === null && message.failed === null
    const age = now().getTime() - Date.parse(message.sentAt)
    return {
      kind: 'message',
      id: message.id,
      author: message.author,
      mine: mine(message.author),
      body: message.removedAt ? '' : stripMisleading(message.body),
      internalNote: message.internalNote,
      sentAt: message.sentAt,
      arrivedAt: message.arrivedAt,
      editedAt: message.editedAt,
      removedAt: message.removedAt,
      attachments: message.removedAt ? [] : message.attachments,
      announcement: message.announcement,
      delivery: delivery(kept, message),
      changeWaiting: false,
      canEdit: own && age <= EDIT_WINDOW_MS,
      canRemove: own || (place.may.manage && message.removedAt === null && message.failed === null),
    }
  }
  const items = (kept: Kept): ThreadItem[] =>
    [
      ...ordered(kept).map((message) => ({ at: key(message), item: toMessage(kept, message) as ThreadItem })),
      ...kept.lines.map((line) => ({ at: line.at, item: line as ThreadItem })),
    ]
      .toSorted((a, b) => a.at.localeCompare(b.at))
      .map(({ item }) => item)
  const unreadOf = (kept: Kept): number => {
    const read = kept.markers[me.id]?.readAt ?? ''
    return seen(kept).filter((each) => otherSide(each.author) && !each.removedAt && (each.arrivedAt ?? '') > read)
      .length
  }
  const toRow = (kept: Kept): ConversationRow => {
    const last = ordered(kept).at(-1)
    return {
      id: kept.id,
      subject: kept.subject,
      status: statusOf(kept),
      snoozedUntil: kept.snoozedUntil,
      assignee: kept.assignee,
      unit: kept.unit,
      residents: kept.residents,
      parcel: kept.parcel,
      last: last
        ? {
            author: last.author.name,
            mine: mine(last.author),
            text: last.removedAt ? '' : cleanLine(stripMisleading(last.body)).slice(0, 160),
            at: last.arrivedAt ?? last.sentAt,
            removed: last.removedAt !== null,
            internalNote: last.internalNote,
            attachments: last.removedAt ? 0 : last.attachments.length,
            delivery: delivery(kept, last),
          }
        : null,
      unread: unreadOf(kept),
      draft: drafts.has(kept.id),
    }
  }
  const latest = (row: ConversationRow) => row.last?.at ?? ''
  const arrive = (kept: Kept, message: ModelMessage): void => {
    message.arrivedAt = arrival()
    changed(kept.id)
  }
  return {
    me,
    all,
    drafts,
    files,
    line,
    listeners,
    emit,
    changed,
    add,
    find,
    findMessage,
    arrival,
    mine,
    otherSide,
    ordered,
    toMessage,
    items,
    toRow,
    latest,
    arrive,
  }
}

export type Model = ReturnType<typeof createModel>
