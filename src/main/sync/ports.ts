import type { FreshReplica } from '../store/sync/fresh.ts'
import type { SyncSide } from '../store/sync/side.ts'
import type { Logger } from '../store/ports.ts'
import type { WireTransaction } from '../../shared/sync/wire.ts'

export interface SyncClock {
  now(): Date
  /** Milliseconds that no one can set back. */
  monotonic(): number
  /** Runs once after a while; answers how to call it off. */
  later(ms: number, run: () => void): () => void
}

export interface ChannelEvents {
  /** Something changed on the server, perhaps. */
  hint(): void
  /** The channel is joined: hints may come from now on. */
  ready(): void
  down(): void
}

/** From a cursor on (null: from the start), up to another one where that is known. */
export interface PageSpan {
  from: string | null
  until: string | null
}

export interface PageLimit {
  rows: number
  bytes: number
}

/** The line to the server. Answers are not trusted: the engine parses them. No retries of its own. */
export interface Transport {
  /** Makes sure of a session: refreshes it where needed. */
  signIn(signal: AbortSignal): Promise<void>
  push(desk: string, transactions: readonly WireTransaction[], signal: AbortSignal): Promise<unknown>
  /** A page of what changed: at most so many rows, about so many bytes, and at least one row where there is one. */
  pull(building: string, cursor: string | null, limit: PageLimit, signal: AbortSignal): Promise<unknown>
  /** The same of a whole reading. */
  read(building: string, span: PageSpan, limit: PageLimit, signal: AbortSignal): Promise<unknown>
  /** How much a whole reading from a cursor on brings, and where its pages of so many rows begin. */
  outline(building: string, cursor: string | null, rows: number, signal: AbortSignal): Promise<unknown>
  /** `columns`: whose values are compared, by table. */
  digest(building: string, columns: Readonly<Record<string, readonly string[]>>, signal: AbortSignal): Promise<unknown>
  /** Joins the building's channel and keeps rejoining by itself; answers how to leave. */
  listen(building: string, events: ChannelEvents): () => void
}

/** Fills a fresh replica and puts it in the place of the one in use. */
export interface ReplicaSwap {
  open(): FreshReplica
  /** Stops what writes, calls `fresh.replace(store)`, opens the replica again. Fails when the old one stays in use. */
  swap(fresh: FreshReplica): Promise<void>
}

export interface SyncPorts {
  clock: SyncClock
  /** A number in [0, 1). */
  chance(): number
  transport: Transport
  /** The open replica; null while there is none. */
  side(): SyncSide | null
  replica: ReplicaSwap
  log: Logger
  place: { building: string; desk: string }
}

export type { SyncState, SyncStatus } from '../../shared/contract/sync.ts'
