import type { Code128Box, LabelBox, LabelLayout, QrBox } from '../../../shared/labels/layout-model.ts'
import { LINE_FEATURES } from './label-fonts.ts'

const POINTS_PER_MM = 72 / 25.4
/** Fraction of a dot left free around each bar: rasterisers paint every dot that a bar touches, by rounding error too. */
const INSET_DOTS = 0.04

type Rect = readonly [x: number, y: number, width: number, height: number]

/** Draws a layout as one PDF page of the label's exact size. The file says nothing of whom the label is for but on its page. */
export async function renderPdf(layout: LabelLayout, fontFiles: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
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
  const bytes = collect(doc)
  for (const box of layout.boxes) drawBox(doc, box, 25.4 / layout.dpi, fontFiles)
  doc.end()
  return bytes
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })
}

function drawBox(doc: PDFKit.PDFDocument, box: LabelBox, dot: number, fonts: ReadonlyMap<string, Uint8Array>): void {
  if (box.kind === 'text') {
    for (const piece of box.pieces) {
      const bytes = fonts.get(piece.font)
      if (bytes === undefined) throw new Error(`Label font ${piece.font} was not loaded`)
      doc.registerFont(piece.font, bytes)
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
  const rects = box.kind === 'rect' ? [[box.x, box.y, box.width, box.height] as const] : symbolRects(box, dot)
  const inset = INSET_DOTS * dot
  for (const [x, y, width, height] of rects) {
    const points = [x + inset, y + inset, width - 2 * inset, height - 2 * inset].map((mm) => mm * POINTS_PER_MM)
    doc.rect(points[0]!, points[1]!, points[2]!, points[3]!)
  }
  doc.fill()
}

function symbolRects(box: Code128Box | QrBox, dot: number): Rect[] {
  const moduleMm = box.dotsPerModule * dot
  const left = box.x + box.quietModules * moduleMm
  const rects: Rect[] = []
  if (box.kind === 'code128') {
    let x = left
    for (const [i, bar] of box.bars.entries()) {
      if (i % 2 === 0) rects.push([x, box.y, bar * moduleMm, box.height])
      x += bar * moduleMm
    }
    return rects
  }
  const top = box.y + box.quietModules * moduleMm
  for (const [row, modules] of box.modules.entries()) {
    // Neighbours in a row are one rectangle: no hairline between dark modules at any scale.
    for (let start = 0; start < modules.length; start += 1) {
      if (!modules[start]) continue
      let end = start
      while (modules[end]) end += 1
      rects.push([left + start * moduleMm, top + row * moduleMm, (end - start) * moduleMm, moduleMm])
      start = end
    }
  }
  return rects
}
