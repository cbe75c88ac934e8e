import { inflateSync } from 'node:zlib'
import type { Raster } from './raster.ts'

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** A PNG file as grey dots: what a renderer drew, or what the program shows. Palettes are read as greys. */
export function decodePng(file: Uint8Array): Raster {
  const data = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const parts: Buffer[] = []
  for (let at = 8; at < data.length;) {
    const length = data.readUInt32BE(at)
    if (data.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(data.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const [width, height, depth] = [data.readUInt32BE(16), data.readUInt32BE(20), data.readUInt8(24)]
  const channels = CHANNELS[data.readUInt8(25)]!
  const bytes = Math.max(1, (depth * channels) / 8)
  const stride = Math.ceil((width * depth * channels) / 8)
  const raw = inflateSync(Buffer.concat(parts))
  const dots = new Uint8Array(width * height)
  let above = new Uint8Array(stride)
  for (let y = 0; y < height; y += 1) {
    const row = Uint8Array.from(raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)))
    unfilter(raw[y * (stride + 1)]!, row, above, bytes)
    for (let x = 0; x < width; x += 1) {
      const bit = x * depth
      dots[y * width + x] =
        depth === 8
          ? row[x * channels]!
          : (((row[bit >> 3]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1)) * 255) / ((1 << depth) - 1)
    }
    above = row
  }
  return { width, height, dots }
}

function unfilter(filter: number, row: Uint8Array, above: Uint8Array, bytes: number): void {
  for (let x = 0; x < row.length; x += 1) {
    const a = row[x - bytes] ?? 0
    const b = above[x] ?? 0
    const c = x >= bytes ? above[x - bytes]! : 0
    const pa = Math.abs(b - c)
    const pb = Math.abs(a - c)
    const pc = Math.abs(a + b - 2 * c)
    const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c
    row[x]! += [0, a, b, (a + b) >> 1, paeth][filter]!
  }
}
