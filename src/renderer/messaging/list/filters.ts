import type { ConversationQuery, MessageCounts } from '../../../shared/messaging/schema.ts'

export const FILTERS = ['open', 'unread', 'mine', 'snoozed', 'closed', 'all'] as const
export type Filter = (typeof FILTERS)[number]

/** What a filter asks for. What was put off or closed is not in the way of what is open. */
export const queryOf = (filter: Filter, longestWaiting: boolean): ConversationQuery => ({
  filter:
    filter === 'all'
      ? {}
      : filter === 'unread'
        ? { unread: true }
        : filter === 'mine'
          ? { status: 'open', assignee: 'me' }
          : { status: filter },
  sort: longestWaiting ? 'waiting' : 'latest',
})

/** The number beside a filter; none for what only grows. */
export const countOf = (filter: Filter, counts: MessageCounts | undefined): number | undefined =>
  filter === 'closed' || filter === 'all' ? undefined : counts?.[filter]
