import type { DocumentContent, DocumentEntry } from '../../../shared/documents/content.ts'
import type { LabelFonts, LabelWeight } from '../../../shared/labels/layout-model.ts'
import type { OpenFonts } from './label-fonts.ts'
import { collectPdf } from './render-pdf.ts'

const MARGIN = 56
const FOOT = 40
const NAMES = 150
const INK = '#111111'
const QUIET = '#555555'
const LINE = '#cccccc'
/** A module of a QR code in points: a telephone reads it from a copy too. */
const MODULE = 2.5
/** The box of a line that is ticked by hand, and the room of its line. */
const BOX = { size: 10, line: 20 }
/** The room above a line that is written on by hand. */
const HAND = 34
/** How large a signature was drawn, and how large it stands on paper. */
const PAD = { width: 600, height: 200 }
const SIGNED = 0.25
const SEGMENTS = new Intl.Segmenter('und', { granularity: 'grapheme' })

interface Style {
  readonly weight: LabelWeight
  readonly size: number
  readonly color: string
}
const TITLE: Style = { weight: 800, size: 20, color: INK }
const HEADING: Style = { weight: 700, size: 13, color: INK }
const STRONG: Style = { weight: 700, size: 10, color: INK }
const BODY: Style = { weight: 400, size: 10, color: INK }
const SMALL: Style = { weight: 400, size: 9, color: QUIET }

/** A space as every font has it: a thin one would stand as an empty box. Those that keep a line together go on doing so. */
const plainSpace = (space: string): string =>
  /[\n\r]/u.test(space) ? '\n' : /[\u00a0\u2007\u202f]/u.test(space) ? '\u00a0' : ' '

/** Text cut where another font has to draw it. A letter that no font has stands as a mark. */
function runsOf(text: string, weight: LabelWeight, fonts: Pick<LabelFonts, 'pick'>): { font: string; text: string }[] {
  const runs: { font: string; text: string }[] = []
  for (const { segment } of SEGMENTS.segment(text)) {
    const isSpace = /^\s$/u.test(segment)
    const last = runs.at(-1)
    const found = isSpace ? last?.font : fonts.pick(segment, weight)
    const font = found ?? last?.font ?? fonts.pick('a', weight)!
    const drawn = isSpace ? plainSpace(segment) : found ? segment : '?'
    if (last?.font === font) last.text += drawn
    else runs.push({ font, text: drawn })
  }
  return runs
}

/** A document as pages of Letter paper, each with its number. Its properties say nothing of whom it is about. */
export async function renderDocument(
  content: DocumentContent,
  fonts: Pick<LabelFonts, 'pick' | 'qr'>,
  opened: OpenFonts,
): Promise<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({
    size: 'LETTER',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
    bufferPages: true,
    info: { Title: 'Lofts Desk', Producer: 'Lofts Desk', Creator: 'Lofts Desk' },
  })
  const bytes = collectPdf(doc)
  for (const [file, font] of opened) doc.registerFont(file, font)
  const width = doc.page.width - 2 * MARGIN
  const bottom = doc.page.height - MARGIN - FOOT

  const write = (text: string, { weight, size, color }: Style, left = MARGIN, room = width): void => {
    const runs = runsOf(text.normalize('NFC'), weight, fonts)
    doc.fillColor(color).fontSize(size)
    for (const [at, run] of runs.entries()) {
      doc.font(run.font)
      const options = { width: room, lineGap: 2, continued: at < runs.length - 1 }
      if (at === 0) doc.text(run.text, left, doc.y, options)
      else doc.text(run.text, options)
    }
  }
  /** Begins a page where what follows would be torn from its heading. */
  const keep = (height: number): void => {
    if (doc.y + height > bottom) doc.addPage()
  }
  const fact = (name: string, value: string): void => {
    keep(16)
    const [page, top] = [doc.page, doc.y]
    write(name, SMALL, MARGIN, NAMES - 12)
    const [namePage, nameEnd] = [doc.page, doc.y]
    if (namePage === page) doc.y = top
    write(value, BODY, MARGIN + NAMES, width - NAMES)
    if (doc.page === namePage) doc.y = Math.max(doc.y, nameEnd)
  }
  const code = (text: string): void => {
    const modules = fonts.qr(text)
    keep((modules.length + 8) * MODULE)
    const top = doc.y + 4 * MODULE
    for (const [row, cells] of modules.entries())
      for (const [column, isDark] of cells.entries())
        // A hair wider: no light seam between dark modules at any scale.
        if (isDark) doc.rect(MARGIN + NAMES + column * MODULE, top + row * MODULE, MODULE + 0.01, MODULE + 0.01)
    doc.fillColor(INK).fill()
    doc.y = top + (modules.length + 4) * MODULE
  }
  const rule = (from: number, to: number, color: string): void => {
    doc.moveTo(from, doc.y).lineTo(to, doc.y).lineWidth(0.5).strokeColor(color).stroke()
  }
  const entry = ({ title, facts = [], text, toTick = [], ink, qr, toWrite = [] }: DocumentEntry): void => {
    keep(40)
    if (title !== undefined) write(title, STRONG)
    if (text !== undefined && text !== '') write(text, BODY)
    for (const line of toTick) {
      keep(BOX.line)
      const top = doc.y
      doc.rect(MARGIN, top, BOX.size, BOX.size).lineWidth(0.75).strokeColor(INK).stroke()
      write(line, BODY, MARGIN + 2 * BOX.size, width - 2 * BOX.size)
      doc.y = Math.max(doc.y, top + BOX.line)
    }
    for (const [name, value] of facts) if (value !== '') fact(name, value)
    if (ink !== undefined && ink !== '') {
      keep(PAD.height * SIGNED)
      doc
        .save()
        .translate(MARGIN + NAMES, doc.y)
        .scale(SIGNED)
      doc.path(ink).lineWidth(4).lineCap('round').strokeColor(INK).stroke().restore()
      doc.y += PAD.height * SIGNED
    }
    if (qr !== undefined) code(qr)
    if (toWrite.length > 0) {
      keep(HAND + 20)
      const top = doc.y + HAND
      const each = width / toWrite.length
      for (const [n, name] of toWrite.entries()) {
        const left = MARGIN + n * each
        doc.y = top
        rule(left, left + each - 12, QUIET)
        doc.y += 3
        write(name, SMALL, left, each - 12)
      }
    }
    doc.y += 8
  }

  write(content.title, TITLE)
  for (const line of content.about) write(line, SMALL)
  for (const section of content.sections) {
    doc.y += 14
    keep(70)
    write(section.title, HEADING)
    doc.y += 1
    rule(MARGIN, MARGIN + width, LINE)
    doc.y += 6
    if (section.text !== undefined) {
      write(section.text, BODY)
      doc.y += 4
    }
    for (const one of section.entries ?? []) entry(one)
  }
  const { start, count } = doc.bufferedPageRange()
  for (let n = start; n < start + count; n += 1) {
    doc.switchToPage(n)
    // Below the margin text would begin a page of its own.
    doc.page.margins.bottom = 0
    doc.y = doc.page.height - MARGIN - 6
    write(`${content.footer} · ${n - start + 1} / ${count}`, SMALL)
  }
  doc.end()
  return bytes
}
