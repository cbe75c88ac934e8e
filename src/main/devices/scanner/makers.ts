/** Makers of bar code scanners, by USB number. Hints only: whether something is a scanner is told by its usage. */
const MAKERS: Readonly<Record<number, string>> = {
  0x0c2e: 'Honeywell',
  0x23d0: 'Honeywell',
  0x0536: 'Honeywell',
  0x067e: 'Intermec',
  0x05e0: 'Zebra',
  0x05f9: 'Datalogic',
  0x080c: 'Datalogic',
  0x1eab: 'Newland',
}
const HONEYWELL = new Set([0x0c2e, 0x23d0, 0x0536])
const LOOKS_LIKE_SCANNER = /\b(?:bar\s?code|scanner|imager|symbol)\b/i

export interface Typing {
  vendorId: number
  productId: number
  product: string
  maker: string
}

/** A scanner that types like a keyboard, and the code that switches it, where one is known. */
export interface KeyboardScanner {
  name: string
  maker: string
  vendorId: number
  productId: number
  /** The content of the maker's setup bar code for HID POS mode; null: look it up in the manual. */
  program: string | null
}

/** Which of the keyboards is a bar code scanner; null for a real keyboard. */
export function asKeyboardScanner(device: Typing): KeyboardScanner | null {
  const maker = MAKERS[device.vendorId]
  if (maker === undefined && !LOOKS_LIKE_SCANNER.test(device.product)) return null
  return {
    name: scannerName(device),
    maker: maker ?? device.maker,
    vendorId: device.vendorId,
    productId: device.productId,
    // Interface 131 of Honeywell's terminal table; a Code 128 that begins with FNC3, so that no other scanner heeds it.
    program: HONEYWELL.has(device.vendorId) ? 'PAP131' : null,
  }
}

/** What to call a scanner: what it calls itself, else its maker. */
export function scannerName({ vendorId, product, maker }: Typing): string {
  const who = MAKERS[vendorId] ?? maker.trim()
  const what = product.trim()
  if (what === '') return who
  return who === '' || what.toLowerCase().includes(who.toLowerCase()) ? what : `${who} ${what}`
}
