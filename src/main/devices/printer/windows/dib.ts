import type { DotPicture } from './spooler.ts'

/** A BITMAPINFO of one bit for each dot, first row on top, white before black. */
export function bitmapInfo(width: number, height: number): Buffer {
  const info = Buffer.alloc(48)
  info.writeUInt32LE(40, 0)
  info.writeInt32LE(width, 4)
  // A negative height: rows go downwards.
  info.writeInt32LE(-height, 8)
  info.writeUInt16LE(1, 12)
  info.writeUInt16LE(1, 14)
  info.writeUInt32LE(2, 32)
  info.writeUInt32LE(0x00ff_ffff, 40)
  return info
}

/** The rows of a picture, each padded to four bytes as Windows wants them. */
export function dibRows({ bits, width, height }: DotPicture): Buffer {
  const stride = Math.ceil(width / 8)
  const wide = Math.ceil(stride / 4) * 4
  const rows = Buffer.alloc(wide * height)
  for (let y = 0; y < height; y += 1) rows.set(bits.subarray(y * stride, (y + 1) * stride), y * wide)
  return rows
}
