import type { Change } from '../store/changes.ts'

/**
 * Gathers changes and tells them at most once per `defer`, so that a burst of commits costs the window one
 * refresh. An empty list of ids means "many": it stays empty when merged.
 */
export function coalesceChanges(
  defer: (run: () => void) => void,
  send: (change: Change) => void,
): (change: Change) => void {
  let pending: Map<string, Set<string> | null> | null = null
  return ({ tables }) => {
    const first = pending === null
    pending ??= new Map()
    for (const [table, ids] of Object.entries(tables)) {
      const known = pending.get(table)
      if (ids.length === 0 || known === null) pending.set(table, null)
      else pending.set(table, new Set([...(known ?? []), ...ids]))
    }
    if (!first) return
    defer(() => {
      const merged = pending ?? new Map<string, Set<string> | null>()
      pending = null
      send({ tables: Object.fromEntries([...merged].map(([table, ids]) => [table, ids ? [...ids] : []])) })
    })
  }
}
