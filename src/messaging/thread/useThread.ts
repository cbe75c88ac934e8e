import { useState } from 'react'
import { useQueries } from '@tanstack/react-query'
import type { ThreadItem, ThreadWindow } from '../../shared/messaging/schema.ts'
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
  /** The same function as long as what it answers is the same. */
  itemAt: (index: number) => ThreadItem | undefined
  /** All that is in sight has been answered at least once. */
  isReady: boolean
  error: unknown
}

type Pages = ReadonlyMap<number, ThreadWindow>
type Seen = Pick<ThreadView, 'itemAt'> & { pages: Pages }

/** The pages that what is in sight needs. */
function pagesOf({ first, last }: Sight, length: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor((first - AHEAD) / PAGE))
  return { from, to: Math.max(from, Math.floor(Math.min(length - 1, last + AHEAD) / PAGE)) }
}

/** True when both need the same pages: scrolling within them asks for nothing and draws nothing anew. */
export function needSame(a: Sight, b: Sight, length: number): boolean {
  const [one, other] = [pagesOf(a, length), pagesOf(b, length)]
  return one.from === other.from && one.to === other.to
}

const seenOf = (pages: Pages): Seen => ({
  pages,
  itemAt: (index) => pages.get(Math.floor(index / PAGE))?.items[index % PAGE],
})

/** The same when nothing new was answered. */
function withNew(seen: Seen, answers: readonly (readonly [number, ThreadWindow | undefined])[]): Seen {
  const fresh = answers.flatMap(([page, data]) =>
    data && seen.pages.get(page) !== data ? [[page, data] as const] : [],
  )
  return fresh.length === 0 ? seen : seenOf(new Map([...seen.pages, ...fresh]))
}

/** The part of a thread that is in sight, by place; what was seen before stays known, so that nothing changes its size. */
export function useThread(conversationId: string, length: number, sight: Sight): ThreadView {
  const client = useClient()
  const [seen, setSeen] = useState(() => seenOf(new Map()))
  const { from, to } = pagesOf(sight, length)
  const wanted = Array.from({ length: to - from + 1 }, (_, n) => from + n)
  const results = useQueries({
    queries: wanted.map((page) => ({
      queryKey: ['thread', conversationId, page],
      queryFn: () => client.thread({ conversationId, offset: page * PAGE, limit: PAGE }),
    })),
  })

  const known = withNew(
    seen,
    wanted.map((page, n) => [page, results[n]?.data]),
  )
  // Kept during rendering, as React describes for state that follows from what was rendered before.
  if (known !== seen) setSeen(known)
  const { pages, itemAt } = known
  // A page that still answers the old total must not leave a hole at the end for a frame.
  const lastPage = pages.get(Math.floor(Math.max(0, length - 1) / PAGE))
  return {
    count: lastPage ? Math.min(length, lastPage.total) : length,
    itemAt,
    isReady: wanted.every((page) => pages.has(page)),
    error: results.find(({ error }) => error)?.error ?? null,
  }
}
