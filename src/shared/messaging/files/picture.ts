import type { AttachmentType } from '../kinds.ts'

export interface PictureSize {
  width: number
  height: number
}

/** The dots of a picture that may be decoded: a photograph of a telephone has 50 million, each takes four bytes. */
export const PICTURE_DOTS = 64_000_000

/** True for a picture that would take too much memory once decoded, whatever its file's size. */
export const isTooLarge = ({ width, height }: PictureSize): boolean => width * height > PICTURE_DOTS

/** How large a picture says that it is, from its first bytes and without decoding it; null when they do not say. */
export function pictureSize(type: AttachmentType, bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const size = READERS[type]?.(view) ?? null
    return size && size.width > 0 && size.height > 0 ? size : null
  } catch {
    // The file ends before it says.
    return null
  }
}

const READERS: Partial<Record<AttachmentType, (view: DataView) => PictureSize | null>> = {
  'image/png': pngSize,
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
}

/** PNG: the first chunk is IHDR. */
function pngSize(view: DataView): PictureSize | null {
  if (
    view.getUint32(0) !== 0x89_50_4e_47 ||
    view.getUint32(4) !== 0x0d_0a_1a_0a ||
    view.getUint32(12) !== 0x49_48_44_52
  )
    return null
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/**
 * JPEG: segments until a frame header. Several frame headers are possible, and decoders differ in which one they heed: the
 * largest counts.
 */
function jpegSize(view: DataView): PictureSize | null {
  if (view.getUint16(0) !== 0xff_d8) return null
  let largest: PictureSize | null = null
  for (let at = 2; at + 4 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return largest
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    // The picture's own data: no header comes after it that a decoder must have seen before.
    if (marker === 0xda || marker === 0xd9) return largest
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) {
      const size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
      if (!largest || size.width * size.height > largest.width * largest.height) largest = size
    }
    const hasNoLength = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
    at += hasNoLength ? 2 : 2 + Math.max(2, view.getUint16(at + 2))
  }
  return largest
}

/** WebP: the lossy, the lossless and the extended form, each with its own header; of the extended one the canvas. */
function webpSize(view: DataView): PictureSize | null {
  if (view.getUint32(0) !== 0x52_49_46_46 || view.getUint32(8) !== 0x57_45_42_50) return null
  switch (view.getUint32(12)) {
    case 0x56_50_38_20:
      return { width: view.getUint16(26, true) & 0x3f_ff, height: view.getUint16(28, true) & 0x3f_ff }
    case 0x56_50_38_4c: {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3f_ff) + 1, height: ((bits >>> 14) & 0x3f_ff) + 1 }
    }
    case 0x56_50_38_58:
      return { width: 1 + triple(view, 24), height: 1 + triple(view, 27) }
    default:
      return null
  }
}

const triple = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
