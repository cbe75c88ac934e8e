import type { QueryClient } from '@tanstack/react-query'
import { request } from '../window/data/bridge.ts'
import { routeKey } from '../window/data/queries.ts'

const PAGES = { residents: 'residents.get', units: 'units.get', packages: 'packages.get' } as const

/** Asks for what the page of a person, unit or parcel shows as soon as its address is known: the answer comes while the page before it goes. */
export function askAhead(queries: QueryClient, path: string): void {
  const [, room, id] = /^\/(residents|units|packages)\/([\da-f-]{36})$/.exec(path) ?? []
  if (!id) return
  const name = PAGES[room as keyof typeof PAGES]
  void queries.prefetchQuery({ queryKey: routeKey(name, { id }), queryFn: () => request(name, { id }) })
}
