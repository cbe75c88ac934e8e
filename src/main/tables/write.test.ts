import { expect, it } from 'vitest'
import { readTable } from './read.ts'
import { csvText, writeTable } from './write.ts'

const ODD = ['=HYPERLINK("http://x")', '+15145550100', '-1', '@cmd', '\tx', '＝1+1', '"=1', ';=1', ' =1']

// Bug: a name that a resident chose runs as a formula on the computer of whoever opens the export.
it('writes no cell that a spreadsheet takes for a formula', () => {
  const cells = csvText([ODD], ',').slice(1).trimEnd().slice(1, -1).split('","')
  expect(cells.every((cell) => cell.startsWith("'"))).toBe(true)
  expect(csvText([['Roy', '101', 'O"Brien', '', 'a-b']], ';')).toBe('\uFEFF"Roy";"101";"O""Brien";"";"a-b"\r\n')
})

it('writes workbooks whose cells are texts: telephones keep their plus, units their zeros', async () => {
  const { bytes, name } = await writeTable(
    'People',
    [
      ['Unit', 'Phone'],
      ['0412', '+15145550100'],
      ['=1+1', ''],
    ],
    'xlsx',
  )
  expect(name).toBe('People.xlsx')
  const { rows } = await readTable(bytes)
  expect(rows).toEqual([
    ['Unit', 'Phone'],
    ['0412', '+15145550100'],
    ['=1+1', ''],
  ])
})

it('is read back as it was written, in both dialects', async () => {
  const rows = [
    ['Unité', 'Nom'],
    ['0412', 'Côté, "Bob"\nfils'],
    ['12;3', 'محمد 👩‍🚀'],
  ]
  for (const format of ['csv_comma', 'csv_semicolon'] as const)
    expect((await readTable((await writeTable('x', rows, format)).bytes)).rows).toEqual(rows)
})
