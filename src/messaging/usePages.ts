import { useState } from 'react'
import { useQueries } from '@tanstack/react-query'
import { pagesFor } from './pagesFor.ts'

export interface Page<Row> {
  rows: readonly Row[]
  total: number
}

export interface Listing<Row> {
  total: number
  /** A row, or undefined while its page is on the way. */
  rowAt: (index: number) => Row | undefined
  /** The first answer has not come yet: show nothing rather than an empty list. */
  isFirst: boolean
  error: unknown
}

interface Asked<Row> {
  /** What is listed: another key is another list. */
  key: string
  /** Rows of a page. */
  size: number
  ask: (page: number) => { queryKey: readonly unknown[]; queryFn: () => Promise<Page<Row>> }
}

interface Seen<Row> {
  key: string
  total: number
  pages: ReadonlyMap<number, readonly Row[]>
}

/**
 * The pages of a long list that are in sight. While a new filter is being answered the last list stays, so that
 * nothing flashes; that takes milliseconds.
 */
export function usePages<Row>({ key, size, ask }: Asked<Row>, inSight: { first: number; last: number }): Listing<Row> {
  const [seen, setSeen] = useState<Seen<Row> | null>(null)
  const wanted = pagesFor(inSight, seen?.key === key ? seen.total : 0, size)
  const results = useQueries({ queries: wanted.map(ask) })

  const answers = new Map<number, readonly Row[]>()
  let counted: number | null = null
  wanted.forEach((page, i) => {
    const data = results[i]?.data
    if (!data) return
    answers.set(page, data.rows)
    counted = data.total
  })

  const fresh = counted === null ? null : merge(seen, { key, total: counted, pages: answers })
  // Kept during rendering, as React describes for state that follows from what was rendered before.
  if (fresh && fresh !== seen) setSeen(fresh)
  const shown = fresh ?? seen
  return {
    total: shown?.total ?? 0,
    rowAt: (index) => shown?.pages.get(Math.floor(index / size))?.[index % size],
    isFirst: shown === null,
    error: results.find(({ error }) => error)?.error ?? null,
  }
}

/** The same object when nothing changed, so that rendering settles. */
function merge<Row>(seen: Seen<Row> | null, fresh: Seen<Row>): Seen<Row> {
  if (!seen || seen.key !== fresh.key) return fresh
  const same = seen.total === fresh.total && [...fresh.pages].every(([page, rows]) => seen.pages.get(page) === rows)
  return same ? seen : { ...fresh, pages: new Map([...seen.pages, ...fresh.pages]) }
}
