import type { PushAnswer, WireResult, WireTransaction } from '../../../src/shared/sync/wire.ts'
import { createReads } from './reads.ts'
import { createRows, type ServerRow, type State } from './rows.ts'
import { createTransact } from './transact.ts'

/** What happened to the server, in order: what a real one must do in the same way. */
export type Observed =
  | { kind: 'write'; table: string; row: ServerRow; before: ServerRow | null }
  | { kind: 'hand_on'; desk: string; caller: string; acts: readonly string[] }
  | {
      kind: 'push'
      at: string
      desk: string
      caller: string
      transactions: readonly WireTransaction[]
      results: WireResult[]
    }

/**
 * What sync_push, sync_pull and sync_digest do, in memory: a building clock, each transaction whole or not at all, its
 * result kept, steps of a parcel's life guarded, an epoch per caller.
 */
export function createServer(now: () => number, building: string, observe?: (event: Observed) => void) {
  const rows = createRows()
  const { state, rowsOf, check, put, settleNotices } = rows
  let restored = 0
  let epoch = 0
  const rights = new Map<string, { allowed: boolean; version: number }>()
  const listeners = new Set<() => void>()

  const right = (desk: string) => {
    let found = rights.get(desk)
    if (!found) rights.set(desk, (found = { allowed: true, version: 1 }))
    return found
  }
  const epochOf = (desk: string) => `e${epoch}.${right(desk).version}`
  const time = () => new Date(now()).toISOString()

  const transact = createTransact({ rows, building, now, allowed: (desk) => right(desk).allowed })
  const reads = createReads({ rows, epochOf, time })
  const announce = () => {
    for (const listener of listeners) listener()
  }

  return {
    epochOf,
    state,
    /** How often it was put back to a backup. */
    restores: () => restored,
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** `caller`: whose session sends them. */
    push(desk: string, caller: string, transactions: readonly WireTransaction[]): PushAnswer {
      const seq = state().seq
      const at = time()
      const results = transactions.map((tx) => transact(desk, caller, tx))
      observe?.({
        kind: 'push',
        at,
        desk,
        caller,
        transactions: structuredClone(transactions),
        results: structuredClone(results),
      })
      if (state().seq !== seq) announce()
      return { results, epoch: epochOf(desk), server_time: time() }
    },
    /** The caller's own acts that wait at a desk may go out under another session. */
    handOn(desk: string, caller: string, acts: readonly string[]): void {
      for (const act of acts) state().handedOn.add(`${act} ${desk} ${caller}`)
      observe?.({ kind: 'hand_on', desk, caller, acts })
    },
    ...reads,
    allowed: (desk: string) => right(desk).allowed,
    setRights(desk: string, allowed: boolean): void {
      const found = right(desk)
      if (found.allowed === allowed) return
      found.allowed = allowed
      found.version++
    },
    /** A writer that is no desk: the portal, an administrator. Breaking a rule does nothing. */
    write(table: string, id: string, change: (row: ServerRow | null) => ServerRow): boolean {
      const before = rowsOf(table).get(id) ?? null
      const after = change(before ? { ...before } : null)
      try {
        check(table, after)
      } catch {
        return false
      }
      put(table, id, after)
      settleNotices(table, id)
      observe?.({ kind: 'write', table, row: { ...after }, before })
      announce()
      return true
    },
    backup: rows.backup,
    /** Everything after the backup is forgotten, change numbers are handed out again. `said`: a new epoch tells the desks. */
    restore(backup: State, said = true): void {
      rows.restore(backup)
      restored++
      if (said) epoch++
      announce()
    },
    row: (table: string, id: string) => rowsOf(table).get(id),
    rows: (table: string) => [...rowsOf(table).values()],
    tables: () => [...state().tables.keys()],
  }
}

export type Server = ReturnType<typeof createServer>
