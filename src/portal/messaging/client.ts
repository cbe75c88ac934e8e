import type { SupabaseClient } from '@supabase/supabase-js'
import type { Connection } from '../../shared/messaging/client.ts'
import { createModel } from '../../shared/messaging/model.ts'
import { createPresence } from '../../shared/messaging/presence.ts'
import type { Attachment, MessagingPlace, SavedDraft } from '../../shared/messaging/schema.ts'
import { createChannel } from './channel.ts'
import { createFiles } from './files.ts'
import { createMirror } from './mirror.ts'
import { createOperations } from './operations.ts'
import { createOutbox, type TextStorage, type Waiting } from './outbox.ts'
import { createReceipts } from './receipts.ts'
import { createAsk, RequestError } from './requests.ts'

export interface PortalPorts {
  supabase: SupabaseClient
  resident: { id: string; name: string }
  storage: TextStorage
  newId(): string
  now(): Date
  chance(): number
  later(ms: number, run: () => void): () => void
  /** The server takes the present token no more: asks for another, where there is a session. */
  renew(): Promise<unknown>
}

/** After a reading that came to nothing. */
const READ_AGAIN_MS = 3_000

/** The port of messaging straight on supabase-js, with the rights of a resident: what the portal mounts. */
export async function portalMessaging(ports: PortalPorts) {
  const { supabase, resident, storage, now, newId, later } = ports
  const place: MessagingPlace = {
    side: 'resident',
    me: resident,
    may: { write: true, note: false, manage: false, announce: false, editTemplates: false },
    staff: [],
    floors: [],
  }
  const model = createModel({ place, now })
  const ask = createAsk(later)
  const mirror = createMirror(supabase, ask, model, resident.id)
  const files = createFiles(supabase, model, mirror, newId)
  const receipts = createReceipts(supabase, ask, model, mirror, resident.id)
  const drafts = `messages.drafts.${resident.id}`
  for (const [id, draft] of Object.entries(JSON.parse(storage.get(drafts) ?? '{}') as Record<string, SavedDraft>))
    model.drafts.set(id, draft)
  /** What the last request came to. A server that knows nobody is one with which nobody is signed in. */
  let line: 'unknown' | 'there' | 'offline' | 'signed_out' = 'unknown'
  let joined = false
  /** How often in a row the server did not know who asked: nobody is asked for tokens without end. */
  let strangers = 0

  const tell = (): void => {
    const [first] = outbox.waiting()
    const there: Connection['state'] = joined ? 'live' : 'polling'
    const state = line === 'unknown' ? 'connecting' : line === 'there' ? there : line
    model.line.connection = { state, waiting: outbox.waiting().length, waitingSince: first?.at ?? null }
    model.emit({ type: 'connection', connection: model.line.connection })
  }
  /** Puts what waits on this page, and what was refused, into the model. */
  const show = ({ id, conversationId, body, at, files: sent, failed }: Waiting): void => {
    // What was refused because the conversation was taken away outlives it, here and through a reload.
    const kept =
      model.all.get(conversationId) ??
      model.add({ id: conversationId, subject: '', residents: [{ ...resident, language: 'fr', gone: true }] })
    if (kept.messages.some((message) => message.id === id)) return
    kept.messages.push({
      id,
      author: { kind: 'resident', ...resident, unit: kept.unit?.name ?? null },
      body,
      internalNote: false,
      sentAt: at,
      arrivedAt: null,
      editedAt: null,
      removedAt: null,
      attachments: sent.map(({ bytes, ...file }) => ({ ...file, bytes: bytes.byteLength }) as Attachment),
      announcement: false,
      failed,
    })
  }
  const outbox = createOutbox({
    ...ports,
    ask,
    residentId: resident.id,
    sent(message, at) {
      const found = model.all.get(message.conversationId)?.messages.find(({ id }) => id === message.id)
      if (found && at) Object.assign(found, at)
      model.changed(message.conversationId)
      void read()
    },
    failed(message) {
      show(message)
      const found = model.all.get(message.conversationId)?.messages.find(({ id }) => id === message.id)
      if (found) found.failed = message.failed
      model.changed(message.conversationId)
    },
    // A reading finds out whether there is a line at all, and says when it is back.
    stuck: () => void read(),
    moved: () => tell(),
  })

  /** One reading at a time; one more when something came meanwhile. */
  let reading: Promise<void> | null = null
  let again = false
  let stopped = false
  let stopRetry: () => void = () => undefined
  async function readOnce(): Promise<void> {
    try {
      const fresh = await mirror.read()
      for (const message of outbox.all()) show(message)
      if (line !== 'there') {
        line = 'there'
        strangers = 0
        tell()
        outbox.flush()
      }
      model.changed(null)
      for (const row of ready ? fresh : [])
        model.emit({ type: 'arrived', conversationId: row.conversation_id, messageId: row.id })
      await receipts.delivered()
    } catch (error) {
      // What is shown stays; a hint or a rejoin may bring the next reading sooner.
      const code = error instanceof RequestError ? error.code : null
      line = code === null ? 'offline' : code === 'signed_out' ? code : 'there'
      tell()
      // A clock that is behind, or a page that slept, takes a token for good that has run out.
      if (line === 'signed_out') ports.renew().catch(() => undefined)
      strangers = line === 'signed_out' ? strangers + 1 : 0
      const wait = READ_AGAIN_MS * (0.5 + ports.chance()) * Math.min(10, Math.max(1, strangers))
      stopRetry()
      if (!stopped) stopRetry = later(wait, () => void read())
    }
  }
  async function read(): Promise<void> {
    again = true
    reading ??= (async () => {
      while (again) {
        again = false
        await readOnce()
      }
    })().finally(() => {
      reading = null
    })
    await reading
  }
  const presence = createPresence(
    {
      send: (sign) => channel.send(sign),
      now: () => now().getTime(),
      later,
      nameOf: ({ id, side }) => {
        const all = mirror
          .contexts()
          .flatMap((context): readonly { id: string; name: string }[] => context[side === 'desk' ? 'staff' : 'people'])
        return all.find((person) => person.id === id)?.name ?? null
      },
      present: (conversationId, people) => model.emit({ type: 'presence', conversationId, people }),
    },
    newId(),
  )
  let ready = false
  await read()
  ready = true
  const channel = createChannel({
    ...ports,
    residentId: resident.id,
    hint: () => {
      outbox.flush()
      void read()
    },
    sign: presence.hear,
    joined: (on) => {
      joined = on
      tell()
    },
  })

  const saveDrafts = () => storage.set(drafts, JSON.stringify(Object.fromEntries(model.drafts)))
  const given = { supabase, place, resident, now, model, ask, mirror, files, receipts, outbox, presence }
  const client = createOperations({ ...given, show, read, saveDrafts })
  outbox.flush()
  return {
    client,
    /** Reads at once; when it answers, everything that the server had is here. */
    read,
    idle: outbox.idle,
    flush: outbox.flush,
    async stop(): Promise<void> {
      stopped = true
      presence.stop()
      outbox.stop()
      stopRetry()
      await channel.stop()
    },
  }
}
