import { type ChannelEvents, type Transport } from '../../src/main/sync/ports.ts'
import { TransportError } from '../../src/supabase/fault.ts'
import type { Random } from '../../src/shared/random.ts'
import type { Server } from './server/server.ts'
import type { World } from './world.ts'

export interface Line {
  /** 'out': requests never arrive. 'in': they arrive, answers do not. */
  state: 'up' | 'down' | 'out' | 'in'
  /** Share of requests that something happens to. */
  trouble: number
  /** The server refuses this desk for its age, or its session. */
  refuses: 'too_old' | 'session' | null
  /** Acts on which the server stumbles whenever they are sent. */
  poison: Set<string>
  drop(): void
  restore(): void
  /** What a person with an ear on the wire would know. */
  heard: Traffic
}

export interface Traffic {
  /** Requests that the desk still waits for. */
  flying: number
  /** When the last one ended. */
  endedAt: number
  /** When something last said "read now", and when a reading last began and ended well. */
  toldAt: number
  pullBegan: number
  pullEnded: number
  digests: number
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** A line between one desk and the server on which anything may go wrong. */
export function createLine(world: World, server: Server, random: Random, alive: () => boolean) {
  const channels = new Set<{ events: ChannelEvents; joined: boolean }>()
  const line: Line = {
    state: 'up',
    trouble: 0,
    refuses: null,
    poison: new Set(),
    drop() {
      for (const channel of channels) {
        if (!channel.joined) continue
        channel.joined = false
        later(random.between(0, 10_000), () => channels.has(channel) && tell(channel, 'down'))
      }
    },
    restore() {
      for (const channel of channels) joinSoon(channel)
    },
    heard: silence(),
  }
  function silence(): Traffic {
    return { flying: 0, endedAt: world.now(), toldAt: -1, pullBegan: -1, pullEnded: -1, digests: 0 }
  }
  const tell = (channel: { events: ChannelEvents }, what: 'hint' | 'ready' | 'down') => {
    line.heard.toldAt = world.now()
    channel.events[what]()
  }
  const later = (ms: number, run: () => void) => world.after(ms, () => alive() && run())
  function joinSoon(channel: { events: ChannelEvents; joined: boolean }): void {
    later(random.between(50, 2000), () => {
      if (!channels.has(channel) || channel.joined) return
      if (line.state !== 'up') return joinSoon(channel)
      channel.joined = true
      tell(channel, 'ready')
    })
  }
  const stopHints = server.onChange(() => {
    for (const channel of channels) {
      if (!channel.joined || line.state !== 'up' || random.chance(line.trouble)) continue
      const times = random.chance(line.trouble) ? 2 : 1
      for (let i = 0; i < times; i++)
        later(
          random.between(5, random.chance(line.trouble) ? 20_000 : 100),
          () => channels.has(channel) && channel.joined && tell(channel, 'hint'),
        )
    }
  })

  const again = (code: string, reached = false, retryAfterMs = 0) =>
    new TransportError('again', code, { reached, retryAfterMs })

  function request<T>(execute: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => void send(execute, resolve, reject))
  }
  function send<T>(execute: () => T, resolve: (value: T) => void, reject: (error: Error) => void): unknown {
    {
      const there = random.between(2, 80)
      const back = random.between(2, 80)
      const answer = (run: () => void, ms = back) => later(ms, run)
      const trouble = random.chance(line.trouble) ? random.pick(TROUBLES) : null
      if (line.state === 'down') return answer(() => reject(again('network')), random.pick([5, 300, 60_000]))
      if (line.state === 'out' || trouble === 'lost') return undefined
      // What is on its way arrives, whatever happens to the desk that sent it.
      world.after(trouble === 'slow' ? random.between(1000, 60_000) : there, () => {
        if (trouble === 'busy') return answer(() => reject(again('503', true, random.pick([0, 0, 3000]))))
        if (trouble === 'html') return answer(() => resolve('<html>Welcome to the hotel</html>' as T))
        if (line.refuses === 'too_old') return answer(() => reject(new TransportError('refused', 'too_old')))
        if (line.refuses === 'session') return answer(() => reject(new TransportError('sign_in', 'jwt_expired')))
        let result: T
        try {
          result = copy(execute())
        } catch (error) {
          return answer(() => reject(error as Error))
        }
        if (trouble === 'repeated') {
          world.after(random.between(10, 60_000), () => {
            try {
              execute()
            } catch {
              // Nobody hears it.
            }
          })
        }
        if (trouble === 'unheard' || line.state === 'in') return undefined
        if (trouble === 'reset') return answer(() => reject(again('reset')))
        if (trouble === 'cut') return answer(() => resolve(cut(result, random) as T))
        return answer(() => resolve(result), trouble === 'late' ? random.between(1000, 60_000) : back)
      })
    }
    return undefined
  }

  /** Counts a request until its sender has its answer, or has given it up. */
  function counted<T>(signal: AbortSignal, sent: Promise<T>, good: () => void = () => undefined): Promise<T> {
    const traffic = line.heard
    let open = true
    const end = () => {
      if (open) traffic.flying--
      if (open) traffic.endedAt = world.now()
      open = false
    }
    traffic.flying++
    signal.addEventListener('abort', end)
    sent.then(() => {
      if (open) good()
      end()
    }, end)
    return sent
  }

  /** `caller`: who is signed in there. */
  function transport(desk: string, caller: string): Transport {
    const traffic = (line.heard = silence())
    return {
      signIn: (signal) =>
        counted(
          signal,
          new Promise((resolve, reject) => {
            if (line.state !== 'up') return void later(random.pick([5, 60_000]), () => reject(again('network')))
            later(random.between(5, 100), () => {
              if (line.refuses === 'session') reject(new TransportError('sign_in', 'revoked'))
              else resolve()
            })
          }),
        ),
      push: (_, transactions, signal) => {
        const sent = copy(transactions)
        return counted(
          signal,
          request(() => {
            if (sent.some(({ id }) => line.poison.has(id))) throw again('500', true)
            return server.push(desk, caller, sent)
          }),
        )
      },
      pull(_, cursor, limit, signal) {
        traffic.pullBegan = world.now()
        const sent = request(() => {
          if (!server.allowed(desk)) throw new TransportError('refused', 'not_allowed')
          return server.pull(desk, cursor, Math.min(limit.rows, Math.ceil(limit.bytes / 100)))
        })
        return counted(signal, sent, () => (traffic.pullEnded = world.now()))
      },
      read(_, span, limit, signal) {
        const sent = request(() => {
          if (!server.allowed(desk)) throw new TransportError('refused', 'not_allowed')
          return server.read(desk, span, limit)
        })
        return counted(signal, sent)
      },
      outline(_, cursor, rows, signal) {
        const sent = request(() => {
          if (!server.allowed(desk)) throw new TransportError('refused', 'not_allowed')
          return server.outline(desk, cursor, rows)
        })
        return counted(signal, sent)
      },
      digest(_, columns, signal) {
        traffic.digests++
        const sent = request(() => {
          if (!server.allowed(desk)) throw new TransportError('refused', 'not_allowed')
          return server.digest(desk, columns)
        })
        return counted(signal, sent)
      },
      listen(_, events) {
        const channel = { events, joined: false }
        channels.add(channel)
        joinSoon(channel)
        return () => void channels.delete(channel)
      },
    }
  }
  return { line, transport, close: stopHints }
}

const TROUBLES = ['lost', 'unheard', 'late', 'slow', 'repeated', 'reset', 'busy', 'html', 'cut'] as const

/** An answer of which something is missing or wrong. */
function cut(answer: unknown, random: Random): unknown {
  const text = JSON.stringify(answer)
  switch (random.int(4)) {
    case 0:
      return text.slice(0, random.int(text.length))
    case 1:
      return {}
    case 2: {
      const keys = Object.keys(answer as object)
      const { [random.pick(keys)]: _, ...rest } = answer as Record<string, unknown>
      return rest
    }
    default:
      return null
  }
}
