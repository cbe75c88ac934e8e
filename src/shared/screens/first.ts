import type { Request, RouteName } from '../contract/index.ts'

type Question = { [N in RouteName]: readonly [N, Request<N>] }[RouteName]

/** The last acts, as the column beside every screen shows them. */
export const RECENT_ACTS = { limit: 30 } satisfies Request<'acts.recent'>
/** The parcels registered last, as the intake shows them. */
export const LATEST_PARCELS = { sort: 'newest', limit: 6 } satisfies Request<'packages.list'>

/** All that the first screen shows. The page asks for it; main has asked itself before, while the page was loading. */
export const FIRST_QUESTIONS: readonly Question[] = [
  ['app.status', {}],
  ['account.status', {}],
  ['duty.status', {}],
  ['session.get', {}],
  ['packages.counts', {}],
  ['acts.recent', RECENT_ACTS],
  ['packages.list', LATEST_PARCELS],
  ['scanners.status', {}],
  ['sync.status', {}],
  ['messages.counts', {}],
]
