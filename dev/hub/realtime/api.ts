import { json } from '../http/answer.ts'
import type { Claims, Context, HubRequest, HubResponse } from '../types.ts'
import { mayWrite } from './authorize.ts'
import { busTopic } from './bus.ts'
import type { Hall } from './hall.ts'
import { verifyToken } from './token.ts'

interface Message {
  topic: string
  event: string
  payload: unknown
  private: boolean
}

function readMessages(body: Buffer): Message[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
  const list = (value as { messages?: unknown } | null)?.messages
  if (!Array.isArray(list)) return undefined
  const messages = list as Partial<Message>[]
  const complete = messages.every(
    (message) =>
      typeof message?.topic === 'string' && typeof message.event === 'string' && typeof message.payload === 'object',
  )
  return complete
    ? messages.map((message) => ({ ...(message as Message), private: message.private === true }))
    : undefined
}

async function send(hall: Hall, claims: Claims, request: HubRequest, messages: Message[]): Promise<HubResponse> {
  const { context } = hall
  for (const message of messages) {
    if (hall.events.over(context.settings.realtime.maxEventsPerSecond)) {
      return json(429, { message: 'You have exceeded your rate limit' })
    }
    const { event, payload, topic } = message
    const allowed =
      !message.private ||
      claims.role === 'service_role' ||
      (await mayWrite(context, topic, claims, request.headers, 'broadcast'))
    // What the caller may not send is dropped, and the answer does not tell.
    if (allowed) hall.bus.publish(busTopic(topic, message.private), { type: 'broadcast', event, payload })
  }
  return { status: 202 }
}

const SINGLE = /^\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/

function single(context: Context, request: HubRequest, found: RegExpExecArray): Message | HubResponse {
  if (!(request.headers['content-type'] ?? '').includes('json')) return json(415, { message: 'Unsupported Media Type' })
  if (request.body.length > context.settings.realtime.maxPayloadBytes) return json(413, { error: 'Payload too large' })
  try {
    return {
      topic: decodeURIComponent(found[1] ?? ''),
      event: decodeURIComponent(found[2] ?? ''),
      payload: JSON.parse(request.body.toString('utf8')) as unknown,
      private: request.query.get('private') === 'true',
    }
  } catch {
    return json(422, { error: 'Invalid JSON' })
  }
}

/** Broadcasts that come over HTTP. */
export async function realtimeApi(hall: Hall, request: HubRequest): Promise<HubResponse> {
  const found = SINGLE.exec(request.path)
  if (request.method !== 'POST' || (request.path !== '/api/broadcast' && found === null)) {
    return json(404, { message: 'Not found' })
  }
  const verified = verifyToken(hall.context, request.token)
  if (!verified.ok) return json(401, { message: 'Unauthorized' })
  if (found !== null) {
    const message = single(hall.context, request, found)
    return 'status' in message ? message : await send(hall, verified.claims, request, [message])
  }
  const messages = readMessages(request.body)
  if (messages === undefined) return json(422, { errors: { messages: ["can't be blank"] } })
  return await send(hall, verified.claims, request, messages)
}
