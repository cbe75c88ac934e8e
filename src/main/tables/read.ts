import { FILE_COLUMNS, type Encoding, type Separator } from '../../shared/import/file.ts'
import { findSeparator, readCsv, saidSeparator, type Rows } from './csv.ts'
import { decode, findEncoding } from './encoding.ts'
import { fileFault } from './fault.ts'
import { kindOf } from './kind.ts'
import { readSheetOf } from './workbook.ts'

/** How a file is to be read; what is not said is found. */
export interface ReadAs {
  readonly encoding?: Encoding | undefined
  readonly separator?: Separator | undefined
  readonly sheet?: string | undefined
}

export type Format =
  | { readonly kind: 'text'; readonly encoding: Encoding; readonly separator: Separator }
  | { readonly kind: 'workbook'; readonly sheet: string; readonly sheets: string[] }

export interface Table extends Rows {
  readonly format: Format
}

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '')

/** Rows that hold something, cells without the blanks around them. */
function tidy({ rows, lines }: Rows): Rows {
  const kept = rows
    .map((row, at) => ({ row: row.map((cell) => cell.trim()), line: lines[at]! }))
    .filter(({ row }) => !isBlank(row))
  if (kept.length === 0) throw fileFault('empty')
  if (kept.some(({ row }) => row.length > FILE_COLUMNS)) throw fileFault('too_many_columns')
  if (kept.every(({ row }) => row.filter((cell) => cell !== '').length < 2)) throw fileFault('one_column')
  return { rows: kept.map(({ row }) => row), lines: kept.map(({ line }) => line) }
}

function readText(bytes: Uint8Array, as: ReadAs): Table {
  const encoding = as.encoding ?? findEncoding(bytes)
  const said = saidSeparator(decode(bytes, encoding))
  const separator = as.separator ?? said.separator ?? findSeparator(said.text)
  return { ...tidy(readCsv(said.text, separator)), format: { kind: 'text', encoding, separator } }
}

/** The rows of a file of either kind. Throws FILE_REFUSED with the reason and the line. */
export async function readTable(bytes: Uint8Array, as: ReadAs = {}): Promise<Table> {
  if (kindOf(bytes) === 'text') return readText(bytes, as)
  const { sheet, sheets, ...rows } = await readSheetOf(bytes, as.sheet ?? null)
  return { ...tidy(rows), format: { kind: 'workbook', sheet, sheets } }
}
