import type { Encoding } from '../../shared/import/file.ts'

const LETTERS = 'A-Za-z'
/** What French words hold where the encoding is the right one, and what they hold where it is not. */
const LIKELY = new RegExp(
  `[éèêëàâîïôùûçœ](?=[${LETTERS}])|(?<=[${LETTERS}])[éèêëàâîïôùûçœ’]|[ÉÈÀÂÇŒ](?=[${LETTERS}])`,
  'g',
)
const UNLIKELY = new RegExp(
  `(?<=[a-z])[\\u{C0}-\\u{DE}\\u{152}\\u{160}\\u{178}\\u{17D}](?=[a-z]|\\b)|[${LETTERS}][‡†‰¢£¤¥§©®™∞±≤≥∂∑∏π∫Ωƒ≈◊ˆ˜¸˛˝](?=[${LETTERS}])|[\\u{80}-\\u{9F}]`,
  'gu',
)
const SAMPLE_BYTES = 256 * 1024

const count = (text: string, found: RegExp): number => text.match(found)?.length ?? 0
const likeness = (text: string): number => count(text, LIKELY) - 3 * count(text, UNLIKELY)

/** UTF-16 without its mark: every second byte of plain letters is zero. */
function wide(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, 4096)
  let even = 0
  let odd = 0
  for (const [at, byte] of sample.entries())
    if (byte === 0) {
      if (at % 2 === 0) even += 1
      else odd += 1
    }
  const pairs = Math.floor(sample.length / 2)
  if (pairs < 2) return null
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le'
  return even > pairs * 0.6 && odd < pairs * 0.1 ? 'utf-16be' : null
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** How the letters of a file are written: by its mark, else strictly, else by which reading looks like words. */
export function findEncoding(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const found = wide(bytes)
  if (found) return found
  if (isUtf8(bytes)) return 'utf-8'
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  return likeness(decode(sample, 'macintosh')) > likeness(decode(sample, 'windows-1252')) ? 'macintosh' : 'windows-1252'
}

/** The text of a file; its mark is left out. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== 'utf-16be') return new TextDecoder(encoding).decode(bytes)
  // Not every runtime knows it: the same bytes the other way round.
  const even = bytes.length - (bytes.length % 2)
  return new TextDecoder('utf-16le').decode(Buffer.from(bytes.subarray(0, even)).swap16())
}
