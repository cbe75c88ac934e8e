import type { Claims } from '../types.ts'
import { mayRead, mayWrite } from './authorize.ts'
import type { Extension } from './authorize.ts'
import { busTopic } from './bus.ts'
import type { Member } from './bus.ts'
import { isUserBroadcast } from './frame.ts'
import type { Frame } from './frame.ts'
import type { Hall } from './hall.ts'
import { cannotRead } from './join.ts'
import type { Admission, JoinConfig } from './join.ts'
import { createRate } from './rate.ts'
import { verifyToken } from './token.ts'

/** A joined topic of one socket. */
export interface Channel {
  joinRef: string | null
  /** Begins to listen; called after the client knows that it joined. */
  open: () => void
  handle: (frame: Frame) => Promise<void>
  /** Looks at the token again: its time may have passed. */
  confirm: () => void
  /** Stops listening without a word. */
  drop: () => void
}

export interface ChannelPorts {
  hall: Hall
  topic: string
  joinRef: string | null
  config: JoinConfig
  admission: Extract<Admission, { ok: true }>
  headers: Record<string, string>
  send: (frame: Frame) => void
  closed: (channel: Channel) => void
}

const LONGEST_TIMER = 3_600_000

const size = (payload: unknown): number =>
  isUserBroadcast(payload) ? payload.body.length : Buffer.byteLength(JSON.stringify(payload ?? null))

/** The channel that a join opened. */
export function createChannel(ports: ChannelPorts): Channel {
  const { hall, config, headers, joinRef } = ports
  const { context, bus } = hall
  const limits = context.settings.realtime
  const wire = `realtime:${ports.topic}`
  const room = busTopic(ports.topic, config.private)
  const presenceRate = createRate(context.clock, limits.clientPresenceWindowMs)
  let { claims, token } = ports.admission
  let reads: Set<Extension> | undefined = ports.admission.reads
  let writes = new Map<Extension, boolean>()
  let presenceEnabled = config.presenceEnabled
  let timer: NodeJS.Timeout | undefined
  let over = false

  const send = (event: string, payload: unknown, ref: string | null = null): void =>
    ports.send({ joinRef, ref, topic: wire, event, payload })
  const reply = (ref: string | null, status: 'ok' | 'error', response: unknown = {}): void => {
    if (ref !== null) send('phx_reply', { status, response }, ref)
  }
  const system = (status: 'ok' | 'error', message: string, extension = 'system'): void =>
    send('system', { extension, status, message, channel: ports.topic })
  const canRead = (extension: Extension): boolean => reads === undefined || reads.has(extension)

  const member: Member = {
    receive: (event, payload) => {
      if (event === 'broadcast' && !canRead('broadcast')) return
      if (event === 'presence_diff' && config.private && !canRead('presence')) return
      ports.send({ joinRef: null, ref: null, topic: wire, event, payload })
    },
  }

  const drop = (): void => {
    if (over) return
    over = true
    clearTimeout(timer)
    bus.leave(room, member)
    hall.channels.delete(channel)
  }
  const close = (): void => {
    drop()
    ports.send({ joinRef, ref: joinRef, topic: wire, event: 'phx_close', payload: {} })
    ports.closed(channel)
  }
  const shut = (message: string): void => {
    if (over) return
    system('error', message)
    close()
  }

  const watch = (known: Claims): void => {
    clearTimeout(timer)
    const left = (known.exp ?? 0) * 1000 - context.clock.now()
    timer = setTimeout(confirm, Math.max(Math.min(left, LONGEST_TIMER), 0))
    timer.unref()
  }
  const confirm = (): void => {
    if (over) return
    const verified = verifyToken(context, token)
    if (verified.ok) watch(verified.claims)
    else shut(verified.message)
  }

  const refresh = async (payload: unknown): Promise<void> => {
    const given = (payload as { access_token?: unknown } | null)?.access_token
    if (typeof given !== 'string' || given.startsWith('sb_') || given === token) return
    const verified = verifyToken(context, given)
    if (!verified.ok) return shut(verified.message)
    token = given
    claims = verified.claims
    writes = new Map()
    watch(claims)
    if (reads === undefined) return
    const before = reads
    reads = await mayRead(
      context,
      ports.topic,
      claims,
      headers,
      presenceEnabled ? ['broadcast', 'presence'] : ['broadcast'],
    )
    if (reads.size === 0) return shut(cannotRead(ports.topic))
    if ([...before].some((extension) => !canRead(extension))) {
      shut(`You no longer have permission to read from this Channel topic: ${ports.topic}`)
    }
  }

  const canWrite = async (extension: Extension): Promise<boolean> => {
    if (!config.private) return true
    // Asked once for each token, as the real service does: a right that is taken away ends with the next token.
    const known = writes.get(extension)
    if (known !== undefined) return known
    const allowed = await mayWrite(context, ports.topic, claims, headers, extension)
    writes.set(extension, allowed)
    return allowed
  }

  const broadcast = async (frame: Frame): Promise<void> => {
    if (!(await canWrite('broadcast'))) return
    if (hall.events.over(limits.maxEventsPerSecond)) return shut('Too many messages per second')
    if (size(frame.payload) > limits.maxPayloadBytes) {
      if (config.ack) reply(frame.ref, 'error', { reason: 'payload_size_exceeded' })
      return
    }
    bus.publish(room, frame.payload, config.self ? undefined : member)
    if (config.ack) reply(frame.ref, 'ok')
  }

  const syncPresence = (): void => {
    if (config.private && !canRead('presence')) return
    if (hall.presenceEvents.over(limits.maxPresenceEventsPerSecond))
      return shut('Too many presence messages per second')
    send('presence_state', bus.presence(room))
  }

  const track = async (frame: Frame, payload: unknown): Promise<void> => {
    if (config.private && !presenceEnabled && reads !== undefined && !reads.has('presence')) {
      for (const extension of await mayRead(context, ports.topic, claims, headers, ['presence'])) reads.add(extension)
    }
    if (!(await canWrite('presence'))) return reply(frame.ref, 'error')
    if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
      return reply(frame.ref, 'error', { reason: 'Presence track payload must be a map' })
    }
    if (size(payload) > limits.maxPayloadBytes) return shut('Track message size exceeded')
    if (hall.presenceEvents.over(limits.maxPresenceEventsPerSecond))
      return shut('Too many presence messages per second')
    bus.track(room, member, config.presenceKey, payload as Record<string, unknown>)
    reply(frame.ref, 'ok')
    if (!presenceEnabled) {
      presenceEnabled = true
      syncPresence()
    }
  }

  const presence = async (frame: Frame): Promise<void> => {
    const { event, payload } = (frame.payload ?? {}) as { event?: unknown; payload?: unknown }
    if (typeof event !== 'string') return reply(frame.ref, 'ok')
    if (presenceRate.over(limits.maxClientPresenceCalls)) return shut('Client presence rate limit exceeded')
    if (event.toLowerCase() === 'track') return await track(frame, payload ?? {})
    if (event.toLowerCase() !== 'untrack') return reply(frame.ref, 'error')
    bus.untrack(room, member)
    reply(frame.ref, 'ok')
  }

  const channel: Channel = {
    joinRef,
    drop,
    confirm,
    open: () => {
      if (over) return
      hall.channels.add(channel)
      bus.enter(room, member)
      watch(claims)
      if (presenceEnabled) syncPresence()
      if (config.replicationReady) system('ok', 'Replication connection established')
      if (config.changes.length > 0) {
        system('error', 'The hub sends no changes of tables: use broadcasts from the database', 'postgres_changes')
      }
    },
    handle: async (frame) => {
      if (over) return
      if (frame.event === 'broadcast') return await broadcast(frame)
      if (frame.event === 'presence') return await presence(frame)
      if (frame.event === 'access_token') return await refresh(frame.payload)
      if (frame.event !== 'phx_leave') return
      reply(frame.ref, 'ok')
      close()
    },
  }
  return channel
}
