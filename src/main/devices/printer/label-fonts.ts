import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PathCommand } from './fill-outline.ts'
import { unpackWoff } from './woff.ts'
import type { LabelFonts, LabelWeight } from '../../../shared/labels/layout-model.ts'

/** Reads a font file by its name in `resources/fonts`. */
export type ReadFont = (file: string) => Promise<Uint8Array>

/** Fonts from a folder on disk. */
export function fontsIn(folder: string): ReadFont {
  return async (file) => new Uint8Array(await readFile(join(folder, file)))
}

/** Set without the shaper's word cache, so that a stretch of several right-to-left words is turned around as one. */
export const LINE_FEATURES: ['kern'] = ['kern']

const ATKINSON = 'atkinson-hyperlegible-next'
/** Hebrew, Arabic, Cyrillic, Greek, symbols and simple emoji, at one weight: names are set bold. */
const WIDE = 'DejaVuSans-Bold.ttf'

function candidates(weight: LabelWeight): string[] {
  return [`${ATKINSON}-latin-${weight}-normal.woff`, `${ATKINSON}-latin-ext-${weight}-normal.woff`, WIDE]
}

/** The ink of one glyph: its origin in em from the start of its text, its outline in units of `scale` em. */
interface GlyphOutline {
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly commands: readonly PathCommand[]
}

/** Where the dot drawing takes its letters from. */
export interface LabelGlyphs {
  /** The glyphs of text set in one font, as the PDF sets it. */
  outlines(text: string, font: string): GlyphOutline[]
}

/** Fonts by file name as the PDF writer opened them, for documents to share: opening one is half the time of a label. */
export type OpenFonts = ReadonlyMap<string, PDFKit.Mixins.PDFFontSource>

interface FontkitRun {
  readonly glyphs: readonly { readonly path: { readonly commands: readonly PathCommand[] } }[]
  readonly positions: readonly { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[]
}

/** The font as pdfkit holds it: not in its types, fixed by the exact version that we depend on. */
interface PdfkitFont {
  readonly font: {
    readonly unitsPerEm: number
    readonly characterSet: readonly number[]
    glyphForCodePoint(codePoint: number): unknown
    hasGlyphForCodePoint(codePoint: number): boolean
    layout(text: string, features: readonly string[]): FontkitRun
  }
  widthOfString(text: string, size: number, features: readonly string[]): number
}

/** All font files by name, read once. */
export async function readLabelFonts(readFont: ReadFont): Promise<Map<string, Uint8Array>> {
  const files = new Set(([400, 700, 800] as const).flatMap((weight) => candidates(weight)))
  return new Map(
    await Promise.all(Array.from(files, async (file) => [file, unpackWoff(await readFont(file))] as const)),
  )
}

/** Measures with the same shaper that draws the PDF, so a line is never wider on paper than in the layout. */
export async function createFontMeasure(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Pick<LabelFonts, 'pick' | 'width'> & LabelGlyphs & { readonly opened: OpenFonts }> {
  const { default: PDFDocument } = await import('pdfkit')
  const ruler = new PDFDocument({ autoFirstPage: false })
  const opened = new Map<string, PdfkitFont>()
  for (const [file, bytes] of files) {
    ruler.registerFont(file, bytes).font(file)
    const font = Reflect.get(ruler, '_font') as PdfkitFont
    // A glyph keeps the text that it was first asked for, and a part of an accented letter is asked for without any:
    // the text of a later label would lose its A once an À was drawn.
    for (const codePoint of font.font.characterSet) font.font.glyphForCodePoint(codePoint)
    opened.set(file, font)
  }
  const widths = new Map<string, number>()
  const draws = (file: string, grapheme: string): boolean => {
    const font = opened.get(file)?.font
    return font !== undefined && Array.from(grapheme).every((char) => font.hasGlyphForCodePoint(char.codePointAt(0)!))
  }
  const open = (file: string): PdfkitFont => {
    const font = opened.get(file)
    if (font === undefined) throw new Error(`Label font ${file} was not loaded`)
    return font
  }
  return {
    // The writer takes an opened font too, which its types do not say.
    opened: new Map(Array.from(opened, ([file, { font }]) => [file, font as unknown as PDFKit.Mixins.PDFFontSource])),
    outlines: (text, file) => {
      const { font } = open(file)
      const scale = 1 / font.unitsPerEm
      const run = font.layout(text, LINE_FEATURES)
      let [x, y] = [0, 0]
      return run.glyphs.map((glyph, i) => {
        const at = run.positions[i]!
        const placed = {
          x: (x + at.xOffset) * scale,
          y: (y + at.yOffset) * scale,
          scale,
          commands: glyph.path.commands,
        }
        x += at.xAdvance
        y += at.yAdvance
        return placed
      })
    },
    pick: (grapheme, weight) => candidates(weight).find((file) => draws(file, grapheme)) ?? null,
    width: (text, file) => {
      const key = `${file}\n${text}`
      const known = widths.get(key)
      if (known !== undefined) return known
      const width = open(file).widthOfString(text, 1, LINE_FEATURES)
      // Names pass through here by the thousand in a long-running console.
      if (widths.size > 5000) widths.clear()
      widths.set(key, width)
      return width
    },
  }
}
