import { WebSocket } from 'ws'
import type { Hub } from '../../../dev/hub/hub.ts'
import { until } from './hub.ts'

export interface Heard {
  joinRef: string | null
  ref: string | null
  topic: string
  event: string
  payload: Record<string, unknown>
}

/** A bare socket that speaks one version of the protocol, for what the client library hides. */
export interface Wire {
  send: (frame: Partial<Heard> & { topic: string; event: string }) => void
  raw: (data: string | Buffer) => void
  /** Everything heard, oldest first. */
  heard: Heard[]
  bytes: Buffer[]
  /** Waits for a message that fits. */
  next: (event: string, fits?: (message: Heard) => boolean) => Promise<Heard>
  closed: () => number | undefined
  close: () => void
}

export async function wire(hub: Hub, version: '1.0.0' | '2.0.0' = '2.0.0', key = hub.anonKey): Promise<Wire> {
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=${key}&vsn=${version}`)
  const heard: Heard[] = []
  const bytes: Buffer[] = []
  let code: number | undefined
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (binary) return void bytes.push(data)
    const value: unknown = JSON.parse(data.toString('utf8'))
    if (Array.isArray(value)) {
      const [joinRef, ref, topic, event, payload] = value as [
        string | null,
        string | null,
        string,
        string,
        Record<string, unknown>,
      ]
      heard.push({ joinRef, ref, topic, event, payload })
    } else heard.push({ joinRef: null, ...(value as Omit<Heard, 'joinRef'>) })
  })
  socket.on('close', (given) => {
    code = given
  })
  await new Promise((done, fail) => {
    socket.once('open', done)
    socket.once('error', fail)
  })
  return {
    heard,
    bytes,
    raw: (data) => socket.send(data),
    send: ({ joinRef = null, ref = null, topic, event, payload = {} }) =>
      socket.send(
        version === '2.0.0'
          ? JSON.stringify([joinRef, ref, topic, event, payload])
          : JSON.stringify({ topic, event, payload, ref, join_ref: joinRef }),
      ),
    next: (event, fits = () => true) =>
      until(
        () => heard.find((message) => message.event === event && fits(message)),
        `${event}, heard ${JSON.stringify(heard)}`,
      ),
    closed: () => code,
    close: () => socket.close(),
  }
}

/** Joins a topic and gives the answer. */
export async function join(
  line: Wire,
  topic: string,
  payload: Record<string, unknown> = {},
  ref = '1',
): Promise<Record<string, unknown>> {
  line.send({ joinRef: ref, ref, topic, event: 'phx_join', payload })
  return (await line.next('phx_reply', (message) => message.ref === ref && message.topic === topic)).payload
}
