import { COMMAND_WORDS } from '../../../shared/labels/command-words.ts'
import type { CommandSheet, LabelLanguages } from '../../../shared/labels/content.ts'
import type { LabelFonts } from '../../../shared/labels/layout-model.ts'
import { COMMANDS, commandCode, type Command } from '../../../shared/scan/commands.ts'
import type { OpenFonts } from './label-fonts.ts'
import { collectPdf } from './render-pdf.ts'

const MARGIN = 48
const TOP = 144
const CARD = 150
/** Bars and modules in points: large enough to be read from an arm's length off any office printer. */
const BAR = 1.2
const MODULE = 3.6
const INK = '#111111'
const QUIET = '#555555'

const REGULAR = 'atkinson-hyperlegible-next-latin-400-normal.woff'
const BOLD = 'atkinson-hyperlegible-next-latin-800-normal.woff'

/** One Letter page with a card for each command, in the building's languages. */
export async function renderCommandSheet(
  { building, seal, languages }: CommandSheet,
  fonts: LabelFonts,
  opened: OpenFonts,
): Promise<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({
    size: 'LETTER',
    margin: 0,
    info: { Title: COMMAND_WORDS[languages[0]].title, Producer: 'Lofts Desk', Creator: 'Lofts Desk' },
  })
  const bytes = collectPdf(doc)
  for (const file of [REGULAR, BOLD]) doc.registerFont(file, opened.get(file))
  const width = doc.page.width - 2 * MARGIN
  const titles = languages.map((language) => COMMAND_WORDS[language].title)
  doc
    .fillColor(INK)
    .font(BOLD)
    .fontSize(24)
    .text(titles.join(' · '), MARGIN, MARGIN - 6, { width })
  doc
    .fontSize(12)
    .text(building, MARGIN, MARGIN + 28, { width, height: 16, ellipsis: true })
    .font(REGULAR)
    .fontSize(11)
    .fillColor(QUIET)
  for (const [i, language] of languages.entries())
    doc.text(COMMAND_WORDS[language].hint, MARGIN, MARGIN + 48 + i * 16, { width })
  for (const [i, command] of COMMANDS.entries()) {
    card(doc, command, commandCode(command, seal), { languages, fonts, top: TOP + i * CARD, width })
  }
  doc.end()
  return bytes
}

function card(
  doc: PDFKit.PDFDocument,
  command: Command,
  code: string,
  at: { languages: LabelLanguages; fonts: LabelFonts; top: number; width: number },
): void {
  const { fonts, top } = at
  doc
    .roundedRect(MARGIN, top, at.width, CARD - 14, 6)
    .lineWidth(0.75)
    .strokeColor('#999999')
    .stroke()
  const modules = fonts.qr(code)
  const symbol = modules.length * MODULE
  const qrX = MARGIN + at.width - 22 - symbol
  const qrY = top + (CARD - 14 - symbol) / 2
  doc.fillColor(INK)
  for (const [row, cells] of modules.entries()) {
    for (const [column, dark] of cells.entries()) {
      if (dark) doc.rect(qrX + column * MODULE, qrY + row * MODULE, MODULE + 0.01, MODULE + 0.01)
    }
  }
  doc.fill()
  const left = MARGIN + 20
  const [first, second] = at.languages
  const words = COMMAND_WORDS[first].commands[command]
  const other = second && COMMAND_WORDS[second].commands[command]
  const room = { width: qrX - left - 24, lineBreak: false }
  // With one language the rest closes up around the middle of the card.
  const y = top + (other ? 0 : 7)
  const line = (text: string, from: number, baseline: number) =>
    doc.text(text, from, baseline, { ...room, baseline: 'alphabetic' })
  doc.fillColor(INK).font(BOLD).fontSize(22)
  line(words.name, left, y + 31)
  const after = left + doc.widthOfString(words.name) + 12
  doc.font(REGULAR).fontSize(10)
  line(words.does, left, y + 50)
  if (other) {
    doc.fillColor(QUIET)
    line(other.does, left, y + 64)
    doc.fontSize(15)
    line(other.name, after, y + 31)
  }
  const barsAt = y + (other ? 76 : 64)
  bars(doc, fonts.code128(code), left, barsAt)
  doc.fillColor(QUIET).fontSize(8)
  line(code, left, barsAt + 49)
}

function bars(doc: PDFKit.PDFDocument, widths: readonly number[], left: number, top: number): void {
  let x = left
  doc.fillColor(INK)
  for (const [i, bar] of widths.entries()) {
    if (i % 2 === 0) doc.rect(x, top, bar * BAR, 38)
    x += bar * BAR
  }
  doc.fill()
}
