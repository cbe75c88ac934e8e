import type { OutboxEntry } from '../../store/outbox.ts'
import type { Snapshot } from '../../store/sync/snapshot.ts'
import { readPush } from '../../sync/validate.ts'
import { TransportError } from '../../../supabase/fault.ts'
import type { Project } from '../../../supabase/project.ts'
import { toTransaction } from '../../sync/upcast.ts'
import type { Retry } from './retry.ts'

const BATCH = { acts: 100, bytes: 256 * 1024 }

/** An act of the upload that the server did not take, and why. */
export interface Refusal {
  entry: OutboxEntry & { seq: number; attempts: number }
  reason: { code: string; message: string; detail: Record<string, unknown> }
}

export interface UploadParts {
  project: Project
  retry: Retry
  snapshot: Snapshot
  desk: string
  schema: number
  /** Makes sure of a token before each request. */
  fresh(): Promise<void>
  progress(done: number, refused: number): void
}

/** Sends the rows of a snapshot as acts, in order. Answers those that the server refused; everything else is there. */
export async function upload(parts: UploadParts): Promise<Refusal[]> {
  const { retry, snapshot, schema } = parts
  const refused: Refusal[] = []
  let done = 0
  let batch: OutboxEntry[] = []
  let bytes = 0

  async function flush(): Promise<void> {
    await sendAll(batch)
    done += batch.length
    parts.progress(done, refused.length)
    batch = []
    bytes = 0
  }
  /** A batch that is refused as a whole is halved until the act at fault is found. */
  async function sendAll(entries: readonly OutboxEntry[]): Promise<void> {
    if (entries.length === 0) return
    try {
      await send(entries)
    } catch (error) {
      const whole = !(error instanceof TransportError) || error.code === 'not_staff' || error.code === 'too_old'
      if (whole) throw error
      if (entries.length === 1) return refuse(entries[0]!, { code: 'invalid', message: error.message, detail: {} })
      const middle = Math.ceil(entries.length / 2)
      await sendAll(entries.slice(0, middle))
      await sendAll(entries.slice(middle))
    }
  }
  async function send(entries: readonly OutboxEntry[]): Promise<void> {
    const transactions = entries.map((entry) => toTransaction(entry, schema))
    const asked = transactions.map(({ id }) => id)
    const answer = await retry.until(async (signal) => {
      await parts.fresh()
      return readPush(await parts.project.rpc('sync_push', { desk: parts.desk, transactions }, signal), asked)
    })
    const results = new Map(answer.results.map((result) => [result.id, result]))
    for (const entry of entries) {
      const result = results.get(entry.id)
      if (result?.status !== 'refused') continue
      if (result.code === 'too_old') throw new TransportError('refused', 'too_old')
      refuse(entry, result)
    }
    // readPush makes sure of one result at least: this ends.
    const unanswered = entries.filter(({ id }) => !results.has(id))
    if (unanswered.length > 0) await send(unanswered)
  }
  function refuse(entry: OutboxEntry, { code, message, detail }: Refusal['reason']): void {
    refused.push({ entry: { ...entry, seq: refused.length + 1, attempts: 0 }, reason: { code, message, detail } })
  }

  for (const entry of snapshot.entries()) {
    const size = JSON.stringify(entry.ops).length
    if (batch.length > 0 && (batch.length >= BATCH.acts || bytes + size > BATCH.bytes)) await flush()
    batch.push(entry)
    bytes += size
  }
  await flush()
  return refused
}
