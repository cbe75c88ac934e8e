import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { captivePortal, type Fault } from '../../dev/proxy/faults.ts'
import { until } from '../support/connected.ts'
import { newId } from './support/project.ts'
import { deskThread, openLobby, portalThread, type Lobby } from './support/lobby.ts'
import { seeded } from '../../src/shared/random.ts'

/**
 * Each condition ends with all messages once, in one order everywhere, delivered and read where they were. The faults are
 * those of the line itself, under requests and WebSockets alike; nobody tells the three that it is whole again.
 */
let lobby: Lobby
beforeAll(async () => void (lobby = await openLobby()))
afterAll(() => lobby.close())
/** Whatever a test did to the lines is over with it. */
afterEach(() => {
  lobby.time.run(1)
  weather(null)
})
const weather = (fault: Fault | null) => {
  for (const proxy of lobby.proxies) proxy.set(fault)
}
/** The line is whole, and who waits to try again waits less. */
const clears = () => {
  weather(null)
  lobby.time.run(5)
}

let round = 0
let sent: string[] = []
let written = 100
beforeEach(() => {
  round++
  sent = []
})

/** Both desks and the resident write, some messages each, in turn. */
async function everybodyWrites(count = 4, between: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  const { desks, portal, conversationId } = lobby
  for (let i = 0; i < count; i++) {
    for (const [name, send] of [
      ['a', (message: { id: string; body: string }) => desks[0].ask('messages.send', { conversationId, message })],
      ['b', (message: { id: string; body: string }) => desks[1].ask('messages.send', { conversationId, message })],
      ['r', (message: { id: string; body: string }) => portal.client.send(conversationId, message)],
    ] as const) {
      const id = newId()
      sent.push(id)
      await send({ id, body: `${round}-${name}${++written}` })
    }
    await between()
  }
}

/** What the three see, reduced to the messages of this round. */
async function seen() {
  const mine = new Set(sent)
  const of = (messages: Awaited<ReturnType<typeof deskThread>>) => messages.filter(({ id }) => mine.has(id))
  const [a, b, r] = await Promise.all([
    deskThread(lobby.desks[0], lobby.conversationId),
    deskThread(lobby.desks[1], lobby.conversationId),
    portalThread(lobby),
  ])
  return { a: of(a), b: of(b), r: of(r) }
}

const states = (messages: Awaited<ReturnType<typeof deskThread>>) =>
  new Set(messages.flatMap(({ delivery }) => delivery?.state ?? []))
/** Until it is so; what it is instead is said when it never is. */
const comes = (look: () => Promise<unknown>, wanted: unknown, timeout = 60_000) =>
  vi.waitFor(async () => expect(await look()).toEqual(wanted), { timeout, interval: 100 })

/** Everything comes through by itself, and is the same on all sides. */
async function settles(): Promise<void> {
  const { desks, portal, conversationId } = lobby
  const ids = async () => {
    const all = await seen()
    return Object.values(all).map((messages) => messages.filter(({ arrivedAt }) => arrivedAt).length)
  }
  await comes(ids, [sent.length, sent.length, sent.length])
  const { a, b, r } = await seen()
  const order = a.map(({ id }) => id)
  expect(order.toSorted(), 'each once').toEqual(sent.toSorted())
  expect(
    [b, r].map((messages) => messages.map(({ id }) => id)),
    'one order everywhere',
  ).toEqual([order, order])
  for (const name of ['a', 'b', 'r']) {
    const bodies = a.filter(({ body }) => body.startsWith(`${round}-${name}`)).map(({ body }) => body)
    expect(bodies, 'each writer in the order of writing').toEqual(bodies.toSorted())
  }
  const { rows } = await lobby.hub.admin.query<{ n: string }>(
    'select count(*) as n from public.messages where id = any ($1)',
    [sent],
  )
  expect(Number(rows[0]!.n)).toBe(sent.length)
  expect((await desks[0].ask('sync.refused', {})).total).toBe(0)

  // Receipts are true on both sides: what all devices have is delivered and, as nobody has looked, no more than that.
  const all = (state: string) => [new Set([state]), new Set([state]), new Set([state])]
  const receipts = async () => Object.values(await seen()).map(states)
  const unseen = async () => {
    const { a: atA, b: atB, r: atR } = await seen()
    // Whoever answers has read what stood above.
    const answered = atR.findLastIndex(({ mine }) => !mine)
    return [atA, atB, atR.filter(({ delivery }, i) => delivery?.state !== 'read' || i > answered)].map(states)
  }
  await comes(unseen, all('delivered'))
  await portal.client.markRead(conversationId, order.at(-1)!)
  await desks[0].ask('messages.markRead', { conversationId, messageId: order.at(-1)! })
  await comes(receipts, all('read'))
  expect((await desks[0].ask('messages.conversation', { id: conversationId })).unread).toBe(0)
}

describe('all messages once, in order, with true states', () => {
  it('on a good network', async () => {
    await everybodyWrites()
    await settles()
  })

  it('on slow 3G: 400 ms there and back, 50 kB a second', async () => {
    weather({ kind: 'delay', ms: 200, bytesPerSecond: 50_000 })
    await everybodyWrites()
    await settles()
  })

  it('with 3 s of latency', async () => {
    weather({ kind: 'delay', ms: 1_500 })
    await everybodyWrites(2)
    await settles()
  })

  it('when a fifth of everything is lost', async () => {
    // A sequence that repeats, so that the test does.
    const random = seeded(7)
    weather({ kind: 'loss', percent: 20, chance: random.next, againMs: 300 })
    lobby.time.run(3)
    await everybodyWrites(6)
    await settles()
  })

  it('on a line that comes and goes every 2 s', async () => {
    let up = true
    let flipped = Promise.withResolvers<void>()
    const timer = setInterval(() => {
      up = !up
      weather(up ? null : { kind: 'refuse' })
      flipped.resolve()
      flipped = Promise.withResolvers()
    }, 2_000)
    await everybodyWrites(5, () => flipped.promise)
    clearInterval(timer)
    clears()
    await settles()
  })

  it('after 10 minutes offline, with a queue on each side', async () => {
    const { time, proxies } = lobby
    weather({ kind: 'refuse' })
    await everybodyWrites(8)
    // All that is tried again by timer is tried through ten minutes: two hundred seconds of them pass in one.
    const over = time.monotonic() + 10 * 60_000
    time.run(200)
    const { a, b, r } = await seen()
    expect([a, b, r].map((messages) => states(messages))).toEqual(Array.from({ length: 3 }, () => new Set(['sending'])))
    await new Promise<void>((gone) => void time.later(over - time.monotonic(), gone))
    time.run(5)
    expect(proxies.map((proxy) => proxy.connections())).toEqual([0, 0, 0])
    // The desks come back first: what they sent is sent, and with nobody yet.
    for (const proxy of proxies.slice(0, 2)) proxy.set(null)
    await comes(async () => states((await seen()).a.filter(({ mine }) => mine)), new Set(['sent']))
    clears()
    await settles()
  })

  it('over a restart of the server', async () => {
    await everybodyWrites(2)
    await lobby.restart(() => everybodyWrites(2))
    await everybodyWrites(2)
    clears()
    await settles()
  })

  it('when the tokens end', async () => {
    lobby.hub.knobs.expireTokens()
    await everybodyWrites()
    clears()
    await settles()
  })

  it('behind a captive portal that answers everything with a page of its own', async () => {
    weather(captivePortal)
    lobby.time.run(5)
    await everybodyWrites(3)
    await comes(async () => lobby.proxies.map((proxy) => proxy.met() > 1), [true, true, true])
    weather(null)
    await settles()
  })
})

it('two desks at one conversation, and the resident, see who is there and who types', async () => {
  const { desks, portal, conversationId, resident } = lobby
  const people = new Map<string, string[]>()
  const names = (given: readonly { name: string; doing: string }[]) =>
    given.map(({ name, doing }) => `${name} ${doing}`).toSorted()
  desks.forEach((desk, i) =>
    desk.desk.on((event) => {
      if (event.type === 'presence') people.set(`desk${i}`, names(event.people))
    }),
  )
  const heard = new Promise<void>((resolve) => {
    portal.client.subscribe((event) => {
      if (event.type === 'presence' && names(event.people).includes('Hélène Castonguay typing')) resolve()
    })
  })
  // Residents learn the names of those who have written to them, and no others.
  const id = newId()
  await desks[1].ask('messages.send', { conversationId, message: { id, body: 'Je regarde.' } })
  await until(desks[0], async () => {
    await portal.read()
    return (await portalThread(lobby)).some((message) => message.id === id)
  })
  for (const desk of desks) await desk.ask('messages.view', { conversationId })
  const leave = portal.client.view(conversationId)
  // A sign that is lost because a channel was still being joined is given again with the next key.
  const typed = setInterval(() => {
    void desks[1].ask('messages.typing', { conversationId, on: true })
    portal.client.typing(conversationId, true)
  }, 200)
  await until(desks[0], () =>
    Promise.resolve(
      JSON.stringify(people.get('desk0')) ===
        JSON.stringify([`${resident.name} typing`, 'Hélène Castonguay typing'].toSorted()),
    ),
  )
  await heard
  clearInterval(typed)
  // Bug: a resident who speaks for a colleague on their own channel is believed.
  const { actor } = await desks[1].ask('session.get', {})
  const [channel] = portal.supabase.getChannels()
  const payload = {
    from: newId(),
    conversation: conversationId,
    doing: 'typing',
    person: { id: actor.id, side: 'desk' },
  }
  await channel!.send({ type: 'broadcast', event: 'sign', payload })
  leave()
  await until(desks[0], () => Promise.resolve(!people.get('desk0')!.some((name) => name.startsWith(resident.name))))
  expect(people.get('desk0')).toHaveLength(1)
  const { rows } = await lobby.hub.admin.query(`select 1 from realtime.messages where event = 'sign'`)
  expect(rows, 'nothing of it is kept').toEqual([])
}, 40_000)
