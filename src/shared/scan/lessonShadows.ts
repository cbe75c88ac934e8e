import { publishedFormOf, type CarrierId, type PublishedForm, type TaughtRule } from '../carriers/index.ts'
import { unwrapFrame } from './frame.ts'
import type { TaughtCode } from './lesson.ts'

const DIGITS = '2468013579'.repeat(4)
const LONGEST = 40
/** How published numbers end: with digits, or those of the post with a country. */
const ENDS = ['', 'CA', 'US', 'FR']

/** Codes of every length and end that a lesson takes. */
function* takenBy({ prefix, length }: Pick<TaughtRule, 'prefix' | 'length'>): Iterable<string> {
  for (let size = length ?? prefix.length + 1; size <= (length ?? LONGEST); size++)
    for (const end of ENDS)
      if (prefix.length + end.length < size) yield (prefix + DIGITS).slice(0, size - end.length) + end
}

/**
 * Another carrier's published numbers that a lesson would take for itself: those that look like the code it is taught
 * with, or, where nobody has one in hand, like any that it takes. Only forms with a check digit count: the others prove
 * nothing about a code.
 */
export function lessonShadows(
  lesson: { carrier: string; prefix: string; length: number | null },
  example: TaughtCode | null,
): PublishedForm | null {
  const carrier = lesson.carrier as CarrierId
  if (example !== null) return publishedFormOf(unwrapFrame(example).text, carrier)
  for (const code of takenBy(lesson)) {
    const form = publishedFormOf(code, carrier)
    // What is made up has a check digit by chance only.
    if (form !== null) return { ...form, isValid: false }
  }
  return null
}
