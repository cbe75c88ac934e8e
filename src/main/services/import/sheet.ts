import type { ColumnUse, DateFormat } from '../../../shared/import/fields.ts'
import { fileFault } from '../../tables/fault.ts'
import type { Table } from '../../tables/read.ts'
import { guessUses, headingWords, isForbidden, knownHeadings } from './columns.ts'
import { dayFormatsOf } from './days.ts'

/** Headings stand somewhere at the beginning, below titles and dates of printing. */
const HEADING_WITHIN = 30
const SAMPLES = 3

export interface Column {
  heading: string
  /** Refused by its name: its cells are gone. */
  isForbidden: boolean
  samples: string[]
  guess: ColumnUse
  /** How its days may be written, when it is used for days. */
  dayFormats: DateFormat[]
}

/** A file whose headings are known and whose forbidden columns are empty. */
export interface Sheet {
  format: Table['format']
  headingLine: number
  columns: Column[]
  rows: string[][]
  lines: number[]
}

/** A line that sums up or goes with the page: nobody. */
const isAside = (row: readonly string[]): boolean =>
  filled(row) < 2 &&
  /^(?:(?:sub|sous|grand)?[ -]?total|page\b|printed|imprim)/i.test(row.find((cell) => cell !== '') ?? '')

const filled = (row: readonly string[]): number => row.filter((cell) => cell !== '').length

function headingAt({ rows, lines }: Table, asked: number | null): number {
  if (asked !== null) {
    const at = lines.indexOf(asked)
    if (at < 0) throw fileFault('no_heading', asked)
    return at
  }
  const known = rows.slice(0, HEADING_WITHIN).map(knownHeadings)
  const most = Math.max(...known)
  return most >= 2 ? known.indexOf(most) : rows.findIndex((row) => filled(row) >= 2)
}

/** Finds the headings, or takes the row that was said, and forgets what must not be kept before anything is shown. */
export function sheetOf(table: Table, headingLine: number | null): Sheet {
  const at = headingAt(table, headingLine)
  const width = Math.max(...table.rows.map((row) => row.length))
  const headings = Array.from({ length: width }, (_, column) => table.rows[at]![column] ?? '')
  const forbidden = headings.map(isForbidden)
  const repeated = headings.map(headingWords).join('\n')
  const rows: string[][] = []
  const lines: number[] = []
  for (let index = at + 1; index < table.rows.length; index += 1) {
    const row = headings.map((_, column) => (forbidden[column] ? '' : (table.rows[index]![column] ?? '')))
    // Headings come again on each page.
    if (
      isAside(row) ||
      headings.map((_, column) => headingWords(table.rows[index]![column] ?? '')).join('\n') === repeated
    )
      continue
    rows.push(row)
    lines.push(table.lines[index]!)
  }
  if (rows.length === 0) throw fileFault('no_heading', table.lines[at])
  const guesses = guessUses(headings)
  const cells = headings.map((_, column) => rows.map((row) => row[column]!).filter((cell) => cell !== ''))
  const days = dayFormatsOf(cells)
  return {
    format: table.format,
    headingLine: table.lines[at]!,
    columns: headings.map((heading, column) => ({
      heading,
      isForbidden: forbidden[column]!,
      samples: [...new Set(cells[column]!.slice(0, 50))].slice(0, SAMPLES),
      guess: guesses[column]!,
      dayFormats: days[column]!,
    })),
    rows,
    lines,
  }
}
