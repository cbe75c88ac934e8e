import { changedOf } from '../../../src/main/services/changed.ts'
import { createRouter, type Handlers } from '../../../src/main/ipc/router.ts'
import { messageHandlers } from '../../../src/main/ipc/messageHandlers.ts'
import { createDirectory } from '../../../src/main/services/directory/index.ts'
import { createMessages } from '../../../src/main/services/messages/index.ts'
import { readPlace } from '../../../src/main/services/place.ts'
import { createSession } from '../../../src/main/services/session.ts'
import { openReady, testDir, testOptions, testPorts } from '../../../src/main/store/testing.ts'
import type { Replica } from '../../../src/main/store/open.ts'
import type { OutboxEntry, OutboxOp } from '../../../src/main/store/outbox.ts'
import { DeskError } from '../../../src/shared/contract/errors.ts'
import type { DeskBridge, DeskEvent, Envelope } from '../../../src/shared/contract/index.ts'
import { participantId } from '../../../src/shared/messaging/ids.ts'
import { B, CONVERSATION, DESK, RESIDENT, STAFF, uid, UNIT } from './ids.ts'
import type { WireResult, WireRow } from '../../../src/shared/sync/wire.ts'

const AT = '2026-11-20T10:00:00.000Z'
const common = { building_id: B, created_at: AT, updated_at: AT, change_seq: 1 }

/** A replica with two desk clerks, two residents and one conversation that Ana began. */
export function seedMessages(store: Replica): void {
  store.seed([
    { table: 'buildings', row: { id: B, name: 'Lofts', ...common } },
    { table: 'staff', row: { id: STAFF.nadege, display_name: 'Nadège', role: 'desk', ...common } },
    { table: 'staff', row: { id: STAFF.colin, display_name: 'Colin', role: 'desk', ...common } },
    { table: 'staff', row: { id: STAFF.helene, display_name: 'Hélène', role: 'manager', ...common } },
    { table: 'desks', row: { id: DESK, name: 'Réception', letter: 'A', ...common } },
    { table: 'units', row: { id: UNIT, number: '804', floor: 8, ...common } },
    { table: 'residents', row: { id: RESIDENT.ana, given_name: 'Ana', family_name: 'Roy', language: 'fr', ...common } },
    {
      table: 'residents',
      row: { id: RESIDENT.luc, given_name: 'Luc', family_name: 'Gagné', language: 'en', ...common },
    },
    { table: 'occupancies', row: { id: uid(51), resident_id: RESIDENT.ana, unit_id: UNIT, kind: 'owner', ...common } },
    { table: 'occupancies', row: { id: uid(52), resident_id: RESIDENT.luc, unit_id: UNIT, kind: 'tenant', ...common } },
    { table: 'conversations', row: { id: CONVERSATION, subject: 'Colis', unit_id: UNIT, ...common } },
    {
      table: 'conversation_participants',
      row: {
        id: participantId(CONVERSATION, RESIDENT.ana),
        conversation_id: CONVERSATION,
        resident_id: RESIDENT.ana,
        ...common,
      },
    },
    {
      table: 'messages',
      row: {
        id: uid(111),
        conversation_id: CONVERSATION,
        author_resident_id: RESIDENT.ana,
        body: 'Allô',
        sent_at: '2026-11-22T10:00:00.000Z',
        received_at: '2026-11-22T10:00:00.000Z',
        ...common,
      },
    },
  ])
}

/** Why messaging turned a call down. */
export function refusal(call: () => unknown): unknown {
  try {
    call()
  } catch (error) {
    if (error instanceof DeskError && error.code === 'MESSAGE_REFUSED') return error.data?.['reason']
    throw error
  }
  return null
}

type Refusal = 'not_allowed' | 'invalid' | 'missing'

/** What a server answers to a desk's acts, and what it brings: the parts of sync_push and sync_pull that messages need. */
export function messageServer(store: Replica, now: () => Date) {
  const rows = new Map<string, Record<string, unknown>>()
  let seq = 100
  let lastArrival = 0
  const arrival = () => new Date((lastArrival = Math.max(lastArrival + 1, now().getTime()))).toISOString()
  const number = () => String(++seq)
  const known = (table: string, id: string): Record<string, unknown> =>
    rows.get(id) ?? { ...(store.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id) as object) }
  const wire = (row: Record<string, unknown>) =>
    ({
      ...row,
      ...('internal_note' in row && { internal_note: Boolean(row['internal_note']) }),
    }) as WireRow['row']
  function apply({ table, op, id, values }: OutboxOp): WireRow {
    const row: Record<string, unknown> = op === 'insert' ? { ...values, id } : { ...known(table, id), ...values }
    if (op === 'remove') row['deleted_at'] = now().toISOString()
    if (table === 'messages' && op === 'insert') row['received_at'] = arrival()
    row['change_seq'] = number()
    rows.set(id, row)
    return { table, row: wire(row) }
  }
  const page = (given: WireRow[]) => store.sync.pulled({ rows: given, cursor: `e:${seq}`, epoch: 'e' })

  return {
    /** Takes everything that waits; `refuse` turns acts down by their name, or one by one. */
    drain(refuse: Readonly<Record<string, Refusal>> | ((entry: OutboxEntry) => Refusal | undefined) = {}): void {
      for (;;) {
        const { entries } = store.sync.nextBatch({ count: 50, bytes: 1 << 20, longestWaitMs: 0 })
        if (entries.length === 0) return
        const results = entries.map((entry): WireResult => {
          const code = typeof refuse === 'function' ? refuse(entry) : refuse[entry.name]
          return code
            ? { id: entry.id, status: 'refused', code, message: '', detail: {}, rows: [] }
            : { id: entry.id, status: 'applied', rows: entry.ops.map(apply) }
        })
        store.sync.pushed({ results, epoch: 'e', server_time: now().toISOString() })
      }
    },
    /** A resident writes. */
    write(id: string, body: string, residentId = RESIDENT.ana, conversationId = CONVERSATION): void {
      const at = arrival()
      page([
        {
          table: 'messages',
          row: {
            id,
            building_id: B,
            conversation_id: conversationId,
            author_staff_id: null,
            author_resident_id: residentId,
            body,
            internal_note: false,
            announcement_id: null,
            files: 0,
            sent_at: at,
            received_at: at,
            edited_at: null,
            removed_at: null,
            created_at: at,
            updated_at: at,
            deleted_at: null,
            change_seq: number(),
          },
        },
      ])
    },
    /** A person's marker moves to the newest message. */
    mark(personId: string, how: 'delivered' | 'read', conversationId = CONVERSATION): void {
      const id = participantId(conversationId, personId)
      const to = new Date(lastArrival).toISOString()
      const row = { ...known('conversation_participants', id), last_delivered_at: to, change_seq: number() } as Record<
        string,
        unknown
      >
      if (how === 'read') row['last_read_at'] = to
      rows.set(id, row)
      page([{ table: 'conversation_participants', row: row as WireRow['row'] }])
    },
  }
}

const WITHOUT_PINS: Parameters<typeof createSession>[3] = {
  needsProof: () => false,
  hasPin: () => false,
  isLost: () => false,
  proofOf: () => null,
  clicked: () => undefined,
  vouches: () => false,
  worksHere: () => undefined,
  badgeOf: () => 'none',
}

/** The services of messaging on a real file, behind the real router, as the window reaches them. */
export async function openMessagingDesk(later: (cleanUp: () => void) => void, options: { dir?: string } = {}) {
  const ports = testPorts('2026-11-22T14:00:00.000Z')
  const dir = options.dir ?? testDir(later)
  const store = await openReady(testOptions(dir, ports), later)
  if (!store.prepare('SELECT 1 FROM buildings').get()) seedMessages(store)
  const place = readPlace(store)
  const deps = { store, ports, place }
  const session = createSession(store, place, () => null, WITHOUT_PINS)
  session.switch({ staffId: store.meta.get('actor_id') ?? STAFF.nadege })
  const directory = createDirectory(deps)
  const listeners = new Set<(event: DeskEvent) => void>()
  const emit = (event: DeskEvent) => {
    for (const listener of listeners) listener(event)
  }
  const disk = new Map<string, Uint8Array>()
  /** What waits for its time; a test takes it out and runs it. */
  const timers = new Set<{ ms: number; run: () => void }>()
  let last = 10_000
  const newId = () => uid(++last)
  const messages = createMessages(deps, directory, {
    actor: session.actor,
    newId,
    defer: (run) => run(),
    persist: async (_, run) => {
      try {
        await run()
      } catch {
        // Without a deferral of its own it runs inside the act that woke it, which the store refuses.
      }
    },
    later: (ms, run) => {
      const timer = { ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    woke: (ids) => emit({ type: 'changed', tables: { conversations: [...ids] }, conversations: [...ids] }),
    arrived: (conversationId, messageId) => emit({ type: 'message', conversationId, messageId }),
    fileStore: {
      put: async (id, bytes) => void disk.set(id, bytes),
      get: async (id) => disk.get(id) ?? null,
      list: async () => [...disk.keys()],
      drop: async (id) => void disk.delete(id),
    },
    fetchFile: () => Promise.resolve(null),
    removed: () => undefined,
    presence: {
      send: () => undefined,
      onSign: () => () => undefined,
      follow: () => undefined,
      now: () => ports.now().getTime(),
      later: () => () => undefined,
      present: () => undefined,
    },
  })
  const changed = changedOf(store)
  store.onChange((change) => emit({ type: 'changed', ...changed(change) }))
  const router = createRouter({
    handlers: {
      ...messageHandlers(() => messages, session.actor),
      'sync.status': () => null,
    } as Partial<Handlers> as Handlers,
    role: () => session.actor().role,
    log: ports.log,
    retry: { later: () => () => undefined, commits: store.commits },
    checkOutput: true,
  })
  const bridge: DeskBridge = {
    request: (route, input) => router(route, input) as Promise<Envelope<never>>,
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  later(() => messages[Symbol.dispose]())
  return { store, ports, bridge, messages, session, newId, disk, timers, server: messageServer(store, ports.now) }
}

export type MessagingDesk = Awaited<ReturnType<typeof openMessagingDesk>>
