import { crc32, deflateSync } from 'node:zlib'
import type { Bitmap } from './bitmap.ts'

/** A picture of dots as a PNG file of one bit for each dot. */
export function encodePng(bitmap: Bitmap): Uint8Array {
  const { width, height, stride, bits } = bitmap
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = Buffer.alloc((stride + 1) * height)
  for (let y = 0; y < height; y += 1) {
    // In a PNG 1 is white.
    for (let x = 0; x < stride; x += 1) rows[y * (stride + 1) + 1 + x] = ~bits[y * stride + x]! & 0xff
  }
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(8)
  out.writeUInt32BE(data.length, 0)
  out.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([out.subarray(0, 4), body, out.subarray(4)])
}
