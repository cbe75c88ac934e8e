import { graphemes } from './clean-text.ts'
import type { LabelFonts, LabelWeight } from './layout-model.ts'
import { setLine, type SetLine } from './set-text.ts'

export interface FitRoom {
  readonly weight: LabelWeight
  readonly widthMm: number
  readonly heightMm: number
  readonly maxMm: number
  /** Smallest size that still reads on paper; past it the text is cut. */
  readonly minMm: number
  readonly maxLines: 1 | 2
}

export interface FittedText {
  readonly sizeMm: number
  readonly lines: readonly SetLine[]
  readonly cut: boolean
}

/** Line pitch in em. */
export const LEADING = 1.14

/** Text smaller than this fraction of its full size on one line is better read on two. */
const ONE_LINE_WORTH = 0.7

function wordsOf(text: string): string[] {
  // A break is allowed after a space and after a hyphen inside a double name.
  return text.match(/[^\s-]*-+|[^\s-]+\s?|\s/gu) ?? []
}

/** Greedy wrap at `limitEm`; a word longer than a line is broken between graphemes. */
function wrap(text: string, limitEm: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  const flush = (): void => {
    if (line.trim() !== '') lines.push(line.trim())
    line = ''
  }
  for (const word of wordsOf(text)) {
    if (measure((line + word).trimEnd()) <= limitEm) {
      line += word
      continue
    }
    flush()
    for (const grapheme of graphemes(word)) {
      if (line !== '' && measure((line + grapheme).trimEnd()) > limitEm) flush()
      line += grapheme
    }
  }
  flush()
  return lines
}

function cutTo(text: string, limitEm: number, measure: (text: string) => number): string {
  const parts = graphemes(text)
  while (parts.length > 0 && measure(`${parts.join('').trimEnd()}…`) > limitEm) parts.pop()
  return `${parts.join('').trimEnd()}…`
}

/** The largest setting that fits: one line, else two lines, else two lines at the floor with an ellipsis. */
export function fitText(text: string, room: FitRoom, fonts: LabelFonts): FittedText {
  const known = new Map<string, number>()
  const measure = (part: string): number => {
    const width = known.get(part) ?? setLine(part, room.weight, fonts).widthEm
    known.set(part, width)
    return width
  }
  const set = (parts: readonly string[]): SetLine[] => parts.map((part) => setLine(part, room.weight, fonts))
  const floor = Math.min(room.minMm, room.heightMm / LEADING)
  const oneMm = Math.min(room.maxMm, room.heightMm / LEADING, room.widthMm / Math.max(measure(text), 0.01))
  const twoMm = Math.min(room.maxMm, room.heightMm / (2 * LEADING))
  if (oneMm < room.maxMm * ONE_LINE_WORTH && room.maxLines === 2) {
    for (let sizeMm = twoMm; sizeMm >= floor && sizeMm > oneMm * 1.1; sizeMm *= 0.97) {
      const lines = wrap(text, room.widthMm / sizeMm, measure)
      if (lines.length <= 2) return { sizeMm, lines: set(lines), cut: false }
    }
  }
  if (oneMm >= floor) return { sizeMm: oneMm, lines: set([text]), cut: false }
  const limitEm = room.widthMm / floor
  const lines = wrap(text, limitEm, measure)
  const room2 = room.maxLines === 2 && twoMm >= floor * 0.999 ? 2 : 1
  if (lines.length <= room2) return { sizeMm: floor, lines: set(lines), cut: false }
  const head = lines.slice(0, room2 - 1)
  const rest = text.slice(head[0]?.length ?? 0).trimStart()
  return { sizeMm: floor, lines: set([...head, cutTo(rest, limitEm, measure)]), cut: true }
}
