import type { ConversationQuery, MessageCounts, MessagingPlace } from '../../shared/messaging/schema.ts'

const FILTERS = ['open', 'unread', 'mine', 'unassigned', 'snoozed', 'closed', 'all'] as const
export type Filter = (typeof FILTERS)[number]

/** What the list is narrowed to. */
export interface Narrowing {
  filter: Filter
  /** Whose they are to answer; null: anybody's. */
  colleagueId: string | null
  longestWaiting: boolean
}

/** Filters that say themselves whose the conversations are. */
export const saysWhose = (filter: Filter): boolean => filter === 'mine' || filter === 'unassigned'

/** The filters of whoever looks: for a resident a conversation is nobody's to answer and is never put off. */
export const filtersFor = (may: MessagingPlace['may'] | undefined): readonly Filter[] =>
  may?.manage === false ? FILTERS.filter((id) => !saysWhose(id) && id !== 'snoozed') : FILTERS

/** What a filter asks for. What was put off or closed is not in the way of what is open. */
export function queryOf({ filter, colleagueId, longestWaiting }: Narrowing): ConversationQuery {
  const whose = filter === 'mine' ? 'me' : filter === 'unassigned' ? 'nobody' : colleagueId
  const status = saysWhose(filter) ? 'open' : filter === 'unread' || filter === 'all' ? null : filter
  return {
    filter: {
      ...(filter === 'unread' && { unread: true }),
      ...(status !== null && { status: status as 'open' | 'snoozed' | 'closed' }),
      ...(whose !== null && { assignee: whose }),
    },
    sort: longestWaiting ? 'waiting' : 'latest',
  }
}

/** The number beside a filter; none for what only grows, and none while it is narrowed to one colleague. */
export const countOf = (
  { filter, colleagueId }: Pick<Narrowing, 'filter' | 'colleagueId'>,
  counts: MessageCounts | undefined,
): number | undefined =>
  filter === 'closed' || filter === 'all' || (colleagueId !== null && !saysWhose(filter)) ? undefined : counts?.[filter]
