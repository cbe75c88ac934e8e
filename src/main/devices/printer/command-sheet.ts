import { COMMAND_WORDS } from '../../../shared/labels/command-words.ts'
import type { CommandSheet, LabelLanguages } from '../../../shared/labels/content.ts'
import type { LabelFonts } from '../../../shared/labels/layout-model.ts'
import { COMMANDS, commandCode, type Command } from '../../../shared/scan/commands.ts'
import type { OpenFonts } from './label-fonts.ts'
import { collectPdf } from './render-pdf.ts'

const MARGIN = 48
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
  doc.fillColor(INK).font(BOLD).fontSize(24).text(titles.join(' · '), MARGIN, MARGIN, { width })
  doc.font(REGULAR).fontSize(11).text(building, { width, height: 14, ellipsis: true })
  doc.fillColor(QUIET)
  for (const language of languages) doc.text(COMMAND_WORDS[language].hint, { width })
  for (const [i, command] of COMMANDS.entries()) {
    card(doc, command, commandCode(command, seal), { languages, fonts, top: 132 + i * CARD, width })
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
  const room = { width: qrX - left - 24, lineBreak: true }
  doc
    .fillColor(INK)
    .font(BOLD)
    .fontSize(22)
    .text(words.name, left, top + 12, room)
  if (second !== undefined) {
    const other = COMMAND_WORDS[second].commands[command]
    doc
      .fillColor(QUIET)
      .font(REGULAR)
      .fontSize(13)
      .text(other.name, left + 150, top + 19, { width: room.width - 150 })
    doc.fontSize(9.5).text(other.does, left, top + 55, room)
  }
  doc
    .fillColor(INK)
    .font(REGULAR)
    .fontSize(9.5)
    .text(words.does, left, top + 41, room)
  bars(doc, fonts.code128(code), left, top + 76)
  doc
    .fillColor(QUIET)
    .fontSize(8)
    .text(code, left, top + 117, room)
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
