import type { DocumentContent } from '../../../shared/documents/content.ts'
import type { LabelContent, CommandSheet, LabelSubject } from '../../../shared/labels/content.ts'
import { layoutLabel } from '../../../shared/labels/layout-label.ts'
import type { LabelDpi, LabelFonts, LabelItem, LabelLayout } from '../../../shared/labels/layout-model.ts'
import type { LabelProblem } from '../../../shared/labels/problems.ts'
import { labelSize, type LabelSize } from '../../../shared/labels/sizes.ts'
import type { Bitmap } from './bitmap.ts'
import { renderCommandSheet } from './command-sheet.ts'
import { createCodeEncoder } from './label-codes.ts'
import { createFontMeasure, readLabelFonts, type LabelGlyphs, type OpenFonts, type ReadFont } from './label-fonts.ts'
import { encodePng } from './png.ts'
import { createSymbolReader, type ReadSymbols } from './read-symbols.ts'
import { renderDocument } from './render-document.ts'
import { renderPdf } from './render-pdf.ts'
import { renderRaster } from './render-raster.ts'
import { renderZpl } from './render-zpl.ts'
import { verifyLabel } from './verify-label.ts'

/** What a label is drawn as: for a driver, for a ZPL printer, dot by dot, or for the screen. */
export type LabelForm = 'pdf' | 'zpl' | 'raster' | 'png'

export interface LabelOrder {
  readonly subject: LabelSubject
  /** An id of `LABEL_SIZES`; an unknown one is an error. */
  readonly size: string
  readonly dpi: LabelDpi
  readonly as: LabelForm
}

export interface MadeLabel {
  /** The document; for a raster its rows of bits, as in `Bitmap`. */
  readonly bytes: Uint8Array
  /** The printed area in dots. */
  readonly width: number
  readonly height: number
  /** Why it must not be printed; empty when the label was read back whole. */
  readonly problems: readonly LabelProblem[]
  readonly dropped: readonly LabelItem[]
  /** Characters that stand as a replacement mark, or have lost their accent. */
  readonly missing: readonly string[]
}

/** Makes labels: lays them out, draws them and reads them back. */
export interface LabelMaker {
  make(order: LabelOrder): Promise<MadeLabel>
  commandSheet(sheet: CommandSheet): Promise<Uint8Array>
  /** Pages to read, as a PDF. */
  document(content: DocumentContent): Promise<Uint8Array>
  close(): Promise<void>
}

/** The parts of the maker, for tests that look at one of them. */
export interface LabelWorkshop extends LabelMaker {
  layout(content: LabelContent | LabelSubject, size: LabelSize, dpi: LabelDpi): Promise<LabelLayout>
  renderPdf(layout: LabelLayout): Promise<Uint8Array>
  renderRaster(layout: LabelLayout): Promise<Bitmap>
  renderZpl(layout: LabelLayout): Promise<string>
}

interface Kit {
  readonly opened: OpenFonts
  readonly fonts: LabelFonts
  readonly glyphs: LabelGlyphs
  readonly read: ReadSymbols
}

/** The label maker. Fonts, PDF writer, encoder and reader are loaded with the first label, not with the program. */
export function createLabelMaker(ports: { readFont: ReadFont }): LabelWorkshop {
  let loading: Promise<Kit> | null = null
  const kit = (): Promise<Kit> => {
    loading ??= loadKit(ports.readFont).catch((error: unknown) => {
      // A font folder that was away for a moment must not cost every later label.
      loading = null
      throw error
    })
    return loading
  }
  const draw = async (layout: LabelLayout, drawn: Bitmap, as: LabelForm): Promise<Uint8Array> => {
    const { opened, glyphs } = await kit()
    if (as === 'pdf') return renderPdf(layout, opened)
    if (as === 'zpl') return new Uint8Array(Buffer.from(renderZpl(layout, glyphs), 'latin1'))
    return as === 'png' ? encodePng(drawn) : drawn.bits
  }
  return {
    layout: async (content, size, dpi) =>
      layoutLabel('kind' in content ? content : { kind: 'parcel', content }, size, dpi, (await kit()).fonts),
    renderPdf: async (layout) => renderPdf(layout, (await kit()).opened),
    renderRaster: async (layout) => renderRaster(layout, (await kit()).glyphs),
    renderZpl: async (layout) => renderZpl(layout, (await kit()).glyphs),
    async make({ subject, size, dpi, as }) {
      const { fonts, glyphs, read } = await kit()
      const layout = layoutLabel(subject, labelSize(size), dpi, fonts)
      const drawn = renderRaster(layout, glyphs)
      const problems = await verifyLabel(layout, drawn, read)
      const { width, height } = drawn
      const { dropped, missing } = layout
      return { bytes: await draw(layout, drawn, as), width, height, problems, dropped, missing }
    },
    commandSheet: async (sheet) => {
      const { fonts, opened } = await kit()
      return renderCommandSheet(sheet, fonts, opened)
    },
    document: async (content) => {
      const { fonts, opened } = await kit()
      return renderDocument(content, fonts, opened)
    },
    close: () => Promise.resolve(),
  }
}

async function loadKit(readFont: ReadFont): Promise<Kit> {
  const files = await readLabelFonts(readFont)
  const [measure, codes, read] = await Promise.all([
    createFontMeasure(files),
    createCodeEncoder(),
    createSymbolReader(),
  ])
  return { opened: measure.opened, fonts: { ...measure, ...codes }, glyphs: measure, read }
}
