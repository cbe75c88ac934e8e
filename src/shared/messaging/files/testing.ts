/** The first bytes of pictures, for tests: what says how large they are, and nothing to decode. */
const bytesOf = (length: number, write: (view: DataView) => void): Uint8Array => {
  const bytes = new Uint8Array(length)
  write(new DataView(bytes.buffer))
  return bytes
}
const letters = (view: DataView, at: number, text: string) => {
  for (const [i, letter] of [...text].entries()) view.setUint8(at + i, letter.codePointAt(0)!)
}

/** The signature and IHDR of a PNG. */
export const pngHeader = (width: number, height: number): Uint8Array =>
  bytesOf(33, (view) => {
    view.setUint32(0, 0x89_50_4e_47)
    view.setUint32(4, 0x0d_0a_1a_0a)
    view.setUint32(8, 13)
    letters(view, 12, 'IHDR')
    view.setUint32(16, width)
    view.setUint32(20, height)
    view.setUint16(24, 0x08_06)
  })

/** A JPEG's start, a comment and its frame header. */
export const jpegHeader = (width: number, height: number): Uint8Array =>
  bytesOf(29, (view) => {
    view.setUint16(0, 0xff_d8)
    view.setUint16(2, 0xff_fe)
    view.setUint16(4, 6)
    view.setUint16(10, 0xff_c2)
    view.setUint16(12, 17)
    view.setUint8(14, 8)
    view.setUint16(15, height)
    view.setUint16(17, width)
  })

/** A WebP of one of its three forms. */
export const webpHeader = (form: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number): Uint8Array =>
  bytesOf(34, (view) => {
    letters(view, 0, 'RIFF')
    letters(view, 8, `WEBP${form}`)
    if (form === 'VP8 ') {
      view.setUint16(26, width, true)
      view.setUint16(28, height, true)
    } else if (form === 'VP8L') {
      view.setUint8(20, 0x2f)
      view.setUint32(21, (width - 1) | ((height - 1) << 14), true)
    } else {
      for (const [at, value] of [
        [24, width - 1],
        [27, height - 1],
      ] as const) {
        view.setUint16(at, value & 0xff_ff, true)
        view.setUint8(at + 2, value >> 16)
      }
    }
  })
