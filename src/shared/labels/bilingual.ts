import type { LabelContent } from './content.ts'
import type { LabelItem } from './layout-model.ts'
import { TEXT_FLOOR_MM, type PlaceText, type Sheet } from './sheet.ts'
import { CARE_WORDS, LABEL_WORDS, type LabelWords } from './words.ts'

/** A word in the building's first language, and in its second when it has one and the word differs. */
export function bilingual(
  content: Pick<LabelContent, 'languages'>,
  word: keyof LabelWords,
): { first: string; second: string | null } {
  const [one, two] = content.languages
  const first = LABEL_WORDS[one][word]
  const second = two === undefined ? null : LABEL_WORDS[two][word]
  return { first, second: second === first ? null : second }
}

/** What to know of the addressee, in the building's languages; null when there is nothing. */
export function careWords({
  care,
  languages: [one, two],
}: Pick<LabelContent, 'care' | 'languages'>): { first: string; second: string | null } | null {
  if (care === null) return null
  const { kind, until } = care
  const says = (language: typeof one) => [CARE_WORDS[language][kind], until].filter((part) => part !== null).join(' ')
  return { first: says(one), second: two === undefined ? null : says(two) }
}

/** Sets « Reçu · Received » on one line, the second language lighter and smaller, shrunk together to fit; returns the right end. */
export function placeBilingual(
  sheet: Sheet,
  item: LabelItem,
  words: { first: string; second: string | null },
  place: PlaceText & { widthMm: number },
): number {
  const first = sheet.set(words.first, 700)
  const second = words.second === null ? null : sheet.set(`· ${words.second}`, 400)
  const gapEm = 0.28
  const ratio = 0.86
  const fit = (widthEm: number): number => sheet.wholeDots(Math.min(place.sizeMm, place.widthMm / widthEm))
  const bothMm = second === null ? 0 : fit(first.widthEm + gapEm + second.widthEm * ratio)
  const secondMm = sheet.wholeDots(bothMm * ratio)
  const fitsTwo = second !== null && secondMm >= TEXT_FLOOR_MM * 0.95
  const shownMm = fitsTwo ? bothMm : fit(first.widthEm)
  const totalMm = first.widthEm * shownMm + (fitsTwo ? gapEm * shownMm + second.widthEm * secondMm : 0)
  const x = place.align === 'right' ? place.x - totalMm : place.x
  const ink = place.ink ?? 'black'
  const box = sheet.line(item, first, { x, baseline: place.baseline, sizeMm: shownMm, ink })
  if (!fitsTwo) return box.x + box.width
  const x2 = box.x + box.width + gapEm * shownMm
  const other = sheet.line(item, second, { x: x2, baseline: place.baseline, sizeMm: secondMm, ink })
  return other.x + other.width
}
