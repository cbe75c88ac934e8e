import { useState } from 'react'
import { useQueries } from '@tanstack/react-query'
import type { ConversationPage, ConversationQuery, ConversationRow } from '../../shared/messaging/schema.ts'
import { useClient } from '../host.tsx'

const PAGE = 50

export interface ListView {
  total: number
  rowAt: (index: number) => ConversationRow | undefined
  /** Nothing has been answered yet. */
  isFirst: boolean
  error: unknown
}

interface Seen {
  key: string
  total: number
  pages: ReadonlyMap<number, ConversationPage>
}

/** The pages of the list that are in sight; the list before stays until a new filter is answered, so nothing flashes. */
export function usePagesOf(query: ConversationQuery, sight: { first: number; last: number }): ListView {
  const client = useClient()
  const key = JSON.stringify(query)
  const [seen, setSeen] = useState<Seen | null>(null)
  const isSame = seen?.key === key
  const from = isSame ? Math.floor(sight.first / PAGE) : 0
  const to = isSame ? Math.floor(Math.min(Math.max(0, seen.total - 1), sight.last) / PAGE) : 0
  const wanted = Array.from({ length: Math.max(0, to - from) + 1 }, (_, n) => from + n)
  const results = useQueries({
    queries: wanted.map((page) => ({
      queryKey: ['conversations', key, page],
      queryFn: () => client.conversations({ ...query, offset: page * PAGE, limit: PAGE }),
    })),
  })
  let shown = seen
  const isNew = wanted.some((page, n) => results[n]?.data && (!isSame || seen.pages.get(page) !== results[n].data))
  if (isNew) {
    const pages = new Map(isSame ? seen.pages : [])
    wanted.forEach((page, n) => {
      const data = results[n]?.data
      if (data) pages.set(page, data)
    })
    const total = results.findLast(({ data }) => data !== undefined)?.data?.total ?? 0
    shown = { key, total, pages }
    // Kept during rendering, as React describes for state that follows from what was rendered before.
    setSeen(shown)
  }
  return {
    total: shown?.total ?? 0,
    rowAt: (index) => shown?.pages.get(Math.floor(index / PAGE))?.rows[index % PAGE],
    isFirst: shown === null,
    error: results.find(({ error }) => error)?.error ?? null,
  }
}
