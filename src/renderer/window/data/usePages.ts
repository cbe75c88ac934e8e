import type { Request } from '../../../shared/contract/index.ts'
import { usePages as usePagesOf, type Listing, type Page } from '../../../messaging/usePages.ts'
import { request } from './bridge.ts'
import { routeKey } from './queries.ts'

type ListRoute = 'packages.list' | 'residents.list' | 'units.list' | 'import.lines' | 'import.gone'

/** Rows that are asked for at a time. */
const SIZE = 100

/** The rows of a route's long list that are in sight. */
export function usePages<Row>(route: ListRoute, input: object, inSight: { first: number; last: number }): Listing<Row> {
  const ask = (page: number) => {
    const asked = { ...input, offset: page * SIZE, limit: SIZE } as Request<ListRoute>
    return { queryKey: routeKey(route, asked), queryFn: () => request(route, asked) as unknown as Promise<Page<Row>> }
  }
  return usePagesOf({ key: JSON.stringify(input), size: SIZE, ask }, inSight)
}
