import { connect, createServer, type Server, type Socket } from 'node:net'
import { answerOf } from './answers.ts'
import type { Fault } from './faults.ts'

export type { Fault } from './faults.ts'

/** A TCP proxy in front of a hub, on which anything that happens to a line can be made to happen. */
export interface Proxy {
  url: string
  /** What happens from now on, to living connections too; null is a good line. */
  set(fault: Fault | null): void
  /** Breaks every living connection without a goodbye. */
  drop(): void
  connections(): number
  /** How often the present fault was met. */
  met(): number
  stop(): Promise<void>
}

interface Link {
  client: Socket
  hub: Socket
  /** Bytes of answers that went through under the present fault. */
  answered: number
  /** Something was swallowed: the two ends no longer agree on what was said. */
  torn: boolean
  /** What is still on its way, and until when: what follows does not overtake it. */
  way: Record<'asks' | 'answers', { until: number; sent: Promise<void> }>
}

/** Starts a proxy on a free port of the loopback. */
export async function startProxy(target: { host?: string; port: number }, port = 0): Promise<Proxy> {
  const links = new Set<Link>()
  let fault: Fault | null = null
  let met = 0
  const server = createServer({ allowHalfOpen: false }, accept)
  await listen(server, port)
  const own = (server.address() as { port: number }).port
  let listening = true

  function accept(client: Socket): void {
    const hub = connect({ host: target.host ?? '127.0.0.1', port: target.port })
    const still = () => ({ until: 0, sent: Promise.resolve() })
    const link: Link = { client, hub, answered: 0, torn: false, way: { asks: still(), answers: still() } }
    links.add(link)
    const end = () => {
      links.delete(link)
      client.destroy()
      hub.destroy()
    }
    for (const socket of [client, hub]) {
      socket.setNoDelay(true)
      socket.on('error', end)
      socket.on('close', end)
    }
    void pump(link, client, hub, 'asks')
    void pump(link, hub, client, 'answers')
  }

  async function pump(link: Link, from: Socket, to: Socket, way: 'asks' | 'answers'): Promise<void> {
    try {
      for await (const chunk of from) await pass(link, to, way, chunk as Buffer)
      await link.way[way].sent
      to.end()
    } catch {
      reset(link)
    }
  }

  async function pass(link: Link, to: Socket, way: 'asks' | 'answers', chunk: Buffer): Promise<void> {
    const now = fault
    if (now === null && link.torn) return reset(link)
    if (now) met++
    if (now?.kind === 'delay') {
      const { ms, bytesPerSecond = Number.POSITIVE_INFINITY } = now
      return later(link, to, way, chunk, ms, (chunk.length / bytesPerSecond) * 1000)
    }
    if (now?.kind === 'loss') {
      const drawn = now.chance() * 100
      if (drawn < now.percent / 2) return reset(link)
      return later(link, to, way, chunk, drawn < now.percent ? now.againMs : 0, 0)
    }
    await link.way[way].sent
    switch (now?.kind) {
      case undefined:
        return write(to, chunk)
      case 'throttle':
        return trickle(to, chunk, now.bytesPerSecond)
      case 'blackhole':
        link.torn = true
        return
      case 'deaf':
        // What was asked arrives, what is answered does not.
        if (way === 'asks') return write(to, chunk)
        link.torn = true
        return
      case 'reset':
        if (way === 'asks' && now.afterBytes === undefined) return reset(link)
        return cut(link, to, way, chunk, now.afterBytes ?? 0, () => reset(link))
      case 'cut':
        return cut(link, to, way, chunk, now.afterBytes, () => {
          link.client.end()
          link.hub.destroy()
        })
      case 'answer':
        link.torn = true
        if (way === 'answers') return
        link.client.end(answerOf(now))
        link.hub.destroy()
    }
  }
  /** Sends a chunk on its way, and waits for nothing: those after it are on their way with it. */
  function later(link: Link, to: Socket, side: 'asks' | 'answers', chunk: Buffer, ms: number, takesMs: number): void {
    const way = link.way[side]
    const at = Math.max(Date.now() + ms, way.until) + takesMs
    way.until = at
    way.sent = way.sent.then(() => wait(Math.max(0, at - Date.now()))).then(() => write(to, chunk))
    way.sent.catch(() => reset(link))
  }
  /** Lets the first bytes of the answers through, and then ends the connection. */
  async function cut(
    link: Link,
    to: Socket,
    way: string,
    chunk: Buffer,
    limit: number,
    end: () => void,
  ): Promise<void> {
    if (way === 'asks') return write(to, chunk)
    const left = limit - link.answered
    link.answered += chunk.length
    if (left > 0) await write(to, chunk.subarray(0, left))
    if (chunk.length >= left) end()
  }
  function reset(link: Link): void {
    links.delete(link)
    link.hub.destroy()
    if (!link.client.destroyed) link.client.resetAndDestroy()
  }

  return {
    url: `http://127.0.0.1:${own}`,
    set(next) {
      fault = next
      met = 0
      for (const link of links) link.answered = 0
      if (next?.kind === 'refuse' && listening) {
        listening = false
        server.close()
        for (const link of links) reset(link)
      } else if (next?.kind !== 'refuse' && !listening) {
        listening = true
        server.listen(own, '127.0.0.1')
      }
    },
    drop() {
      for (const link of links) reset(link)
    },
    connections: () => links.size,
    met: () => met,
    async stop() {
      for (const link of links) reset(link)
      if (listening) await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

const wait = (ms: number): Promise<void> => new Promise((done) => void setTimeout(done, ms))

const write = (to: Socket, chunk: Buffer): Promise<void> =>
  new Promise((done, fail) => {
    if (to.destroyed || !to.writable) return fail(new Error('closed'))
    to.write(chunk, (error) => (error ? fail(error) : done()))
  })

async function trickle(to: Socket, chunk: Buffer, bytesPerSecond: number): Promise<void> {
  const step = Math.max(1, Math.round(bytesPerSecond / 20))
  for (let at = 0; at < chunk.length; at += step) {
    await write(to, chunk.subarray(at, at + step))
    await wait(50)
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail)
      // The port is asked for again after a refusal; in between nobody is to take it for an uncaught fault.
      server.on('error', () => undefined)
      done()
    })
  })
}
