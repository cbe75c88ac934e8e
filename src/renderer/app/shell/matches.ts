const MARKS = /\p{Mn}/gu

/** Lower case without accents, so that "reglages" finds "Réglages". */
const fold = (text: string): string => text.normalize('NFD').replaceAll(MARKS, '').toLowerCase()

/** True when every typed word begins a word of the text. Nothing typed matches all. */
export function matches(typed: string, text: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u)
  return fold(typed)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)))
}
