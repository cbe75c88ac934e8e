import { useCallback, useState } from 'react'
import type { Request } from '../../../shared/contract/index.ts'
import { usePages as usePagesOf, type Listing, type Page } from '../../../messaging/usePages.ts'
import { request } from './bridge.ts'
import { routeKey } from './queries.ts'

type ListRoute = 'packages.list' | 'residents.list' | 'units.list' | 'import.lines' | 'import.gone'

/** Rows that are asked for at a time. */
const SIZE = 100

/** A route's long list: the rows that are in sight, and how its grid tells which these are. */
export function usePages<Row>(
  route: ListRoute,
  input: object,
): Listing<Row> & { onSight: (first: number, last: number) => void } {
  const [sight, setSight] = useState({ first: 0, last: 30 })
  const onSight = useCallback(
    (first: number, last: number) =>
      setSight((before) => (before.first === first && before.last === last ? before : { first, last })),
    [],
  )
  const ask = (page: number) => {
    const asked = { ...input, offset: page * SIZE, limit: SIZE } as Request<ListRoute>
    return { queryKey: routeKey(route, asked), queryFn: () => request(route, asked) as unknown as Promise<Page<Row>> }
  }
  return { ...usePagesOf({ key: JSON.stringify(input), size: SIZE, ask }, sight), onSight }
}
