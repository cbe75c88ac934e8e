import readWorkbook from 'read-excel-file/node'
import type { Rows } from './csv.ts'
import { fileFault } from './fault.ts'

type Cell = string | number | boolean | Date | null

/** A cell as text: days as days, numbers with all their digits. */
function textOf(cell: Cell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  if (typeof cell === 'number') return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell)
  return String(cell)
}

/** One sheet of a workbook; the first one that holds anything, unless another is asked for. */
export async function readSheetOf(
  bytes: Uint8Array,
  asked: string | null,
): Promise<Rows & { sheet: string; sheets: string[] }> {
  let all: { sheet: string; data: unknown[][] }[]
  try {
    all = (await readWorkbook(Buffer.from(bytes))) as { sheet: string; data: unknown[][] }[]
  } catch {
    throw fileFault('damaged_excel')
  }
  const sheets = all.map(({ sheet }) => sheet)
  const found =
    asked === null ? (all.find(({ data }) => data.length > 1) ?? all[0]) : all.find(({ sheet }) => sheet === asked)
  if (!found) throw fileFault('no_such_sheet')
  const rows = found.data.map((row) => row.map((cell) => textOf(cell as Cell)))
  return { rows, lines: rows.map((_, at) => at + 1), sheet: found.sheet, sheets }
}
