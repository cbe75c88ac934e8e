import { BATCH_ACTS, BATCH_OPEN } from '../batch.ts'
import type { OutboxEntry } from '../outbox.ts'
import type { SyncContext } from './context.ts'
import { footprint, keyOf, readOps, type QueuedEntry, type StoredEntry } from './ops.ts'

export interface Batch {
  entries: QueuedEntry[]
  /** Stored entries that cannot be read: never to be sent. */
  unreadable: StoredEntry[]
  /** When the first entry that had to stay behind may be tried again (device clock); null when none stays. */
  later: string | null
}

export interface BatchLimits {
  count: number
  bytes: number
  /** The longest that an entry may have been told to wait: a clock that was set back must not lengthen it. */
  longestWaitMs: number
}

const SELECT = 'SELECT seq, id, name, schema, actor_id, at, ops, attempts, next_attempt_at FROM _outbox ORDER BY seq'

/**
 * The next acts to send, oldest first. Parts of an act that is still being written stay. An act that waits for its next attempt holds back only what builds on it, and a
 * message those that were written after it in its conversation: what was said first is read first. An act
 * that changes a row which an earlier one of the batch changed goes with the next batch: it must not be tried when that
 * one is refused.
 */
export function nextBatch({ sql }: SyncContext, now: Date, limits: BatchLimits): Batch {
  const entries: QueuedEntry[] = []
  const unreadable: StoredEntry[] = []
  const waiting = footprint()
  /** Conversations in which a message waits. */
  const silent = new Set<unknown>()
  const changed = new Set<string>()
  let later: string | null = null
  let bytes = 0
  const isBatchOpen =
    ((sql('SELECT value FROM _meta WHERE key = ?').pluck().get(BATCH_OPEN) as string | undefined) ?? '') !== ''
  for (const row of sql(SELECT).iterate()) {
    const { next_attempt_at: next, ...stored } = row as StoredEntry & {
      attempts: number
      next_attempt_at: string | null
    }
    const ops = readOps(stored.ops)
    if (!ops) {
      unreadable.push(stored)
      continue
    }
    const entry: QueuedEntry = { ...stored, ops }
    const isPart = isBatchOpen && BATCH_ACTS.has(entry.name)
    const postponed = isPart || isWaiting(next, now, limits.longestWaitMs)
    if (postponed && next !== null && (later === null || next < later)) later = next
    if (postponed || (!waiting.empty && (waiting.supports(entry) || says(entry).some((id) => silent.has(id))))) {
      waiting.add(entry)
      for (const id of says(entry)) silent.add(id)
      continue
    }
    if (entries.length > 0 && (bytes + stored.ops.length > limits.bytes || clashes(entry, changed))) break
    entries.push(entry)
    bytes += stored.ops.length
    for (const { table, op, id } of ops) if (op !== 'insert') changed.add(keyOf(table, id))
    if (entries.length >= limits.count || bytes >= limits.bytes) break
  }
  return { entries, unreadable, later }
}

/** The conversations in which an act says something. */
const says = ({ ops }: OutboxEntry): unknown[] =>
  ops.flatMap(({ table, op, values }) => (table === 'messages' && op === 'insert' ? [values['conversation_id']] : []))

const clashes = (entry: OutboxEntry, changed: ReadonlySet<string>): boolean =>
  changed.size > 0 && entry.ops.some(({ table, id }) => changed.has(keyOf(table, id)))

function isWaiting(next: string | null, now: Date, longestMs: number): boolean {
  if (next === null) return false
  const left = Date.parse(next) - now.getTime()
  return left > 0 && left <= longestMs
}

/**
 * Later acts that build on a refused one, in order; `sent` are those that the server has answered itself. Found by what they
 * change and name: the queue may be long, and a refusal costs no more for it.
 */
export function dependants(
  { sql }: SyncContext,
  refused: OutboxEntry & { seq: number },
  sent: ReadonlySet<string>,
): StoredEntry[] {
  const changing = sql('SELECT seq FROM _outbox_rows WHERE table_name = ? AND row_id = ? AND seq > ?').pluck()
  const naming = sql('SELECT seq FROM _outbox_names WHERE name = ? AND seq > ?').pluck()
  const read = sql('SELECT seq, id, name, schema, actor_id, at, ops FROM _outbox WHERE seq = ?')
  const found = new Map<number, StoredEntry>()
  const basis = [refused]
  for (let entry = basis.pop(); entry; entry = basis.pop()) {
    const { seq } = entry
    const later = new Set(naming.all(entry.id, seq) as number[])
    for (const { table, op, id } of entry.ops) {
      for (const next of changing.all(table, id, seq) as number[]) later.add(next)
      if (op === 'insert') for (const next of naming.all(id, seq) as number[]) later.add(next)
    }
    for (const next of later) {
      if (found.has(next)) continue
      const stored = read.get(next) as StoredEntry
      const ops = sent.has(stored.id) ? null : readOps(stored.ops)
      if (!ops) continue
      found.set(next, stored)
      basis.push({ ...stored, ops })
    }
  }
  return [...found.values()].toSorted((a, b) => a.seq - b.seq)
}

/** How much waits to be sent, and since when. */
export function waitingOf({ sql }: SyncContext): { waiting: number; waitingSince: string | null } {
  const row = sql('SELECT count(*) AS waiting, min(at) AS since FROM _outbox').get() as {
    waiting: number
    since: string | null
  }
  return { waiting: row.waiting, waitingSince: row.since }
}

/** The acts that wait, for the screen. */
export function waitingActs({ sql }: SyncContext, limit: number) {
  const rows = sql(
    `SELECT id, name, actor_id AS actorId, at, ops, attempts, next_attempt_at AS nextAttemptAt, last_error AS lastError
     FROM _outbox ORDER BY seq LIMIT ?`,
  ).all(limit) as {
    id: string
    name: string
    actorId: string
    at: string
    ops: string
    attempts: number
    nextAttemptAt: string | null
    lastError: string | null
  }[]
  return rows.map((row) => ({ ...row, ops: readOps(row.ops) ?? [] }))
}
