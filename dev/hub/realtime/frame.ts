/** A message of the Phoenix protocol, the same in both versions of the wire. */
export interface Frame {
  joinRef: string | null
  ref: string | null
  topic: string
  event: string
  payload: unknown
}

/** A broadcast that travelled in the binary form of version 2: its payload is passed on as it came. */
export interface UserBroadcast {
  event: string
  json: boolean
  body: Buffer
}

export type Version = '1.0.0' | '2.0.0'

/** Whether a payload came in the binary form. */
export const isUserBroadcast = (payload: unknown): payload is UserBroadcast =>
  typeof payload === 'object' && payload !== null && 'body' in payload && Buffer.isBuffer(payload.body)

const asText = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null

function decodeText(version: Version, text: string): Frame | undefined {
  const value: unknown = JSON.parse(text)
  if (version === '2.0.0') {
    if (!Array.isArray(value) || value.length < 5) return undefined
    const [joinRef, ref, topic, event, payload] = value as unknown[]
    if (typeof topic !== 'string' || typeof event !== 'string') return undefined
    return { joinRef: asText(joinRef), ref: asText(ref), topic, event, payload }
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { topic, event, payload, ref, join_ref } = value as Record<string, unknown>
  if (typeof topic !== 'string' || typeof event !== 'string') return undefined
  return { joinRef: asText(join_ref), ref: asText(ref), topic, event, payload }
}

const PUSH = 3
const BROADCAST = 4

// kind, five lengths, the encoding of the payload, then join ref, ref, topic, event, metadata and the payload itself.
function decodeBinary(data: Buffer): Frame | undefined {
  if (data[0] !== PUSH || data.length < 7) return undefined
  const lengths = [...data.subarray(1, 6)]
  let at = 7
  const parts = lengths.map((length) => {
    const part = data.subarray(at, at + length).toString('utf8')
    at += length
    return part
  })
  if (at > data.length) return undefined
  const [joinRef = '', ref = '', topic = '', event = ''] = parts
  const payload: UserBroadcast = { event, json: data[6] === 1, body: data.subarray(at) }
  return { joinRef: joinRef === '' ? null : joinRef, ref: ref === '' ? null : ref, topic, event: 'broadcast', payload }
}

/** Reads what a client sent; undefined if it is no message. */
export function decodeFrame(version: Version, data: Buffer, binary: boolean): Frame | undefined {
  try {
    if (!binary) return decodeText(version, data.toString('utf8'))
    return version === '2.0.0' ? decodeBinary(data) : undefined
  } catch {
    return undefined
  }
}

function broadcastBytes(topic: string, message: UserBroadcast): Buffer {
  const names = [Buffer.from(topic), Buffer.from(message.event)]
  const [first, second] = names
  const head = Buffer.from([BROADCAST, first?.length ?? 0, second?.length ?? 0, 0, message.json ? 1 : 0])
  return Buffer.concat([head, ...names, message.body])
}

/** What goes to a client; undefined if its version cannot say it. */
export function encodeFrame(version: Version, frame: Frame): string | Buffer | undefined {
  const { joinRef, ref, topic, event, payload } = frame
  if (isUserBroadcast(payload)) {
    if (version === '2.0.0') return broadcastBytes(topic, payload)
    if (!payload.json) return undefined
    const body: unknown = JSON.parse(payload.body.toString('utf8'))
    return JSON.stringify({
      topic,
      event,
      payload: { type: 'broadcast', event: payload.event, payload: body },
      ref: null,
    })
  }
  return version === '2.0.0'
    ? JSON.stringify([joinRef, ref, topic, event, payload])
    : JSON.stringify({ topic, event, payload, ref })
}
