import type { LabelProblem } from './problems.ts'
import type { LabelSize } from './sizes.ts'

export type LabelDpi = 203 | 300

export type LabelWeight = 400 | 700 | 800

/** What a box stands for: tests and the on-screen preview name boxes by it. */
export type LabelItem =
  | 'unit'
  | 'short'
  | 'qr'
  | 'code128'
  | 'name'
  | 'last4'
  | 'flags'
  | 'shelf'
  | 'received'
  | 'building'
  | 'hold'
  | 'code-text'
  | 'caption'
  | 'rule'

/** Millimetres from the label's top left corner. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A stretch of one line in one font and one direction. `text` is in reading order, `x` counts from the line's left end. */
interface TextPiece {
  readonly text: string
  readonly font: string
  readonly x: number
  readonly width: number
}

/** One line of text. The area holds the tallest ink that the line can have, not the ink it happens to have. */
export interface TextBox extends Area {
  readonly kind: 'text'
  readonly item: LabelItem
  readonly text: string
  readonly sizeMm: number
  readonly baseline: number
  readonly weight: LabelWeight
  readonly ink: 'black' | 'white'
  /** Which end of the line stays where it is when a printer's own typeface is narrower than ours. */
  readonly align: 'left' | 'right' | 'center'
  readonly pieces: readonly TextPiece[]
}

interface RectBox extends Area {
  readonly kind: 'rect'
  readonly item: LabelItem
}

/** The area includes the quiet zones of `quietModules` on the left and right. `bars` are widths in modules, bar first. */
export interface Code128Box extends Area {
  readonly kind: 'code128'
  readonly item: 'code128'
  readonly text: string
  readonly bars: readonly number[]
  readonly quietModules: number
  readonly dotsPerModule: number
}

/** The area includes the quiet zone of `quietModules` on every side. `modules` are rows of dark or light. */
export interface QrBox extends Area {
  readonly kind: 'qr'
  readonly item: 'qr'
  readonly text: string
  readonly modules: readonly (readonly boolean[])[]
  readonly quietModules: number
  readonly dotsPerModule: number
}

export type LabelBox = TextBox | RectBox | Code128Box | QrBox

/** A label ready to draw: to PDF for the printer, or to the screen for the preview. */
export interface LabelLayout {
  readonly size: LabelSize
  readonly dpi: LabelDpi
  /** When the parcel came in: the only date that the file may carry. */
  readonly createdAt: string
  readonly boxes: readonly LabelBox[]
  /** It carries a code that a desk reads; a slip has none. */
  readonly isCoded: boolean
  /** What the content had and this stock had no room for. */
  readonly dropped: readonly LabelItem[]
  /** Characters of names that no font of the labels draws: told to the person, printed all the same. */
  readonly missing: readonly string[]
  /** What makes the label unfit for use: it must not be printed. */
  readonly problems: readonly LabelProblem[]
}

/** The measuring and encoding that the layout needs and pure code cannot do. */
export interface LabelFonts {
  /** The font that draws this grapheme at this weight, or null when none can. */
  pick(grapheme: string, weight: LabelWeight): string | null
  /** Advance width in em of text set in one font. */
  width(text: string, font: string): number
  /** Module widths of a Code 128 symbol, bar first. */
  code128(text: string): readonly number[]
  /** Rows of a QR symbol, true for dark. */
  qr(text: string): readonly (readonly boolean[])[]
}
