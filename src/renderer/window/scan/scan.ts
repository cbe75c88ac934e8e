import type { WedgeScan } from '../../../shared/wedge/types.ts'

/** One scan, whichever way it came: the rest of the console does not care. */
export interface Scan {
  text: string
  /** The symbology, when the scanner tells it apart from the text. */
  aim: string | null
  corrupt: boolean
  /** When its last character came, on the clock of performance.now(). */
  at: number
  via: 'keyboard' | 'hid' | 'screen'
  /** How the keys came, when the scanner types. */
  wedge: WedgeScan | null
}

/** A burst of keys as a scan. */
export const fromWedge = (wedge: WedgeScan): Scan => ({
  text: wedge.text,
  aim: null,
  corrupt: wedge.corrupt,
  at: wedge.presses.at(-1)?.t ?? performance.now(),
  via: 'keyboard',
  wedge,
})

/** A code that somebody typed or chose on the screen: it means what a scan of it would. */
export const fromScreen = (text: string): Scan => ({
  text,
  aim: null,
  corrupt: false,
  at: performance.now(),
  via: 'screen',
  wedge: null,
})

/** A code that main read from a HID scanner; its time is the system's, since the epoch. */
export const fromHid = (read: { text: string; aim: string | null; corrupt: boolean; at: number }): Scan => ({
  ...read,
  at: Math.min(performance.now(), read.at - performance.timeOrigin),
  via: 'hid',
  wedge: null,
})
