import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Font } from 'fontkit'
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

/** Fonts by file name, opened, for documents to share: opening one is half the time of a label. */
export type OpenFonts = ReadonlyMap<string, PDFKit.Mixins.PDFFontSource>

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
  const { create } = await import('fontkit')
  const opened = new Map<string, Font>()
  for (const [file, bytes] of files) {
    const font = create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if ('fonts' in font) throw new Error(`Label font ${file} is a collection`)
    // A glyph keeps the text that it was first asked for, and a part of an accented letter is asked for without any:
    // the text of a later label would lose its A once an À was drawn.
    for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint)
    opened.set(file, font)
  }
  const widths = new Map<string, number>()
  const draws = (file: string, grapheme: string): boolean => {
    const font = opened.get(file)
    return font !== undefined && Array.from(grapheme).every((char) => font.hasGlyphForCodePoint(char.codePointAt(0)!))
  }
  const open = (file: string): Font => {
    const font = opened.get(file)
    if (font === undefined) throw new Error(`Label font ${file} was not loaded`)
    return font
  }
  return {
    // The PDF writer takes an opened font too, which its types do not say.
    opened: opened as Map<string, unknown> as Map<string, PDFKit.Mixins.PDFFontSource>,
    outlines: (text, file) => {
      const font = open(file)
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
      const font = open(file)
      const width = font.layout(text, LINE_FEATURES).advanceWidth / font.unitsPerEm
      // Names pass through here by the thousand in a long-running console.
      if (widths.size > 5000) widths.clear()
      widths.set(key, width)
      return width
    },
  }
}
