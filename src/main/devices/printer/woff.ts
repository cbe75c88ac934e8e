import { inflateSync } from 'node:zlib'

const WOFF = 0x774f_4646
const ENTRY = 20

/**
 * Unpacks a WOFF font to the plain form, once. The PDF writer would unpack it again for each label, in JavaScript:
 * nine tenths of the time that a label takes. Other formats are given back as they are.
 */
export function unpackWoff(bytes: Uint8Array): Uint8Array {
  const woff = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (woff.length < 44 || woff.readUInt32BE(0) !== WOFF) return bytes
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, i) => {
    const at = 44 + i * ENTRY
    const [offset, packed, full] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)]
    const data = woff.subarray(offset, offset + packed)
    return {
      tag: woff.readUInt32BE(at),
      sum: woff.readUInt32BE(at + 16),
      data: packed < full ? inflateSync(data) : data,
    }
  })
  const directory = Buffer.alloc(12 + 16 * count)
  directory.writeUInt32BE(woff.readUInt32BE(4), 0)
  directory.writeUInt16BE(count, 4)
  const power = 2 ** Math.floor(Math.log2(Math.max(1, count)))
  directory.writeUInt16BE(power * 16, 6)
  directory.writeUInt16BE(Math.log2(power), 8)
  directory.writeUInt16BE((count - power) * 16, 10)
  const parts: Buffer[] = [directory]
  let offset = directory.length
  for (const [i, { tag, sum, data }] of tables.entries()) {
    const at = 12 + 16 * i
    directory.writeUInt32BE(tag, at)
    directory.writeUInt32BE(sum, at + 4)
    directory.writeUInt32BE(offset, at + 8)
    directory.writeUInt32BE(data.length, at + 12)
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4)
    parts.push(data, padding)
    offset += data.length + padding.length
  }
  return new Uint8Array(Buffer.concat(parts))
}
