// The alphabet of text messages (3GPP TS 23.038): a message outside of it is sent as UCS-2, with less than half the room.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** These take two places. */
const EXTENDED = new Set('^{}\\[~]|€\f')

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201b\u02bc\u2032]/gu, "'"],
  [/\u00ab\s?|\s?\u00bb|[\u201c\u201d\u201e\u2033]/gu, '"'],
  [/[\u2010-\u2015\u2212]/gu, '-'],
  [/\u2026/gu, '...'],
  [/[\u2022\u00b7]/gu, '-'],
  [/n[\u00b0\u00ba]\s?/gu, 'no '],
  // French sets a space before these signs only where it can be a narrow one.
  [/[\u00a0\u202f]([:;!?])/gu, '$1'],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu, ' '],
  [/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, ''],
]

/** Typographic signs as the plain ones of text messages; letters stay as they are. */
export const plainSigns = (text: string): string =>
  SIGNS.reduce((so, [sign, plain]) => so.replaceAll(sign, plain), text.normalize('NFC'))

const isGsm7 = (letter: string): boolean => BASIC.has(letter) || EXTENDED.has(letter)

/** The letters of a text that text messages have no place for, each once. */
export const foreignLetters = (text: string): string[] => [...new Set([...text].filter((letter) => !isGsm7(letter)))]

/** A name with the accents taken off that would cost it the short alphabet: "Château" as people write it in a message. */
export const withoutCostlyAccents = (name: string): string =>
  Array.from(name.normalize('NFC'), (letter) => {
    if (isGsm7(letter)) return letter
    const plain = letter.normalize('NFD').replaceAll(/\p{M}/gu, '').replace('œ', 'oe').replace('Œ', 'OE')
    return foreignLetters(plain).length === 0 ? plain : letter
  }).join('')

const placesOf = (text: string): number[] => Array.from(text, (letter) => (EXTENDED.has(letter) ? 2 : 1))

/** How many parts a text message is sent in, each of which is paid for. */
export function smsParts(text: string): number {
  if (foreignLetters(text).length === 0) {
    const places = placesOf(text)
    if (places.reduce((sum, place) => sum + place, 0) <= 160) return text === '' ? 0 : 1
    return partsOf(places, 153)
  }
  // Counted in UTF-16; a letter of two units is never cut.
  if (text.length <= 70) return 1
  return partsOf(
    Array.from(text, (letter) => letter.length),
    67,
  )
}

/** How much of the room of one part a text takes, and how much there is. */
export function smsRoom(text: string): { used: number; room: number } {
  if (foreignLetters(text).length > 0) return { used: text.length, room: 70 }
  return { used: placesOf(text).reduce((sum, place) => sum + place, 0), room: 160 }
}

function partsOf(places: readonly number[], room: number): number {
  let parts = 1
  let used = 0
  for (const place of places) {
    if (used + place > room) {
      parts += 1
      used = 0
    }
    used += place
  }
  return parts
}
