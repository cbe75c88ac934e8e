import type { LabelContent } from '../../../shared/labels/content.ts'
import { layoutLabel } from '../../../shared/labels/layout-label.ts'
import type { LabelDpi, LabelFonts, LabelLayout } from '../../../shared/labels/layout-model.ts'
import type { LabelSize } from '../../../shared/labels/sizes.ts'
import { createCodeEncoder } from './label-codes.ts'
import { createFontMeasure, readLabelFonts, type ReadFont } from './label-fonts.ts'
import { renderPdf } from './render-pdf.ts'

/** Lays labels out and draws them. */
export interface LabelMaker {
  layout(content: LabelContent, size: LabelSize, dpi: LabelDpi): Promise<LabelLayout>
  renderPdf(layout: LabelLayout): Promise<Uint8Array>
}

interface Kit {
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly fonts: LabelFonts
}

/** The label maker. Fonts, PDF writer and encoder are loaded with the first label, not with the program. */
export function createLabelMaker(ports: { readFont: ReadFont }): LabelMaker {
  let loading: Promise<Kit> | null = null
  const kit = (): Promise<Kit> => {
    loading ??= loadKit(ports.readFont).catch((error: unknown) => {
      // A font folder that was away for a moment must not cost every later label.
      loading = null
      throw error
    })
    return loading
  }
  return {
    layout: async (content, size, dpi) => layoutLabel(content, size, dpi, (await kit()).fonts),
    renderPdf: async (layout) => renderPdf(layout, (await kit()).files),
  }
}

async function loadKit(readFont: ReadFont): Promise<Kit> {
  const files = await readLabelFonts(readFont)
  const [measure, codes] = await Promise.all([createFontMeasure(files), createCodeEncoder()])
  return { files, fonts: { ...measure, ...codes } }
}
