import type { SupabaseClient } from '@supabase/supabase-js'
import type { Failure } from '../../shared/messaging/schema.ts'
import { RequestError, unwrap } from './mirror.ts'
import { instant } from './rows.ts'

/** A message that this page has promised to send. */
export interface Waiting {
  id: string
  conversationId: string
  buildingId: string
  body: string
  at: string
  files: WaitingFile[]
}
export interface WaitingFile {
  id: string
  name: string
  type: string
  bytes: Uint8Array
  width: number | null
  height: number | null
}

/** Where texts are kept through a reload: localStorage in a browser. */
export interface TextStorage {
  get(key: string): string | null
  set(key: string, value: string | null): void
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

/** The words of a refusal; null: no refusal, to be tried again. */
export function failureOf(error: unknown): Failure | null {
  const code = error instanceof RequestError ? error.code : null
  if (code === null) return null
  if (code === '42501') return 'not_allowed'
  if (code === '23503') return 'gone'
  if (code.startsWith('22') || code.startsWith('23')) return 'invalid'
  if (code === 'storage') return 'attachment'
  return null
}

export interface OutboxParts {
  supabase: SupabaseClient
  residentId: string
  storage: TextStorage
  random(): number
  later(ms: number, run: () => void): () => void
  /** The server has it: when, by its own clock. */
  sent(message: Waiting, at: { sentAt: string; arrivedAt: string } | null): void
  failed(message: Waiting, reason: Failure): void
  moved(): void
}

/** Sends what waits, oldest first and one at a time: the order of arrival is the order of writing. */
export function createOutbox(parts: OutboxParts) {
  const { supabase, residentId, storage } = parts
  const key = `messages.waiting.${residentId}`
  // Files do not go into text storage: a message with files that a reload interrupts was never promised.
  const save = () => storage.set(key, JSON.stringify(waiting.filter(({ files }) => files.length === 0)))
  let waiting = JSON.parse(storage.get(key) ?? '[]') as Waiting[]
  let running: Promise<void> | null = null
  let tries = 0
  let stopTimer: () => void = () => undefined
  let stopped = false

  async function put(message: Waiting): Promise<{ sentAt: string; arrivedAt: string } | null> {
    for (const file of message.files) {
      const path = `${message.buildingId}/${message.conversationId}/${file.id}`
      const { error } = await supabase.storage
        .from('attachments')
        .upload(path, file.bytes, { contentType: file.type, upsert: false })
      const status = Number((error as { statusCode?: string; status?: number } | null)?.statusCode ?? 0)
      // 409: an earlier try has stored it.
      if (error && status !== 409)
        throw new RequestError(status >= 400 && status < 500 ? 'storage' : null, error.message)
    }
    const { data, error } = await supabase
      .from('messages')
      .insert({
        id: message.id,
        building_id: message.buildingId,
        conversation_id: message.conversationId,
        author_resident_id: residentId,
        body: message.body,
        files: message.files.length,
        sent_at: message.at,
      })
      .select('sent_at, received_at')
    // 23505: an earlier try has arrived, its answer has not.
    if (error && error.code !== '23505') unwrap({ data: null, error })
    for (const { bytes, ...file } of message.files) {
      const row = { ...file, bytes: bytes.byteLength, message_id: message.id, building_id: message.buildingId }
      const { error: second } = await supabase.from('attachments').insert(row)
      if (second && second.code !== '23505') unwrap({ data: null, error: second })
    }
    const [row] = (data ?? []) as { sent_at: string; received_at: string }[]
    return row ? { sentAt: instant(row.sent_at), arrivedAt: instant(row.received_at) } : null
  }
  async function run(): Promise<void> {
    while (waiting.length > 0) {
      if (stopped) return
      const [message] = waiting as [Waiting]
      let reason: Failure | null = null
      let at: { sentAt: string; arrivedAt: string } | null = null
      try {
        at = await put(message)
        tries = 0
      } catch (error) {
        reason = failureOf(error)
        if (!reason) {
          const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries++)
          stopTimer = parts.later(wait * (0.5 + parts.random() / 2), flush)
          return
        }
      }
      waiting = waiting.filter((each) => each !== message)
      save()
      if (reason) parts.failed(message, reason)
      else parts.sent(message, at)
      parts.moved()
    }
  }
  function flush(): void {
    stopTimer()
    if (stopped || running) return
    running = run().finally(() => {
      running = null
    })
  }
  return {
    waiting: (): readonly Waiting[] => waiting,
    add(message: Waiting): void {
      waiting = [...waiting, message]
      save()
      parts.moved()
      flush()
    },
    flush,
    /** Until the present run is over, whatever came of it. */
    idle: async (): Promise<void> => void (await running),
    stop(): void {
      stopped = true
      stopTimer()
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>
