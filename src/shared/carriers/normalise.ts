// Control, format and unassigned characters, every kind of space and dash, and the `*` that frames Code 39.
const NOISE = /[\p{C}\p{Z}\p{Pd}*]+/gu

/** A code as its carrier prints it: upper case, without spaces, dashes or control characters. Signs of a format stay. */
export function printedForm(raw: string): string {
  return raw.replace(NOISE, '').toUpperCase()
}

/** The one form in which codes are taught, compared and kept: capital letters and digits, nothing else. */
export function normaliseTracking(raw: string): string {
  return raw
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^0-9A-Z]+/g, '')
}
