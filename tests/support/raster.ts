import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** One byte for each dot: 0 for black, 255 for white. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly dots: Uint8Array
}

/** Draws the first page of a PDF file at a printer's resolution, in grey or in black and white as a thermal head does. */
export async function rasterise(pdfFile: string, dpi: number, ink: 'gray' | 'mono'): Promise<Raster> {
  const args = ['-r', String(dpi), `-${ink}`, '-singlefile', pdfFile]
  const { stdout } = await run('pdftoppm', args, { encoding: 'buffer', timeout: 30_000, maxBuffer: 64 * 1024 * 1024 })
  const header = /^P([45])\s+(\d+)\s+(\d+)\s+(?:255\s)?/u.exec(stdout.subarray(0, 64).toString('latin1'))
  if (header === null) throw new Error('pdftoppm wrote neither PGM nor PBM')
  const width = Number(header[2])
  const height = Number(header[3])
  const body = stdout.subarray(header[0].length)
  return header[1] === '5' ? { width, height, dots: new Uint8Array(body) } : fromBits(body, width, height)
}

/** Rows of bits, the first in the highest bit, 1 for black, each row starting on a byte. */
function fromBits(bits: Uint8Array, width: number, height: number): Raster {
  const stride = Math.ceil(width / 8)
  const dots = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const bit = (bits[y * stride + (x >> 3)]! >> (7 - (x & 7))) & 1
      dots[y * width + x] = bit === 1 ? 0 : 255
    }
  }
  return { width, height, dots }
}

/** The picture that a Zebra printer would burn: the `~DG` graphic in what was sent to it, unpacked. */
export function zplGraphic(sent: Uint8Array): Raster {
  const text = Buffer.from(sent).toString('latin1')
  const head = /~DGR:[^,]*,(\d+),(\d+),\s*/u.exec(text)
  if (head === null) throw new Error('No ~DG graphic was sent')
  const total = Number(head[1])
  const stride = Number(head[2])
  const rows: string[] = []
  let row = ''
  let repeat = 0
  const finish = (fill: string): void => {
    rows.push(row.padEnd(stride * 2, fill))
    row = ''
  }
  for (let at = head.index + head[0].length; rows.length < total / stride; at += 1) {
    const char = text[at]
    if (char === undefined) throw new Error('The ~DG graphic is cut off')
    if (char === ',') finish('0')
    else if (char === '!') finish('F')
    else if (char === ':') rows.push(rows.at(-1) ?? '0'.repeat(stride * 2))
    else if (char >= 'G' && char <= 'Y') repeat += char.charCodeAt(0) - 70
    else if (char >= 'g' && char <= 'z') repeat += (char.charCodeAt(0) - 102) * 20
    else if (/[0-9A-F]/u.test(char)) {
      row += char.repeat(Math.max(1, repeat))
      repeat = 0
      if (row.length >= stride * 2) finish('0')
    }
  }
  return fromBits(Buffer.from(rows.join(''), 'hex'), stride * 8, total / stride)
}

/** Lengths of the stretches of one colour along a row, white first. */
export function stretches(raster: Raster, y: number): number[] {
  const out = [0]
  let black = false
  for (let x = 0; x < raster.width; x += 1) {
    const dot = raster.dots[y * raster.width + x]! < 128
    if (dot === black) out[out.length - 1]! += 1
    else {
      out.push(1)
      black = dot
    }
  }
  return out
}
