import { words } from './fold.ts'

/** Apostrophes that Unicode counts as letters: those between words are punctuation all the same. */
const LETTER_APOSTROPHES = /[\u02B9-\u02BF\u02C8\u02EE\uA78B\uA78C]/g
/** Soft hyphens, joiners and marks of direction: nobody sees or types them. */
const UNSEEN = /\p{Cf}/gu

const LONG: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte' }
const SHORT: Readonly<Record<string, string>> = { saint: 'st', sainte: 'ste' }

/** The words of a name, a unit or a command as they are compared, whatever apostrophe or width of letter was typed. */
export const looseWords = (text: string): string[] =>
  words(text.replaceAll(UNSEEN, '').replaceAll(LETTER_APOSTROPHES, "'").normalize('NFKC'))

/** The words of a name with "St" and "Ste" written out: St-Amour and Saint-Amour are one name. */
export const nameWords = (name: string): string[] => looseWords(name).map((word) => LONG[word] ?? word)

/** Words of a name written as one, with each way to write "Saint": ["saint", "amour"] is saintamour and stamour. */
export const joinedForms = (words: readonly string[]): string[] => [
  ...new Set([words.join(''), words.map((word) => SHORT[word] ?? word).join('')]),
]

/** What a person may begin to type for a name: its words, and from each word on all of them joined. */
export interface SearchForms {
  words: string[]
  joined: string[]
}

/** How a name can be typed: "da Silva" as da, silva and dasilva, "Saint-Onge" as saint, onge, st, saintonge and stonge. */
export function searchForms(words: readonly string[]): SearchForms {
  return {
    words: [...new Set(words.flatMap((word) => joinedForms([word])))],
    joined: [...new Set(words.slice(0, -1).flatMap((_, at) => joinedForms(words.slice(at))))],
  }
}
