import type { DeskBridge, Request, Response, RouteName } from '../../shared/contract/index.ts'
import type { SyncState } from '../../shared/contract/sync.ts'
import {
  MESSAGING_ERRORS,
  MessagingError,
  type Connection,
  type MessagingClient,
  type MessagingErrorCode,
  type MessagingEvent,
} from '../../shared/messaging/client.ts'
import { TYPING_EVERY_MS } from '../../shared/messaging/limits.ts'

const STATES: Readonly<Record<SyncState, Connection['state']>> = {
  offline: 'offline',
  connecting: 'connecting',
  'signing-in': 'connecting',
  'catching-up': 'catching_up',
  live: 'live',
  polling: 'polling',
  'signed-out': 'signed_out',
  incompatible: 'offline',
}
const isReason = (given: unknown): given is MessagingErrorCode =>
  (MESSAGING_ERRORS as readonly unknown[]).includes(given)

/** The port of messaging on the desk's IPC. */
export function deskMessaging(bridge: DeskBridge): MessagingClient & { stop(): void } {
  const listeners = new Set<(event: MessagingEvent) => void>()
  const emit = (event: MessagingEvent) => {
    for (const listener of listeners) listener(event)
  }
  let line: Connection = { state: 'offline', waiting: 0, waitingSince: null }
  let typed = { conversationId: '', at: Number.NEGATIVE_INFINITY }

  async function ask<N extends RouteName>(route: N, input: Request<N>): Promise<Response<N>> {
    const answer = await bridge.request(route, input)
    if (answer.ok) return answer.data
    const { code, data } = answer.error
    if (code === 'MESSAGE_REFUSED' && isReason(data?.['reason'])) throw new MessagingError(data['reason'], data)
    const known: Partial<Record<typeof code, MessagingErrorCode>> = {
      NOT_ALLOWED: 'NOT_ALLOWED',
      NOT_FOUND: 'NOT_FOUND',
      BAD_REQUEST: 'TOO_LONG',
    }
    throw new MessagingError(
      code === 'BAD_REQUEST' && data?.['field'] !== 'message.body' ? 'FAILED' : (known[code] ?? 'FAILED'),
    )
  }
  const act = async <N extends RouteName>(route: N, input: Request<N>): Promise<void> => {
    await ask(route, input)
  }
  async function readLine(): Promise<void> {
    const answer = await bridge.request('sync.status', {})
    const status = answer.ok ? answer.data : null
    line = {
      state: status ? STATES[status.state] : answer.ok ? 'alone' : 'offline',
      waiting: status?.waiting ?? 0,
      waitingSince: status?.waitingSince ?? null,
    }
    emit({ type: 'connection', connection: line })
  }
  const stop = bridge.on((event) => {
    switch (event.type) {
      case 'changed':
        if (event.conversations?.length !== 0) emit({ type: 'changed', conversationIds: event.conversations })
        break
      case 'store':
      case 'account':
        emit({ type: 'changed', conversationIds: null })
        break
      case 'sync':
        void readLine()
        break
      case 'message':
        emit({ type: 'arrived', conversationId: event.conversationId, messageId: event.messageId })
        break
      case 'presence':
        emit(event)
        break
    }
  })
  void readLine()

  return {
    place: () => ask('messages.place', {}),
    counts: () => ask('messages.counts', {}),
    conversations: (query) => ask('messages.conversations', query),
    conversation: (id) => ask('messages.conversation', { id }),
    search: (text, limit) => ask('messages.search', { text, ...(limit !== undefined && { limit }) }),
    thread: (query) => ask('messages.thread', query),
    start: (input) => act('messages.start', input),
    send: (conversationId, message) => act('messages.send', { conversationId, message }),
    edit: (messageId, body) => act('messages.edit', { messageId, body }),
    remove: (messageId) => act('messages.remove', { messageId }),
    retry: (messageId, body) => act('messages.retry', { messageId, ...(body !== undefined && { body }) }),
    discard: (messageId) => act('messages.discard', { messageId }),
    markRead: (conversationId, messageId) => act('messages.markRead', { conversationId, messageId }),
    setStatus: (conversationId, status, snoozedUntil) =>
      act('messages.setStatus', { conversationId, status, ...(snoozedUntil !== undefined && { snoozedUntil }) }),
    assign: (conversationId, staffId) => act('messages.assign', { conversationId, staffId }),
    draft: async (conversationId) => (await ask('messages.draft', { conversationId })).draft,
    saveDraft: (conversationId, draft) => act('messages.saveDraft', { conversationId, draft }),
    templates: () => ask('messages.templates', {}),
    templateValues: (conversationId, language) => ask('messages.templateValues', { conversationId, language }),
    saveTemplate: (template) => act('messages.saveTemplate', template),
    removeTemplate: (id) => act('messages.removeTemplate', { id }),
    addAttachment: (conversationId, file) => ask('messages.addAttachment', { conversationId, ...file }),
    dropAttachment: (id) => act('messages.dropAttachment', { id }),
    openAttachment: (id) => ask('messages.openAttachment', { id }),
    announcementPreview: (audience) => ask('messages.announcementPreview', { audience }),
    announce: (input) => act('messages.announce', input),
    announcements: () => ask('messages.announcements', {}),
    announcementRecipients: (id) => ask('messages.announcementRecipients', { id }),
    view(conversationId) {
      void bridge.request('messages.view', { conversationId })
      return () => void bridge.request('messages.view', { conversationId: null })
    },
    typing(conversationId, on) {
      // Main spaces the signs on the line; this spares it a request for each key.
      const now = performance.now()
      if (on && typed.conversationId === conversationId && now - typed.at < TYPING_EVERY_MS) return
      typed = { conversationId, at: on ? now : Number.NEGATIVE_INFINITY }
      void bridge.request('messages.typing', { conversationId, on })
    },
    connection: () => line,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop,
  }
}
