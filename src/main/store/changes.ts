import { describe } from './faults.ts'
import type { Logger } from './ports.ts'

/** Which rows a commit touched. An empty list: more of that table than it is worth naming. */
export interface Change {
  tables: Record<string, string[]>
}

/** Collects the touched rows of one commit. */
export interface ChangeSet {
  add(table: string, id?: string): void
  toChange(): Change | null
}

/** Collects for one commit; several touches of a row count once. */
export function changeSet(): ChangeSet {
  const tables = new Map<string, Set<string>>()
  return {
    add(table, id) {
      let ids = tables.get(table)
      if (!ids) tables.set(table, (ids = new Set()))
      if (id !== undefined) ids.add(id)
    },
    toChange: () =>
      tables.size === 0 ? null : { tables: Object.fromEntries([...tables].map(([name, ids]) => [name, [...ids]])) },
  }
}

/** Tells listeners after a commit. A listener that throws cannot make a committed act look failed. */
export function changeFeed(log: Logger) {
  /** Tables of commits that are told later, together. */
  const untold = new Set<string>()
  const listeners = new Set<(change: Change) => void>()
  function emit(change: Change | null): void {
    if (!change) return
    for (const listener of listeners) {
      try {
        listener(change)
      } catch (error) {
        log.error('store.listener_failed', { detail: describe(error) })
      }
    }
  }
  return {
    on(listener: (change: Change) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    emit,
    keep(change: Change | null): void {
      for (const table of Object.keys(change?.tables ?? {})) untold.add(table)
    },
    tellKept(): void {
      const tables = Object.fromEntries([...untold].map((table) => [table, []]))
      untold.clear()
      if (Object.keys(tables).length > 0) emit({ tables })
    },
  }
}
