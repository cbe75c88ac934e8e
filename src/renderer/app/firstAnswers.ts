import type { QueryClient } from '@tanstack/react-query'
import type { Request, RouteName } from '../../shared/contract/index.ts'
import { request } from '../lib/bridge.ts'
import { routeKey } from '../lib/queries.ts'

/** The last acts, as the column beside every screen shows them. */
export const RECENT_ACTS = { limit: 30 } satisfies Request<'acts.recent'>
/** The parcels registered last, as the intake shows them. */
export const LATEST_PARCELS = { sort: 'newest', limit: 6 } satisfies Request<'packages.list'>

const PATIENCE_MS = 150

/**
 * Asks for all that the first screen shows, before it is drawn: so it is drawn once, and whole.
 * Settles when everything is answered, or soon anyway: a building that opens slowly shows the console's frame meanwhile.
 */
export function askFirst(queries: QueryClient): Promise<unknown> {
  const ask = <N extends RouteName>(name: N, input: Request<N>) =>
    queries.prefetchQuery({ queryKey: routeKey(name, input), queryFn: () => request(name, input) })
  const answers = Promise.all([
    ask('app.status', {}),
    ask('account.status', {}),
    ask('session.get', {}),
    ask('packages.counts', {}),
    ask('acts.recent', RECENT_ACTS),
    ask('packages.list', LATEST_PARCELS),
    ask('scanners.status', {}),
    ask('sync.status', {}),
    ask('messages.counts', {}),
    // A first layout in other letters costs more than the wait for these, and then moves.
    document.fonts.load("1em 'Atkinson Hyperlegible Next Variable'").catch(() => undefined),
  ])
  return Promise.race([answers, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
}
