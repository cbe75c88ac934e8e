import { directionRuns, hasRtlLetter } from './bidi.ts'
import { graphemes, REPLACEMENT } from './clean-text.ts'
import type { LabelFonts, LabelWeight } from './layout-model.ts'

interface EmPiece {
  readonly text: string
  readonly font: string
  readonly xEm: number
  readonly widthEm: number
}

/** A line measured in em, ready to be placed at any size. */
export interface SetLine {
  readonly text: string
  readonly weight: LabelWeight
  readonly widthEm: number
  readonly pieces: readonly EmPiece[]
}

/** Splits a run into stretches of one font; a stretch that no font has becomes one replacement mark. */
function fontStretches(text: string, weight: LabelWeight, fonts: LabelFonts): { text: string; font: string }[] {
  const out: { text: string; font: string }[] = []
  const replacementFont = fonts.pick(REPLACEMENT, weight)
  for (const grapheme of graphemes(text)) {
    const last = out.at(-1)
    if (grapheme === ' ' && last !== undefined) {
      last.text += grapheme
      continue
    }
    const bare = Array.from(grapheme)[0]!
    const drawable = fonts.pick(grapheme, weight) !== null ? grapheme : fonts.pick(bare, weight) !== null ? bare : null
    const font = drawable === null ? replacementFont : fonts.pick(drawable, weight)
    if (font === null) continue
    const shown = drawable ?? REPLACEMENT
    if (shown === REPLACEMENT && last?.text.trimEnd().endsWith(REPLACEMENT)) continue
    if (last?.font === font) last.text += shown
    else out.push({ text: shown, font })
  }
  return out
}

/** Sets one clean line: directions first, then fonts, then widths. Every letter of the text is in exactly one piece. */
export function setLine(text: string, weight: LabelWeight, fonts: LabelFonts): SetLine {
  const pieces: EmPiece[] = []
  let xEm = 0
  for (const run of directionRuns(text)) {
    const stretches = fontStretches(run.text, weight, fonts)
    for (const stretch of run.rtl ? stretches.toReversed() : stretches) {
      // The shaper turns a stretch around only when it sees a right-to-left letter in it.
      const turned =
        run.rtl && !hasRtlLetter(stretch.text) ? graphemes(stretch.text).toReversed().join('') : stretch.text
      const widthEm = fonts.width(turned, stretch.font)
      pieces.push({ text: turned, font: stretch.font, xEm, widthEm })
      xEm += widthEm
    }
  }
  return { text, weight, widthEm: xEm, pieces }
}
