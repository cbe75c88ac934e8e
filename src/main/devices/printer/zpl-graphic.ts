import type { Bitmap } from './bitmap.ts'

/** A `^GFA` graphic field: rows of hexadecimal figures in ZPL's own run-length form. */
export function zplGraphicField(bitmap: Bitmap): string {
  const { stride, height, bits } = bitmap
  const rows: string[] = []
  let last = ''
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.from(bits.subarray(y * stride, (y + 1) * stride))
      .toString('hex')
      .toUpperCase()
    rows.push(row === last ? ':' : packRow(row))
    last = row
  }
  const total = stride * height
  return `^GFA,${total},${total},${stride},${rows.join('')}`
}

/** A letter before a figure repeats it. The marks that fill a row to its end are left out: readers differ on them. */
const packRow = (row: string): string => row.replace(/(.)\1+/gu, (run: string) => repeatLetters(run.length) + run[0]!)

/** G to Y stand for 1 to 19, g to z for 20 to 400 in twenties. */
function repeatLetters(count: number): string {
  let out = ''
  let left = count
  for (; left > 419; left -= 400) out += 'z'
  if (left >= 20) out += String.fromCharCode(102 + Math.floor(left / 20))
  return left % 20 === 0 ? out : out + String.fromCharCode(70 + (left % 20))
}
