import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { Raster } from './raster.ts'

let prepared = false

/** Reads every QR code and Code 128 in a picture, as a desk's scanner would. */
export async function readCodes(raster: Raster): Promise<{ format: string; text: string }[]> {
  if (!prepared) {
    // Given its program from disk: it fetches it from the network otherwise.
    const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
    const bytes = readFileSync(file)
    const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    prepareZXingModule({ overrides: { wasmBinary: wasmBinary } })
    prepared = true
  }
  const pixels = Uint32Array.from(raster.dots, (dot) => 0xff000000 + dot * 0x010101)
  const data = new Uint8ClampedArray(pixels.buffer)
  const picture = { data, width: raster.width, height: raster.height, colorSpace: 'srgb' } as ImageData
  const found = await readBarcodes(picture, { formats: ['QRCode', 'Code128'], tryHarder: true, maxNumberOfSymbols: 8 })
  return found.map(({ format, text }) => ({ format, text })).toSorted((a, b) => a.format.localeCompare(b.format))
}
