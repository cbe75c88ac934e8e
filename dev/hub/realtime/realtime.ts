import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { openGateway } from '../http/gateway.ts'
import type { Handler } from '../http/server.ts'
import type { Context } from '../types.ts'
import { realtimeApi } from './api.ts'
import { createBus } from './bus.ts'
import type { Bus } from './bus.ts'
import { serve } from './connection.ts'
import type { Hall } from './hall.ts'
import { createRate } from './rate.ts'
import { verifyToken } from './token.ts'

export interface Realtime {
  handle: Handler
  bus: Bus
  attach: (server: Server) => void
  /** Looks at every channel's token again. */
  confirmAll: () => void
  cutAll: () => void
  closeAll: () => void
  sockets: () => number
}

const LARGEST_FRAME = 5_000_000

function reject(socket: Duplex, status: string, body: unknown): void {
  const text = JSON.stringify(body)
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )
}

/** The Realtime service. */
export function createRealtime(context: Context): Realtime {
  const { clock } = context
  const hall: Hall = {
    context,
    bus: createBus(),
    joins: createRate(clock),
    events: createRate(clock),
    presenceEvents: createRate(clock),
    channels: new Set(),
    sockets: new Set(),
  }
  const acceptor = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME })

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy())
    const url = new URL(request.url ?? '/', 'http://hub')
    const instead = context.platform.instead()
    if (instead)
      return reject(socket, `${instead.status} ${instead.status === 402 ? 'Payment Required' : 'Project Paused'}`, {})
    if (url.pathname !== '/realtime/v1/websocket')
      return reject(socket, '404 Not Found', { message: 'no Route matched with those values' })
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers[name] = value
    const entry = openGateway(context, 'realtime', '/websocket', url.searchParams, headers)
    if ('status' in entry) return reject(socket, '401 Unauthorized', JSON.parse(String(entry.body ?? '{}')))
    const version = url.searchParams.get('vsn') ?? '1.0.0'
    if (version !== '1.0.0' && version !== '2.0.0')
      return reject(socket, '403 Forbidden', { error: 'The client version is not supported' })
    if (!verifyToken(context, entry.token).ok) return reject(socket, '403 Forbidden', {})
    acceptor.handleUpgrade(request, socket, head, (ready) => {
      serve({ hall, socket: ready, version: version, keyToken: entry.token, headers })
    })
  }

  const confirmAll = (): void => {
    for (const channel of hall.channels) channel.confirm()
  }
  clock.onMove(confirmAll)
  return {
    bus: hall.bus,
    handle: (request) => realtimeApi(hall, request),
    attach: (server) => void server.on('upgrade', upgrade),
    confirmAll,
    cutAll: () => {
      for (const connection of hall.sockets) connection.cut()
    },
    closeAll: () => {
      for (const connection of hall.sockets) connection.close(1001, 'the hub stops')
    },
    sockets: () => hall.sockets.size,
  }
}
