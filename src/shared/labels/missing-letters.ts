import { cleanLabelText, graphemes, REPLACEMENT } from './clean-text.ts'
import type { LabelSubject } from './content.ts'
import type { LabelFonts } from './layout-model.ts'

/** The weight that names are set in. */
const WEIGHT = 700

/** What people wrote that a label shows. */
function writtenOn(subject: LabelSubject): string[] {
  if (subject.kind === 'slip') return [subject.content.unit, ...subject.content.texts]
  return subject.kind === 'parcel'
    ? [subject.content.name, subject.content.unit, subject.content.shelf ?? '', subject.content.building]
    : [subject.content.shelf, subject.content.name]
}

/** Whether the label shows another character in this one's place, or a letter without its accent. */
function isLost(grapheme: string, fonts: LabelFonts): boolean {
  if (grapheme === ' ') return false
  if (grapheme.includes(REPLACEMENT)) return true
  if (fonts.pick(grapheme, WEIGHT) !== null) return false
  const base = Array.from(grapheme)[0]!
  return fonts.pick(base, WEIGHT) === null || /\p{L}/u.test(base)
}

/** The user-perceived characters that no font of the labels draws as they are, each once, in the order of the label. */
export function missingLetters(subject: LabelSubject, fonts: LabelFonts): string[] {
  const lost = writtenOn(subject).flatMap((text) =>
    graphemes(cleanLabelText(text)).filter((grapheme) => isLost(grapheme, fonts)),
  )
  return [...new Set(lost)]
}
