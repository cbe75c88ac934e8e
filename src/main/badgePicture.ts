/** Side of the picture: the corner of a button of the task bar at twice its usual 16 pixels. */
export const BADGE_SIDE = 32

/** Five columns, seven rows, a bit for each dot. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  '1': [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
  '2': [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111],
  '3': [0b11110, 0b00001, 0b00001, 0b01110, 0b00001, 0b00001, 0b11110],
  '4': [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
  '5': [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
  '6': [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110],
  '7': [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000],
  '8': [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110],
  '9': [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100],
  '+': [0b00000, 0b00100, 0b00100, 0b11111, 0b00100, 0b00100, 0b00000],
}
const COLUMNS = 5
const ROWS = 7
/** Blue, green, red: how Windows keeps a picture in memory. */
const DISC = [0x22, 0x1c, 0xb3] as const

/** The number of unread conversations as a disc, for systems that count nothing themselves: 1 to 9, then 9+. BGRA, opaque inside. */
export function badgePicture(count: number): Uint8Array {
  const text = count > 9 ? '9+' : String(Math.max(1, count))
  const dot = text.length === 1 ? 3 : 2
  const width = text.length * COLUMNS * dot + (text.length - 1) * dot
  const left = Math.round((BADGE_SIDE - width) / 2)
  const top = Math.round((BADGE_SIDE - ROWS * dot) / 2)
  const isInk = (x: number, y: number): boolean => {
    const column = Math.floor((x - left) / dot)
    const row = Math.floor((y - top) / dot)
    const glyph = GLYPHS[text[Math.floor(column / (COLUMNS + 1))] ?? '']
    const within = column % (COLUMNS + 1)
    if (!glyph || column < 0 || row < 0 || row >= ROWS || within >= COLUMNS) return false
    return ((glyph[row]! >> (COLUMNS - 1 - within)) & 1) === 1
  }
  const out = new Uint8Array(BADGE_SIDE * BADGE_SIDE * 4)
  const middle = (BADGE_SIDE - 1) / 2
  for (let y = 0; y < BADGE_SIDE; y++)
    for (let x = 0; x < BADGE_SIDE; x++) {
      if (Math.hypot(x - middle, y - middle) > BADGE_SIDE / 2) continue
      out.set(isInk(x, y) ? [0xff, 0xff, 0xff, 0xff] : [...DISC, 0xff], (y * BADGE_SIDE + x) * 4)
    }
  return out
}
