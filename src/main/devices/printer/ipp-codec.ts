/** An attribute to send: `tag` is the IPP value tag. */
export interface IppAttribute {
  readonly tag: number
  readonly name: string
  readonly values: readonly (string | number | boolean)[]
}

export type IppValue = string | number | boolean

export interface IppGroup {
  readonly tag: number
  readonly attributes: ReadonlyMap<string, readonly IppValue[]>
}

export interface IppResponse {
  readonly status: number
  readonly groups: readonly IppGroup[]
}

/** Value tags that we send (RFC 8010, section 3.5.2). */
export const IPP_TAG = {
  integer: 0x21,
  boolean: 0x22,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
} as const

export const IPP_GROUP = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04 } as const

/** Encodes a request; a document, when there is one, follows it directly. */
export function encodeIpp(
  operation: number,
  requestId: number,
  groups: readonly { tag: number; attributes: readonly IppAttribute[] }[],
  document: Uint8Array = new Uint8Array(),
): Uint8Array {
  const head = Buffer.alloc(8)
  head.writeUInt16BE(0x0200, 0)
  head.writeUInt16BE(operation, 2)
  head.writeUInt32BE(requestId, 4)
  const parts: Buffer[] = [head]
  for (const group of groups) {
    parts.push(Buffer.of(group.tag))
    for (const attribute of group.attributes) {
      for (const [i, value] of attribute.values.entries()) {
        const name = Buffer.from(i === 0 ? attribute.name : '', 'utf8')
        const bytes = encodeValue(value)
        parts.push(Buffer.of(attribute.tag), lengthOf(name), name, lengthOf(bytes), bytes)
      }
    }
  }
  parts.push(Buffer.of(IPP_GROUP.end), Buffer.from(document))
  return new Uint8Array(Buffer.concat(parts))
}

function lengthOf(bytes: Buffer): Buffer {
  const out = Buffer.alloc(2)
  out.writeUInt16BE(bytes.length, 0)
  return out
}

function encodeValue(value: string | number | boolean): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'utf8')
  if (typeof value === 'boolean') return Buffer.of(value ? 1 : 0)
  const out = Buffer.alloc(4)
  out.writeInt32BE(value, 0)
  return out
}

/** Decodes a response. Members of collections, which we never ask for, are kept as plain values of the outer name. */
export function decodeIpp(bytes: Uint8Array): IppResponse {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data.length < 9) throw new Error('The print system sent an empty answer')
  const groups: { tag: number; attributes: Map<string, IppValue[]> }[] = []
  let at = 8
  let current: IppValue[] = []
  const take = (count: number): Buffer => {
    if (at + count > data.length) throw new Error('The print system sent a cut-off answer')
    const part = data.subarray(at, at + count)
    at += count
    return part
  }
  while (at < data.length) {
    const tag = take(1).readUInt8(0)
    if (tag === IPP_GROUP.end) break
    if (tag < 0x10) {
      groups.push({ tag, attributes: new Map() })
      continue
    }
    const name = take(take(2).readUInt16BE(0)).toString('utf8')
    const value = take(take(2).readUInt16BE(0))
    if (name !== '') {
      current = []
      groups.at(-1)?.attributes.set(name, current)
    }
    const decoded = decodeValue(tag, value)
    if (decoded !== null) current.push(decoded)
  }
  return { status: data.readUInt16BE(2), groups }
}

function decodeValue(tag: number, value: Buffer): IppValue | null {
  if ((tag === 0x21 || tag === 0x23) && value.length === 4) return value.readInt32BE(0)
  if (tag === 0x22 && value.length === 1) return value.readUInt8(0) !== 0
  if ((tag === 0x35 || tag === 0x36) && value.length >= 4) {
    // A text with its language in front.
    return value.subarray(4 + value.readUInt16BE(0)).toString('utf8')
  }
  return tag >= 0x40 ? value.toString('utf8') : null
}
