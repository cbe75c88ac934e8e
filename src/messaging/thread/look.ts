import type { ThreadItem, ThreadMessage } from '../../shared/messaging/schema.ts'

/** How an item stands among its neighbours. */
export interface Look {
  /** The day begins with it. */
  day: boolean
  /** The new messages begin with it. */
  divider: boolean
  /** It begins a run of one author: name on top. */
  first: boolean
  /** It ends the run. */
  last: boolean
}

/** Messages of one author further apart than this do not stand as one run. */
const RUN_MS = 5 * 60_000

/** The moment that places an item in the thread. */
export const momentOf = (item: ThreadItem): string =>
  item.kind === 'message' ? (item.arrivedAt ?? item.sentAt) : item.at

function sameRun(a: ThreadItem | undefined, b: ThreadItem | undefined, dayOf: (at: string) => string): boolean {
  if (a?.kind !== 'message' || b?.kind !== 'message') return false
  return (
    a.author.id === b.author.id &&
    a.internalNote === b.internalNote &&
    a.announcement === b.announcement &&
    dayOf(momentOf(a)) === dayOf(momentOf(b)) &&
    Math.abs(Date.parse(momentOf(b)) - Date.parse(momentOf(a))) <= RUN_MS
  )
}

/** Where days, runs and the new messages begin. Neighbours that are not known yet count as another author's. */
export function lookOf(
  [before, item, after]: readonly [ThreadItem | undefined, ThreadItem, ThreadItem | undefined],
  { dividerId, isFirst, dayOf }: { dividerId: string | null; isFirst: boolean; dayOf: (at: string) => string },
): Look {
  const divider = item.id === dividerId
  return {
    day: before ? dayOf(momentOf(before)) !== dayOf(momentOf(item)) : isFirst,
    divider,
    first: divider || !sameRun(before, item, dayOf),
    last: after?.id === dividerId || !sameRun(item, after, dayOf),
  }
}

/** The first message of the other side after what was read, where the new messages begin. */
export function firstUnread(items: readonly ThreadItem[], readUpTo: string | null): string | null {
  const found = items.find(
    (item) => item.kind === 'message' && isOfOthers(item) && (item.arrivedAt ?? '') > (readUpTo ?? ''),
  )
  return found?.id ?? null
}

/** Of the other side: nobody's receipt is shown for it, and it is no note. */
export const isOfOthers = (item: ThreadMessage): boolean =>
  item.delivery === null && !item.internalNote && !item.mine && item.removedAt === null
