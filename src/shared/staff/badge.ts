const SHORTEST = 5
const LONGEST = 20

/** Why a text is no badge that can be given to somebody. */
export const BADGE_PROBLEMS = ['form', 'random', 'parcel'] as const
export type BadgeProblem = (typeof BADGE_PROBLEMS)[number]

/**
 * The number of a badge as it is compared: readers write it in hexadecimal or decimal digits, with or without colons between the
 * bytes, as "176,42493" too. Null: no reader of badges writes this.
 */
export function badgeNumber(text: string): string | null {
  const number = text
    .trim()
    .toUpperCase()
    .replaceAll(/[:\- ]/g, '')
  const digits = number.replace(',', '')
  return /^[0-9A-F]+$/.test(digits) && digits.length >= SHORTEST && digits.length <= LONGEST ? number : null
}

/** Telephones and some cards show another number each time: four bytes that begin with 08. */
export const isRandomNumber = (number: string): boolean => /^08[0-9A-F]{6}$/.test(number)

/** How a reader writes badges: what is written alike and is no carrier’s number is probably a badge that nobody has been given. */
export const badgeForm = (number: string): string => {
  const comma = number.indexOf(',')
  return `${number.length}${comma < 0 ? '' : `,${comma}`}`
}
