import { useState } from 'react'
import { useQueries } from '@tanstack/react-query'
import { request } from './bridge.ts'
import { routeKey } from './queries.ts'
import type { Request } from '../../../shared/contract/index.ts'
import { PAGE, pagesFor } from '../../../ui/grid/pages.ts'

type ListRoute = 'packages.list' | 'residents.list' | 'units.list'

export interface Window<Row> {
  total: number
  /** A row, or undefined while its page is on the way. */
  rowAt: (index: number) => Row | undefined
  /** The first answer has not come yet: show nothing rather than an empty list. */
  isFirst: boolean
  error: unknown
}

interface Seen<Row> {
  key: string
  total: number
  pages: ReadonlyMap<number, readonly Row[]>
}

interface Page<Row> {
  rows: readonly Row[]
  total: number
}

/**
 * The pages of a long list that are in sight. While a new filter is being answered the last list stays, so that
 * nothing flashes; that takes milliseconds.
 */
export function usePages<Row>(route: ListRoute, input: object, inSight: { first: number; last: number }): Window<Row> {
  const key = JSON.stringify(input)
  const [seen, setSeen] = useState<Seen<Row> | null>(null)
  const total = seen?.key === key ? seen.total : 0
  const wanted = pagesFor(inSight.first, inSight.last, total)
  const results = useQueries({
    queries: wanted.map((page) => {
      const ask = { ...input, offset: page * PAGE, limit: PAGE } as Request<ListRoute>
      return { queryKey: routeKey(route, ask), queryFn: () => request(route, ask) as unknown as Promise<Page<Row>> }
    }),
  })

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
    rowAt: (index) => shown?.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
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
