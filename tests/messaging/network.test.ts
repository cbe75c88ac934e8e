import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../support/connected.ts'
import { newId } from './support/project.ts'
import { deskThread, openLobby, portalThread, type Lobby } from './support/lobby.ts'

/** Each condition ends with all messages once, in one order everywhere, read where they were read. */
let lobby: Lobby
beforeAll(async () => void (lobby = await openLobby()))
afterAll(() => lobby.close())
/** Whatever a test did to the lines is over with it. */
let ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
  each((line) => line.restore())
})

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

const whole = async (): Promise<boolean> => {
  const { a, b, r } = await seen()
  const arrived = [a, b, r].every(
    (messages) => messages.length === sent.length && messages.every(({ arrivedAt }) => arrivedAt !== null),
  )
  return arrived && [a, b].every((messages) => messages.every(({ delivery }) => delivery?.state !== 'sending'))
}

/** Lines are whole: everything comes through by itself, and is the same on all sides. */
async function settles(): Promise<void> {
  const { desks, portal, conversationId } = lobby
  for (const desk of desks) desk.desk.resume()
  portal.flush()
  // The portal tells the first desk through the server; its own events count too.
  await Promise.race([
    until(desks[0], whole, 60_000),
    new Promise<void>((resolve) => {
      const stop = portal.client.subscribe(
        () =>
          void whole().then((yes) => {
            if (!yes) return
            stop()
            resolve()
          }),
      )
    }),
  ])
  const { a, b, r } = await seen()
  const ids = a.map(({ id }) => id)
  expect(new Set(ids).size, 'each once').toBe(sent.length)
  expect(
    b.map(({ id }) => id),
    'one order at both desks',
  ).toEqual(ids)
  expect(
    r.map(({ id }) => id),
    'and in the portal',
  ).toEqual(ids)
  for (const name of ['a', 'b', 'r']) {
    const order = a.filter(({ body }) => body.startsWith(`${round}-${name}`)).map(({ body }) => body)
    expect(order, 'each writer in the order of writing').toEqual(order.toSorted())
  }
  const { rows } = await lobby.hub.admin.query<{ n: string }>(
    'select count(*) as n from public.messages where id = any ($1)',
    [sent],
  )
  expect(Number(rows[0]!.n)).toBe(sent.length)
  expect((await desks[0].ask('sync.attention', {})).total).toBe(0)

  // Receipts are true on both sides: the resident reads, the desk sees it; the desk reads, the resident sees it.
  await portal.client.markRead(conversationId, ids.at(-1)!)
  await desks[0].ask('messages.markRead', { conversationId, messageId: ids.at(-1)! })
  await until(desks[0], async () =>
    (await seen()).a.every(({ author, delivery }) => author.kind === 'resident' || delivery?.state === 'read'),
  )
  await until(desks[0], async () => {
    await portal.read()
    return (await seen()).r.every(({ mine, delivery }) => !mine || delivery?.state === 'read')
  })
  expect((await desks[0].ask('messages.conversation', { id: conversationId })).unread).toBe(0)
}

const pause = (ms: number) => new Promise<void>((go) => void setTimeout(go, ms))
const each = (run: (line: Lobby['lines'][number]) => void) => lobby.lines.forEach(run)
/** Holds every request up. */
function slow(ms: number): void {
  for (const line of lobby.lines)
    ends.push(
      line.intercept(async () => {
        await pause(ms)
        return undefined
      }),
    )
}

describe('all messages once, in order, with true states', () => {
  it('on a good network', async () => {
    await everybodyWrites()
    await settles()
  })

  it('on slow 3G: 400 ms and 50 kB a second', async () => {
    slow(400 + Math.round(2_000 / 50))
    await everybodyWrites()
    await settles()
  }, 90_000)

  it('with 3 s of latency', async () => {
    slow(3_000)
    await everybodyWrites(2)
    await settles()
  }, 90_000)

  it('when a fifth of all requests is lost, half of them after the server has carried them out', async () => {
    // A sequence that repeats, so that the test does.
    let state = 7
    const chance = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
    ends = lobby.lines.map((line) =>
      line.intercept(async (url, init) => {
        if (url.includes('/auth/') || chance() >= 0.2) return undefined
        if (chance() < 0.5) await fetch(url, init)
        throw new TypeError('fetch failed')
      }),
    )
    await everybodyWrites(6)
    await settles()
  }, 90_000)

  it('on a line that comes and goes every 2 s', async () => {
    let up = true
    const timer = setInterval(() => {
      up = !up
      each((line) => (up ? line.restore() : line.cut()))
    }, 2_000)
    await everybodyWrites(6, () => pause(1_000))
    clearInterval(timer)
    each((line) => line.restore())
    await settles()
  }, 90_000)

  it('after a long time offline, with a queue on each side', async () => {
    each((line) => line.cut())
    await everybodyWrites(15)
    const { a, r } = await seen()
    expect(a.map(({ delivery }) => delivery?.state)).toEqual(a.map(() => 'sending'))
    expect(r.map(({ delivery }) => delivery?.state)).toEqual(r.map(() => 'sending'))
    each((line) => line.restore())
    await settles()
  })

  it('over a restart of the server: sockets cut, answers lost', async () => {
    await everybodyWrites(2)
    lobby.hub.knobs.pause()
    await everybodyWrites(2)
    lobby.hub.knobs.dropSockets()
    lobby.hub.knobs.resume()
    await everybodyWrites(2)
    await settles()
  }, 90_000)

  it('when the tokens end', async () => {
    lobby.hub.knobs.expireTokens()
    await everybodyWrites()
    const { error } = await lobby.portal.supabase.auth.refreshSession()
    expect(error).toBeNull()
    await settles()
  })

  it('behind a captive portal that answers everything with a page of its own', async () => {
    const page = () =>
      new Response('<html><title>Wi-Fi</title>Please accept the terms</html>', {
        status: 200,
        headers: { 'content-type': 'text/html' },
      })
    ends = lobby.lines.map((line) => line.intercept(() => page()))
    await everybodyWrites(3)
    await pause(1_500)
    for (const end of ends.splice(0)) end()
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
  leave()
  await until(desks[0], () => Promise.resolve(!people.get('desk0')!.some((name) => name.startsWith(resident.name))))
  const { rows } = await lobby.hub.admin.query(`select 1 from realtime.messages where event = 'sign'`)
  expect(rows, 'nothing of it is kept').toEqual([])
}, 40_000)
