import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { parseOwnCode } from '../../../src/shared/scan/ownCode.ts'
import { codePicture } from './picture.ts'

const MODULES = 21

// Bug: on a dark ground a code without its white margin is not read.
it('the picture reads as the code that the desk knows, with its white margin', async () => {
  const program = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(program).buffer } })
  const png = await codePicture('483920')
  const [code] = await readBarcodes(png, { formats: ['QRCode'] })
  expect(parseOwnCode(code!.text)).toEqual({ type: 'pickup', body: '483920' })
  const { topLeft, bottomRight } = code!.position
  const width = Buffer.from(png).readUInt32BE(16)
  const moduleSize = (bottomRight.x - topLeft.x) / MODULES
  expect(topLeft.x).toBeGreaterThanOrEqual(3.9 * moduleSize)
  expect(width - bottomRight.x).toBeGreaterThanOrEqual(3.9 * moduleSize)
})
