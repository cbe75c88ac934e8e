/** How long a passphrase of an archive may be. */
export const PASSPHRASE_LENGTH = { least: 12, most: 200 }

export type PassphraseStrength = 'short' | 'weak' | 'fair' | 'strong'

/** One form for one text: accents are typed in two ways by different keyboards and systems. */
export const normalisePassphrase = (text: string): string => text.normalize('NFC')

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u]
const SIZES = [26, 26, 10, 33]
/** A word that a person chooses is worth about as much as one of a list of 2000. */
const BITS_OF_WORD = 11

/**
 * How hard it is to guess, at a second for each try. What repeats or runs on (aaaa, 1234, abcd) counts once; words count as
 * words of a list, not by their letters.
 */
export function strengthOf(passphrase: string): PassphraseStrength {
  const text = normalisePassphrase(passphrase)
  if ([...text].length < PASSPHRASE_LENGTH.least) return 'short'
  const bits = Math.min(bitsOfCharacters(text), bitsOfWords(text))
  return bits < 40 ? 'weak' : bits < 55 ? 'fair' : 'strong'
}

function bitsOfCharacters(text: string): number {
  const alphabet = CLASSES.reduce((sum, one, n) => sum + (one.test(text) ? SIZES[n]! : 0), 0)
  return countWithoutRuns(text) * Math.log2(Math.max(2, alphabet))
}

function bitsOfWords(text: string): number {
  const words = new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
  const rest = countWithoutRuns(text.replaceAll(/\p{L}{3,}/gu, '').replaceAll(/\s+/g, ''))
  // A long run of letters without a space is no word: it counts by its letters.
  const odd = [...words].filter((word) => word.length > 12).reduce((sum, word) => sum + countWithoutRuns(word) * 3, 0)
  return words.size * BITS_OF_WORD + odd + rest * 5
}

/** Characters that do not follow from those before: not the same or the next one again, and no three that were there already. */
function countWithoutRuns(text: string): number {
  const letters = [...text.toLowerCase()]
  const codes = letters.map((letter) => letter.codePointAt(0)!)
  const seen = new Set<string>()
  return codes.filter((code, n) => {
    const three = letters.slice(Math.max(0, n - 2), n + 1).join('')
    const isNew = !seen.has(three)
    seen.add(three)
    return isNew && (n === 0 || Math.abs(code - codes[n - 1]!) > 1)
  }).length
}
