import { z } from 'zod'
import { wireOp } from '../../../shared/sync/wire.ts'
import type { OutboxEntry, OutboxOp } from '../outbox.ts'
import { isSynced } from './values.ts'

/** An op of the wire with the values of SQLite. */
const op = wireOp
  .extend({
    table: z.string().refine(isSynced),
    id: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  // The two differ only where the disk damaged one of them.
  .refine(({ id, values }) => values['id'] === undefined || values['id'] === id)
const ops: z.ZodType<OutboxOp[]> = z.array(op)

/** An entry as the tables keep it. */
export interface StoredEntry extends Omit<OutboxEntry, 'ops'> {
  seq: number
  ops: string
}

/** A queued act with its place in the queue. */
export interface QueuedEntry extends OutboxEntry {
  seq: number
  attempts: number
}

/** The ops of an entry, or null when what was stored cannot be read. */
export function readOps(text: string): OutboxEntry['ops'] | null {
  try {
    const read = ops.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** One name for a row of any table. */
export const keyOf = (table: string, id: string): string => `${table}/${id}`

/** What later acts may build on: the rows of some acts, the rows that they made, and the acts themselves. */
export function footprint() {
  const rows = new Set<string>()
  const made = new Set<string>()
  return {
    add(entry: Pick<OutboxEntry, 'id' | 'ops'>): void {
      made.add(entry.id)
      for (const { table, op: kind, id } of entry.ops) {
        rows.add(keyOf(table, id))
        if (kind === 'insert') made.add(id)
      }
    },
    get empty(): boolean {
      return rows.size === 0 && made.size === 0
    },
    /** True when the entry changes one of the rows, or names a row or act that these acts made. */
    supports(entry: Pick<OutboxEntry, 'ops'>): boolean {
      return entry.ops.some(
        ({ table, id, values }) =>
          rows.has(keyOf(table, id)) ||
          Object.values(values).some((value) => typeof value === 'string' && made.has(value)),
      )
    },
  }
}
