import type { LabelBox, LabelLayout } from '../../../shared/labels/layout-model.ts'
import { LINE_FEATURES, type OpenFonts } from './label-fonts.ts'
import { dotRect } from './render-raster.ts'
import { symbolRects } from './symbol-rects.ts'

const POINTS_PER_MM = 72 / 25.4
/** Fraction of a dot left free around each bar: rasterisers paint every dot that a bar touches, by rounding error too. */
const INSET_DOTS = 0.04

/** Draws a layout as one PDF page of the label's exact size. The file says nothing of whom the label is for but on its page. */
export async function renderPdf(layout: LabelLayout, fonts: OpenFonts): Promise<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit')
  const { size } = layout
  const created = new Date(layout.createdAt)
  const doc = new PDFDocument({
    size: [size.widthMm * POINTS_PER_MM, size.heightMm * POINTS_PER_MM],
    margin: 0,
    info: {
      Title: 'Label',
      Producer: 'Lofts Desk',
      Creator: 'Lofts Desk',
      CreationDate: Number.isNaN(created.getTime()) ? new Date(0) : created,
    },
  })
  const bytes = collectPdf(doc)
  for (const box of layout.boxes) drawBox(doc, box, 25.4 / layout.dpi, fonts)
  doc.end()
  return bytes
}

/** The whole file, when the document has ended. */
export function collectPdf(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })
}

function drawBox(doc: PDFKit.PDFDocument, box: LabelBox, dot: number, fonts: OpenFonts): void {
  if (box.kind === 'text') {
    for (const piece of box.pieces) {
      const font = fonts.get(piece.font)
      if (font === undefined) throw new Error(`Label font ${piece.font} was not loaded`)
      doc.registerFont(piece.font, font)
      doc
        .font(piece.font)
        .fontSize(box.sizeMm * POINTS_PER_MM)
        .fillColor(box.ink)
        .text(piece.text, (box.x + piece.x) * POINTS_PER_MM, box.baseline * POINTS_PER_MM, {
          lineBreak: false,
          baseline: 'alphabetic',
          features: LINE_FEATURES,
        })
    }
    return
  }
  doc.fillColor('black')
  const rects = box.kind === 'rect' ? [dotRect(box, dot)] : symbolRects(box, dot)
  const points = dot * POINTS_PER_MM
  for (const { x, y, width, height } of rects) {
    doc.rect(
      (x + INSET_DOTS) * points,
      (y + INSET_DOTS) * points,
      (width - 2 * INSET_DOTS) * points,
      (height - 2 * INSET_DOTS) * points,
    )
  }
  doc.fill()
}
