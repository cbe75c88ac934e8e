import type { Scan } from './scan.ts'

/** The same code again within this time is the scanner reading twice, not a person. */
const WITHIN_MS = 2_000

/** Tells a scanner that reads a code twice from a person who scans it once more. */
export function createDoubleReads() {
  let first: { text: string; at: number } | null = null
  return {
    /** Takes a read into account. The time runs from the first read: a person who keeps scanning is heard when it is over. */
    isDouble({ text, at, corrupt }: Scan): boolean {
      const since = first !== null && first.text === text ? at - first.at : Number.NaN
      if (!corrupt && since >= 0 && since < WITHIN_MS) return true
      // Of a scan that was not understood the next one is the second try, however soon it comes.
      first = corrupt ? null : { text, at }
      return false
    },
    /** The next read is meant: the answer was put away, there was none, or the code has got another meaning. */
    forget(): void {
      first = null
    },
  }
}
