import type { Connection, Present } from '../client.ts'
import type { Author, Failure } from '../schema.ts'
import { memoryClient } from './client.ts'
import { createModel, type Kept, type ModelMessage } from '../model.ts'
import type { MemoryOptions } from './options.ts'

export type { ModelConversation as MemoryConversation, ModelMessage as MemoryMessage } from '../model.ts'

/**
 * A MessagingClient without disk or network, the same at each run, for tests of components. `server` plays everybody else:
 * while connected a message arrives at once, otherwise when `connect` is called.
 */
export function createMemoryMessaging(options: MemoryOptions) {
  const world = createModel(options)
  let refusal: Failure | null = null
  const arrive = (kept: Kept, message: ModelMessage): void => {
    if (refusal === null) return world.arrive(kept, message)
    message.failed = refusal
    refusal = null
    changed(kept.id)
  }
  const client = memoryClient(options, { ...world, arrive })
  const { newId } = options
  const { all, line, emit, changed, find, arrival, otherSide, ordered } = world
  return {
    client,
    server: {
      /** The other side, or a colleague, writes. Answers the message's id. */
      receive(conversationId: string, author: Author, body: string, more: Partial<ModelMessage> = {}): string {
        const kept = find(conversationId)
        const at = arrival()
        const message: ModelMessage = {
          id: newId(),
          author,
          body,
          internalNote: false,
          sentAt: at,
          arrivedAt: at,
          editedAt: null,
          removedAt: null,
          attachments: [],
          announcement: false,
          failed: null,
          ...more,
        }
        kept.messages.push(message)
        if (author.kind === 'resident') kept.status = 'open'
        changed(conversationId)
        if (otherSide(author)) emit({ type: 'arrived', conversationId, messageId: message.id })
        return message.id
      },
      /** Somebody has received, or read, all that has arrived. */
      mark(conversationId: string, person: { id: string; name: string }, how: 'delivered' | 'read'): void {
        const kept = find(conversationId)
        const to = ordered(kept).findLast(({ arrivedAt }) => arrivedAt !== null)?.arrivedAt ?? null
        const before = kept.markers[person.id]
        kept.markers[person.id] = {
          name: person.name,
          deliveredAt: to,
          readAt: how === 'read' ? to : (before?.readAt ?? null),
        }
        changed(conversationId)
      },
      /** The server turns the next message down that comes to it. */
      refuseNext: (reason: Failure): void => void (refusal = reason),
      /** Somebody gives the conversation another subject. */
      rename(conversationId: string, subject: string): void {
        find(conversationId).subject = subject
        changed(conversationId)
      },
      presence: (conversationId: string, people: readonly Present[]) =>
        emit({ type: 'presence', conversationId, people }),
      /** The line comes or goes; with it, what waited arrives in order. */
      connect(state: Connection['state']): void {
        line.connection = { state, waiting: 0, waitingSince: null }
        emit({ type: 'connection', connection: line.connection })
        if (state !== 'live') return
        for (const kept of all.values())
          for (const message of kept.messages) if (message.arrivedAt === null && !message.failed) arrive(kept, message)
      },
      /** A resident moves out while a draft is open. */
      removeResident(residentId: string): void {
        for (const kept of all.values())
          for (const resident of kept.residents) if (resident.id === residentId) resident.gone = true
        changed(null)
      },
    },
  }
}
