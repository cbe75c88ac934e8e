import { looseWords } from '../../../shared/text/names.ts'

/** True when every typed word begins a word of the text, accents, apostrophes and capitals aside. Nothing typed matches all. */
export function matches(typed: string, text: string): boolean {
  const words = looseWords(text)
  return looseWords(typed).every((part) => words.some((word) => word.startsWith(part)))
}
