import type { Changed } from '../services/changed.ts'

/** Ids that were told so far; null: any. */
type Ids = ReadonlySet<string> | null
const joined = (known: Ids | undefined, more: readonly string[] | null): Ids =>
  more === null || known === null ? null : new Set([...(known ?? []), ...more])

/**
 * Gathers changes and tells them at most once per `defer`, so that a burst of commits costs the window one
 * refresh. An empty list of ids of a table means "any": it stays empty when merged.
 */
export function coalesceChanges(
  defer: (run: () => void) => void,
  send: (change: Changed) => void,
): (change: Changed) => void {
  let pending: { tables: Map<string, Ids>; conversations: Ids } | null = null
  return ({ tables, conversations }) => {
    const first = pending === null
    pending ??= { tables: new Map(), conversations: new Set() }
    for (const [table, ids] of Object.entries(tables))
      pending.tables.set(table, joined(pending.tables.get(table), ids.length === 0 ? null : ids))
    pending.conversations = joined(pending.conversations, conversations)
    if (!first) return
    defer(() => {
      const merged = pending!
      pending = null
      send({
        tables: Object.fromEntries([...merged.tables].map(([table, ids]) => [table, ids ? [...ids] : []])),
        conversations: merged.conversations && [...merged.conversations],
      })
    })
  }
}
