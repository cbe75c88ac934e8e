import { parse, type CsvError } from 'csv-parse/sync'
import { FILE_ROWS, SEPARATORS, type Separator } from '../../shared/import/file.ts'
import { fileFault } from './fault.ts'

/** Rows of a file, each with the line on which it begins. */
export interface Rows {
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
}

interface Read {
  info: { lines: number }
  record: string[]
}

/** Rows that tell which separator a file has. */
const TELLING_ROWS = 40
/** Titles, totals and notes above and below the table may be as many again. */
const MOST_ROWS = FILE_ROWS * 2

const parsed = (text: string, separator: Separator, to?: number): Read[] =>
  parse(text, {
    info: true,
    delimiter: separator,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    ...(to === undefined ? {} : { to }),
  }) as unknown as Read[]

const breaks = (cell: string): number => cell.split('\n').length - 1

/** Every system ends lines in its own way. */
const plainLines = (text: string): string => text.replaceAll(/\r\n|\r/g, '\n')

function rowsOf(read: readonly Read[]): Rows {
  const rows = read.map(({ record }) => record)
  // The place that the reader tells is where a row ends.
  const lines = read.map(({ info, record }) => info.lines - record.reduce((sum, cell) => sum + breaks(cell), 0))
  return { rows, lines }
}

/** A quote that was opened and closed by the next one far below has swallowed rows: its row has too many or too few cells. */
function swallowed({ rows, lines }: Rows, separator: Separator): number | null {
  const widths = new Map<number, number>()
  for (const { length } of rows) widths.set(length, (widths.get(length) ?? 0) + 1)
  const usual = [...widths].toSorted((a, b) => b[1] - a[1])[0]?.[0]
  const at = rows.findIndex(
    (row) => row.length !== usual && row.some((cell) => breaks(cell) > 0 && cell.includes(separator)),
  )
  return at < 0 ? null : lines[at]!
}

/** The rows of a text, or the line at which it cannot be read. */
export function readCsv(given: string, separator: Separator): Rows {
  const text = plainLines(given)
  const nul = text.indexOf('\0')
  if (nul >= 0) throw fileFault('nul_bytes', breaks(text.slice(0, nul)) + 1)
  let read: Read[]
  try {
    read = parsed(text, separator, MOST_ROWS + 1)
  } catch (error) {
    const { code, records } = error as CsvError & { records: number }
    if (code !== 'CSV_QUOTE_NOT_CLOSED') throw error
    // What was read before it tells where it was opened.
    const before = records === 0 ? null : rowsOf(parsed(text, separator, records))
    const last = before ? before.lines.length - 1 : 0
    const end = before ? before.lines[last]! + before.rows[last]!.reduce((sum, cell) => sum + breaks(cell), 0) : 0
    throw fileFault('quote_not_closed', end + 1)
  }
  if (read.length > MOST_ROWS) throw fileFault('too_many_rows')
  const rows = rowsOf(read)
  const line = swallowed(rows, separator)
  if (line !== null) throw fileFault('quote_not_closed', line)
  return rows
}

const SAID = /^\uFEFF?"?sep=(.)"?(?:\r\n|\n|\r|$)/i

/** The separator that a first line `sep=;` says, and the text with that line emptied, so that lines keep their numbers. */
export function saidSeparator(text: string): { separator: Separator | null; text: string } {
  const found = SAID.exec(text)
  const separator = SEPARATORS.find((one) => one === found?.[1]) ?? null
  if (!found) return { separator, text }
  return { separator, text: text.slice(found[0].replace(/[\r\n]+$/, '').length) }
}

/** The separator by which most rows have the same number of cells, and the more cells the better. */
export function findSeparator(given: string): Separator {
  const text = plainLines(given.slice(0, 128 * 1024))
  const start = text.slice(0, 64 * 1024)
  const whole = start.length < text.length ? start.slice(0, Math.max(start.lastIndexOf('\n'), 1)) : start
  const scores = SEPARATORS.map((separator) => {
    let rows: string[][]
    try {
      rows = parsed(whole, separator, TELLING_ROWS).map(({ record }) => record)
    } catch {
      rows = whole
        .split('\n')
        .slice(0, TELLING_ROWS)
        .map((line) => line.split(separator))
    }
    const widths = new Map<number, number>()
    for (const { length } of rows) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1)
    const [width = 0, alike = 0] = [...widths].toSorted((a, b) => b[1] * b[0] - a[1] * a[0])[0] ?? []
    return { separator, score: alike * Math.min(width, 50) }
  })
  return scores.toSorted((a, b) => b.score - a.score)[0]!.separator
}
