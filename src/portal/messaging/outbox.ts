import type { SupabaseClient } from '@supabase/supabase-js'
import { isBlank } from '../../shared/messaging/clean.ts'
import type { Failure } from '../../shared/messaging/schema.ts'
import { backoffMs } from '../../supabase/backoff.ts'
import { within, type Later } from '../../supabase/later.ts'
import { BUCKET, pathOfFile, UPLOAD_MS, uploadOutcome } from '../../supabase/storage.ts'
import { RequestError, unwrap, type Ask } from './requests.ts'
import { instant } from './rows.ts'

/** A message that this page has promised to send, or that the server has refused. */
export interface Waiting {
  id: string
  conversationId: string
  buildingId: string
  body: string
  at: string
  files: WaitingFile[]
  failed: Failure | null
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

const BACKOFF = { firstMs: 1_000, longestMs: 30_000 }

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
  ask: Ask
  residentId: string
  storage: TextStorage
  chance(): number
  later: Later
  /** The server has it: when, by its own clock. */
  sent(message: Waiting, at: { sentAt: string; arrivedAt: string } | null): void
  failed(message: Waiting): void
  /** Nothing goes out at present. */
  stuck(): void
  moved(): void
}

/**
 * Sends what waits, oldest first and one at a time: the order of arrival is the order of writing. What the server refused
 * stays here, also through a reload, until it is written anew or given up.
 */
export function createOutbox(parts: OutboxParts) {
  const { supabase, ask, residentId, storage } = parts
  const key = `messages.waiting.${residentId}`
  let kept = read()
  let running: Promise<void> | null = null
  let failures = 0
  let stopTimer: () => void = () => undefined
  let stopped = false

  // Files do not go into text storage. Without them a message is not what was written: its text waits for its writer.
  function save(): void {
    const texts = kept
      .filter(({ files, body }) => files.length === 0 || !isBlank(body))
      .map(({ files, ...text }) => ({ ...text, files: [], failed: files.length > 0 ? 'attachment' : text.failed }))
    storage.set(key, texts.length > 0 ? JSON.stringify(texts) : null)
  }
  function read(): Waiting[] {
    const texts = JSON.parse(storage.get(key) ?? '[]') as Waiting[]
    return texts.map((text) => ({ ...text, failed: text.failed ?? null }))
  }
  const waiting = () => kept.filter(({ failed }) => failed === null)

  async function store(message: Waiting, file: WaitingFile): Promise<void> {
    const path = pathOfFile(message.buildingId, message.conversationId, file.id)
    const bucket = supabase.storage.from(BUCKET)
    const upload = bucket.upload(path, file.bytes, { contentType: file.type, upsert: false })
    const { error } = await within(UPLOAD_MS, parts.later, upload, () => new RequestError(null, 'too late'))
    if (!error) return
    const outcome = uploadOutcome(Number((error as { statusCode?: string }).statusCode ?? 0), error.message)
    if (outcome === 'stored') return
    if (outcome === 'again') throw new RequestError(null, error.message)
    // Nobody has a right to any place: only whoever is still known here was refused as who they are.
    unwrap(await ask(supabase.rpc('resident_conversations')))
    throw new RequestError('storage', error.message)
  }
  async function put(message: Waiting): Promise<{ sentAt: string; arrivedAt: string } | null> {
    for (const file of message.files) await store(message, file)
    const row = {
      id: message.id,
      building_id: message.buildingId,
      conversation_id: message.conversationId,
      author_resident_id: residentId,
      body: message.body,
      files: message.files.length,
      sent_at: message.at,
    }
    const { data, error, status } = await ask(supabase.from('messages').insert(row).select('sent_at, received_at'))
    // 23505: an earlier try has arrived, its answer has not.
    if (error && error.code !== '23505') unwrap({ data: null, error, status })
    for (const { bytes, ...file } of message.files) {
      const of = { message_id: message.id, building_id: message.buildingId }
      const second = await ask(supabase.from('attachments').insert({ ...file, bytes: bytes.byteLength, ...of }))
      if (second.error && second.error.code !== '23505') unwrap(second)
    }
    const [taken] = (data ?? []) as { sent_at: string; received_at: string }[]
    return taken ? { sentAt: instant(taken.sent_at), arrivedAt: instant(taken.received_at) } : null
  }
  async function run(): Promise<void> {
    for (let [message] = waiting(); message; [message] = waiting()) {
      if (stopped) return
      let at: { sentAt: string; arrivedAt: string } | null = null
      try {
        at = await put(message)
        failures = 0
      } catch (error) {
        message.failed = failureOf(error)
        if (!message.failed) {
          stopTimer = parts.later(backoffMs(++failures, parts.chance, BACKOFF), flush)
          parts.stuck()
          return
        }
      }
      if (!message.failed) kept = kept.filter((each) => each !== message)
      save()
      if (message.failed) parts.failed(message)
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
    waiting,
    /** What waits, and what was refused. */
    all: (): readonly Waiting[] => kept,
    add(message: Waiting): void {
      kept = [...kept.filter(({ id }) => id !== message.id), message]
      save()
      parts.moved()
      flush()
    },
    /** Gives a message up. */
    drop(id: string): void {
      kept = kept.filter((each) => each.id !== id)
      save()
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
