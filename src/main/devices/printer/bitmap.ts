/** A picture of dots, one bit each: rows of whole bytes, the first dot in the highest bit, 1 for black. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  /** Bytes of one row. */
  readonly stride: number
  readonly bits: Uint8Array
}

/** A white picture. */
export function createBitmap(width: number, height: number): Bitmap {
  const stride = Math.ceil(width / 8)
  return { width, height, stride, bits: new Uint8Array(stride * height) }
}

/** Whether a dot is black; outside the picture all is white. */
export function isBlack(bitmap: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= bitmap.width || y >= bitmap.height) return false
  return (bitmap.bits[y * bitmap.stride + (x >> 3)]! & (0x80 >> (x & 7))) !== 0
}

/** Sets the dots of a row from `from` up to but without `to`. */
export function setRow(bitmap: Bitmap, y: number, from: number, to: number, black: boolean): void {
  if (y < 0 || y >= bitmap.height) return
  for (let x = Math.max(0, from); x < Math.min(bitmap.width, to); x += 1) {
    const at = y * bitmap.stride + (x >> 3)
    const bit = 0x80 >> (x & 7)
    bitmap.bits[at] = black ? bitmap.bits[at]! | bit : bitmap.bits[at]! & ~bit
  }
}

/** A part of a picture as a picture of its own; what lies outside is white. */
export function crop(bitmap: Bitmap, at: { x: number; y: number; width: number; height: number }): Bitmap {
  const part = createBitmap(at.width, at.height)
  for (let y = 0; y < at.height; y += 1) {
    for (let x = 0; x < at.width; x += 1) {
      if (isBlack(bitmap, at.x + x, at.y + y)) part.bits[y * part.stride + (x >> 3)]! |= 0x80 >> (x & 7)
    }
  }
  return part
}
