import type { LabelFonts } from '../../../shared/labels/layout-model.ts'

type RawSymbol = { sbs?: number[]; pixs?: number[]; pixx?: number }
type RawEncode = (bcid: string, text: string, options?: { eclevel?: string }) => RawSymbol[]

/** Encodes both symbols to modules; drawing them on whole dots is our own work. */
export async function createCodeEncoder(): Promise<Pick<LabelFonts, 'code128' | 'qr'>> {
  // The named export `raw` is a symbology; the function that returns modules hangs on the default export.
  const { default: bwip } = (await import('bwip-js/node')) as unknown as { default: { raw: RawEncode } }
  return {
    code128: lastKept((text) => {
      const bars = bwip.raw('code128', text)[0]?.sbs
      if (bars === undefined) throw new Error('Code 128 could not be encoded')
      return bars
    }),
    qr: lastKept((text) => {
      // A quarter of the symbol may be lost: 13 characters still fit the smallest version.
      const symbol = bwip.raw('qrcode', text, { eclevel: 'Q' })[0]
      if (symbol?.pixs === undefined || symbol.pixx === undefined) throw new Error('QR code could not be encoded')
      const { pixs, pixx } = symbol
      return Array.from({ length: pixs.length / pixx }, (_, row) =>
        pixs.slice(row * pixx, (row + 1) * pixx).map((pixel) => pixel === 1),
      )
    }),
  }
}

/** One layout asks for the same symbol several times: to plan its room, then to place it. */
function lastKept<T>(encode: (text: string) => T): (text: string) => T {
  let kept: { text: string; symbol: T } | null = null
  return (text) => {
    if (kept?.text !== text) kept = { text, symbol: encode(text) }
    return kept.symbol
  }
}
