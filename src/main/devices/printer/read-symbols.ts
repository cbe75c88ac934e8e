import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Bitmap } from './bitmap.ts'

/** Reads the symbols of one kind in a picture of dots. */
export type ReadSymbols = (bitmap: Bitmap, format: 'QRCode' | 'Code128') => Promise<string[]>

/** The reader that labels are checked with: the same library family as in scanners of phones, run on our own dots. */
export async function createSymbolReader(): Promise<ReadSymbols> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  // Given its program from disk: it fetches it from the network otherwise.
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const bytes = await readFile(file)
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  return async (bitmap, format) => {
    // The library asks for no more of an ImageData than these fields.
    const picture = toPicture(bitmap) as unknown as Parameters<typeof readBarcodes>[0]
    const found = await readBarcodes(picture, { formats: [format], tryHarder: true, tryInvert: false })
    return found.map(({ text }) => text)
  }
}

function toPicture(bitmap: Bitmap) {
  const { width, height, stride, bits } = bitmap
  const pixels = new Uint32Array(width * height).fill(0xffff_ffff)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((bits[y * stride + (x >> 3)]! & (0x80 >> (x & 7))) !== 0) pixels[y * width + x] = 0xff00_0000
    }
  }
  return { data: new Uint8ClampedArray(pixels.buffer), width, height, colorSpace: 'srgb' }
}
