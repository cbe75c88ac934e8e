import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { nameWords, searchForms, type SearchForms } from '../../../shared/text/names.ts'

/** Another name under which somebody is known, as it is compared. */
export interface Alias {
  alias: string
  words: string[]
  forms: SearchForms
}

/** One person in one unit (or a unit alone) with the words that typing and labels are compared to. */
export interface Entry extends Pick<
  AddresseeHit,
  'residentId' | 'unitId' | 'name' | 'unitNumber' | 'kind' | 'former' | 'receives' | 'vacant' | 'language' | 'absence'
> {
  words: string[]
  /** How many of the words are given names. */
  givenWords: number
  forms: SearchForms
  aliases: Alias[]
}

const compared = (name: string) => {
  const words = nameWords(name)
  return { words, forms: searchForms(words) }
}

/** An entry with its words: the one way in which stored names are made ready to be compared. */
export const makeEntry = (
  about: Omit<Entry, 'words' | 'givenWords' | 'forms' | 'aliases'>,
  given: string,
  aliases: readonly string[],
): Entry => ({
  ...about,
  ...compared(about.name),
  givenWords: /^\p{L}+$/u.test(given) ? 1 : nameWords(given).length,
  aliases: aliases.map((alias) => ({ alias, ...compared(alias) })),
})
