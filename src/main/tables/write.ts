import writeWorkbook from 'write-excel-file/node'

export type TableFormat = 'csv_comma' | 'csv_semicolon' | 'xlsx'

export interface Written {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** What a spreadsheet takes for the beginning of a formula, also in full width and behind what it leaves out. */
const FORMULA = /^[\s"';,|]*[=+\-@＝＋－＠]|^[\t\r\n]/u

/** A cell that no spreadsheet runs; always in quotes. */
const csvCell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** Rows as text that spreadsheets open as it stands: UTF-8 with its mark, no cell a formula. */
export function csvText(rows: readonly (readonly string[])[], separator: ',' | ';'): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(separator)).join('\r\n')}\r\n`
}

/** Rows as a file. In a workbook each cell is typed as text: telephones keep their plus, numbers of units their zeros. */
export async function writeTable(
  name: string,
  rows: readonly (readonly string[])[],
  format: TableFormat,
): Promise<Written> {
  if (format !== 'xlsx')
    return {
      name: `${name}.csv`,
      type: 'text/csv',
      bytes: new TextEncoder().encode(csvText(rows, format === 'csv_comma' ? ',' : ';')),
    }
  const cells = rows.map((row, at) =>
    row.map((value) => ({ value, type: String, format: '@', ...(at === 0 && { fontWeight: 'bold' as const }) })),
  )
  const bytes = await writeWorkbook(cells, { stickyRowsCount: 1 }).toBuffer()
  return {
    name: `${name}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: new Uint8Array(bytes),
  }
}
