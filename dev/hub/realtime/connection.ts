import type { WebSocket } from 'ws'
import { createChannel } from './channel.ts'
import type { Channel } from './channel.ts'
import { decodeFrame, encodeFrame } from './frame.ts'
import type { Frame, Version } from './frame.ts'
import type { Connection, Hall } from './hall.ts'
import { admit, joinToken, readConfig } from './join.ts'

export interface ConnectionPorts {
  hall: Hall
  socket: WebSocket
  version: Version
  /** The token of the key that opened the socket. */
  keyToken: string
  headers: Record<string, string>
}

const PREFIX = 'realtime:'

/** Serves one socket until it closes. */
export function serve(ports: ConnectionPorts): Connection {
  const { hall, socket, version } = ports
  const { context } = hall
  const limits = context.settings.realtime
  const channels = new Map<string, Channel>()
  const queues = new Map<string, Promise<void>>()
  const held: (string | Buffer)[] = []
  let idle: NodeJS.Timeout | undefined

  const write = (data: string | Buffer): void => {
    if (socket.readyState === socket.OPEN) socket.send(data)
  }
  const release = (): void => {
    for (const data of held.splice(0)) write(data)
  }
  const send = (frame: Frame): void => {
    const data = encodeFrame(version, frame)
    if (data === undefined) return
    if (context.gate.isShut()) {
      if (held.length === 0) void context.gate.passed().then(release)
      held.push(data)
    } else write(data)
  }
  const reply = (frame: Frame, status: 'ok' | 'error', response: unknown): void =>
    send({ ...frame, event: 'phx_reply', payload: { status, response } })
  const alive = (): void => {
    clearTimeout(idle)
    idle = setTimeout(() => socket.close(1000), limits.idleTimeoutMs)
    idle.unref()
  }

  const refuse = async (frame: Frame, reason: string): Promise<void> => {
    await new Promise((go) => void setTimeout(go, limits.joinErrorDelayMs))
    reply(frame, 'error', { reason })
  }

  const join = async (frame: Frame): Promise<void> => {
    const before = channels.get(frame.topic)
    if (before !== undefined) {
      // A second join takes the place of the first, which is told that it is closed.
      before.drop()
      channels.delete(frame.topic)
      send({ joinRef: before.joinRef, ref: before.joinRef, topic: frame.topic, event: 'phx_close', payload: {} })
    }
    const topic = frame.topic.slice(PREFIX.length)
    if (channels.size >= limits.maxChannelsPerConnection)
      return await refuse(frame, 'ChannelRateLimitReached: Too many channels')
    if (hall.joins.over(limits.maxJoinsPerSecond)) {
      await refuse(frame, 'ClientJoinRateLimitReached: Too many joins per second')
      return socket.close(1000)
    }
    if (hall.sockets.size > limits.maxConnections)
      return await refuse(frame, 'ConnectionRateLimitReached: Too many connected users')
    const config = readConfig(frame.payload)
    const admission = await admit(hall, topic, joinToken(frame.payload, ports.keyToken), config, ports.headers)
    if (!admission.ok) return await refuse(frame, admission.reason)
    if (socket.readyState !== socket.OPEN) return
    const channel = createChannel({
      hall,
      topic,
      joinRef: frame.joinRef ?? frame.ref,
      config,
      admission,
      headers: ports.headers,
      send,
      closed: (gone) => {
        if (channels.get(frame.topic) === gone) channels.delete(frame.topic)
      },
    })
    channels.set(frame.topic, channel)
    reply(frame, 'ok', { postgres_changes: config.changes.map((change, id) => ({ ...change, id: id + 1 })) })
    channel.open()
  }

  const handle = async (frame: Frame): Promise<void> => {
    if (frame.event === 'phx_join') return await join(frame)
    const channel = channels.get(frame.topic)
    const stale = frame.joinRef !== null && channel?.joinRef !== null && channel?.joinRef !== frame.joinRef
    if (channel === undefined || stale) {
      if (frame.event === 'phx_leave') reply(frame, 'ok', {})
      else if (frame.ref !== null) reply(frame, 'error', { reason: 'unmatched topic' })
      return
    }
    await channel.handle(frame)
  }

  const receive = (data: Buffer, binary: boolean): void => {
    alive()
    const frame = decodeFrame(version, data, binary)
    if (frame === undefined) return socket.close(1011)
    if (frame.topic === 'phoenix' && frame.event === 'heartbeat') return reply(frame, 'ok', {})
    if (!frame.topic.startsWith(PREFIX)) return reply(frame, 'error', { reason: 'unmatched topic' })
    // One message of a topic after the other: a send must not overtake its join.
    const turn = (queues.get(frame.topic) ?? Promise.resolve())
      .then(() => handle(frame))
      .catch((error: unknown) => {
        context.log(`realtime ${frame.topic} ${frame.event}: ${(error as Error).stack}`)
        reply(frame, 'error', { reason: 'Unknown Error on Channel' })
      })
    queues.set(frame.topic, turn)
    void turn.then(() => {
      if (queues.get(frame.topic) === turn) queues.delete(frame.topic)
    })
  }

  const connection: Connection = {
    cut: () => socket.terminate(),
    close: (code, reason) => socket.close(code, reason),
  }
  hall.sockets.add(connection)
  alive()
  socket.on('message', (data: Buffer, binary: boolean) => receive(data, binary))
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearTimeout(idle)
    hall.sockets.delete(connection)
    for (const channel of channels.values()) channel.drop()
    channels.clear()
  })
  return connection
}
