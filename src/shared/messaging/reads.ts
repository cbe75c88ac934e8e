import type { MessagingClient } from './client.ts'
import { excerpt } from './excerpt.ts'
import type { Model } from './model.ts'
import type { Conversation, MessagingPlace, SearchHit } from './schema.ts'
import { fold, words } from '../text/fold.ts'

type Reads = Pick<MessagingClient, 'counts' | 'conversations' | 'conversation' | 'search' | 'thread'>

/** The reading half of the port on a model in memory. */
export function modelReads(place: MessagingPlace, model: Model): Reads {
  const { me } = place
  const { all, find, items, toRow, latest } = model
  return {
    counts: async () => {
      const rows = [...all.values()].map(toRow)
      const open = rows.filter(({ status }) => status === 'open')
      return {
        open: open.length,
        mine: open.filter(({ assignee }) => assignee?.id === me.id).length,
        unassigned: open.filter(({ assignee }) => !assignee).length,
        snoozed: rows.filter(({ status }) => status === 'snoozed').length,
        closed: rows.filter(({ status }) => status === 'closed').length,
        unread: open.filter(({ unread }) => unread > 0).length,
      }
    },
    conversations: async ({ filter = {}, sort = 'latest', offset = 0, limit = 50 }) => {
      const wanted = filter.assignee === 'me' ? me.id : filter.assignee
      const rows = [...all.values()]
        .map(toRow)
        .filter(
          (row) =>
            (!filter.status || row.status === filter.status) &&
            (!wanted || (wanted === 'nobody' ? !row.assignee : row.assignee?.id === wanted)) &&
            (!filter.unread || (row.status === 'open' && row.unread > 0)) &&
            (!filter.residentId || row.residents.some(({ id }) => id === filter.residentId)) &&
            (!filter.unitId || row.unit?.id === filter.unitId) &&
            (!filter.packageId || row.parcel?.id === filter.packageId),
        )
        .toSorted((a, b) =>
          sort === 'latest' ? latest(b).localeCompare(latest(a)) : latest(a).localeCompare(latest(b)),
        )
      return { rows: rows.slice(offset, offset + limit), total: rows.length }
    },
    conversation: async (id): Promise<Conversation> => {
      const kept = find(id)
      const languages = new Set(kept.residents.map(({ language }) => language))
      return {
        ...toRow(kept),
        language: languages.size === 1 ? [...languages][0]! : 'fr',
        readUpTo: kept.markers[me.id]?.readAt ?? null,
        length: items(kept).length,
        canWrite: kept.residents.some(({ gone }) => !gone),
      }
    },
    search: async (text, limit = 20) => {
      const wanted = words(text)
      if (wanted.length === 0) return []
      const matches = (given: string) =>
        wanted.every((word) =>
          fold(given)
            .split(' ')
            .some((each) => each.startsWith(word)),
        )
      return [...all.values()]
        .flatMap((kept): SearchHit[] => {
          const { id, subject, unit, residents } = toRow(kept)
          const hit = { conversation: { id, subject, unit, residents }, messageId: null, offset: null, at: null }
          const name = [kept.subject, ...kept.residents.map((each) => each.name)].find(matches)
          if (name !== undefined) return [{ ...hit, excerpt: excerpt(name, wanted) }]
          return items(kept).flatMap((item, offset) =>
            item.kind === 'message' && matches(item.body)
              ? [{ ...hit, messageId: item.id, offset, at: item.sentAt, excerpt: excerpt(item.body, wanted) }]
              : [],
          )
        })
        .slice(0, limit)
    },
    thread: async ({ conversationId, offset, limit = 50 }) => {
      const list = items(find(conversationId))
      const from = offset < 0 ? Math.max(0, list.length + offset) : Math.min(offset, list.length)
      return { items: list.slice(from, from + limit), offset: from, total: list.length }
    },
  }
}
