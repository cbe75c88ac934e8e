import { useState } from 'react'
import { useQueries } from '@tanstack/react-query'
import type { ThreadItem, ThreadWindow } from '../../../shared/messaging/schema.ts'
import { useClient } from '../host.tsx'

export const PAGE = 50
/** Rows beyond the sight that are asked for early, so that scrolling finds them there. */
const AHEAD = 20

export interface Sight {
  first: number
  last: number
}

export interface ThreadView {
  count: number
  itemAt: (index: number) => ThreadItem | undefined
  /** All that is in sight has been answered at least once. */
  isReady: boolean
  error: unknown
}

type Pages = ReadonlyMap<number, ThreadWindow>

/** The part of a thread that is in sight, by place; what was seen before stays known, so that nothing changes its size. */
export function useThread(conversationId: string, length: number, sight: Sight): ThreadView {
  const client = useClient()
  const [seen, setSeen] = useState<Pages>(new Map())
  const from = Math.max(0, Math.floor((sight.first - AHEAD) / PAGE))
  const to = Math.max(from, Math.floor(Math.min(length - 1, sight.last + AHEAD) / PAGE))
  const wanted = Array.from({ length: to - from + 1 }, (_, n) => from + n)
  const results = useQueries({
    queries: wanted.map((page) => ({
      queryKey: ['thread', conversationId, page],
      queryFn: () => client.thread({ conversationId, offset: page * PAGE, limit: PAGE }),
    })),
  })

  const isNew = wanted.some((page, n) => results[n]?.data && seen.get(page) !== results[n].data)
  let pages = seen
  if (isNew) {
    const next = new Map(seen)
    wanted.forEach((page, n) => {
      const data = results[n]?.data
      if (data) next.set(page, data)
    })
    pages = next
    // Kept during rendering, as React describes for state that follows from what was rendered before.
    setSeen(next)
  }
  // A page that still answers the old total must not leave a hole at the end for a frame.
  const lastPage = pages.get(Math.floor(Math.max(0, length - 1) / PAGE))
  return {
    count: lastPage ? Math.min(length, lastPage.total) : length,
    itemAt: (index) => pages.get(Math.floor(index / PAGE))?.items[index % PAGE],
    isReady: wanted.every((page) => pages.has(page)),
    error: results.find(({ error }) => error)?.error ?? null,
  }
}
