// Control, format and unassigned characters, every kind of space and dash, and the `*` that frames Code 39.
const NOISE = /[\p{C}\p{Z}\p{Pd}*]+/gu

/** Fallback canonical form of a code: upper case, without spaces, dashes or control characters. */
export function normaliseTracking(raw: string): string {
  return raw.replace(NOISE, '').toUpperCase()
}
