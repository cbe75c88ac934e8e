import { zipSync } from 'fflate'
import writeWorkbook from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import { DeskError } from '../../shared/contract/errors.ts'
import { FILE_BYTES } from '../../shared/import/file.ts'
import { readTable } from './read.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const rows = async (bytes: Uint8Array, as = {}) => (await readTable(bytes, as)).rows
const fault = async (bytes: Uint8Array, as = {}) => {
  const error: unknown = await readTable(bytes, as).catch((thrown: unknown) => thrown)
  return error instanceof DeskError ? error.data : error
}
/** French words in an encoding of one byte, by the places of its letters. */
const inBytes = (text: string, letters: Record<string, number>) =>
  Uint8Array.from(text, (letter) => letters[letter] ?? letter.charCodeAt(0))

const FRENCH = 'Unité;Prénom;Nom\r\n101;Hélène;Bégin\r\n102;François;Côté\r\n'
const PEOPLE = [
  ['Unité', 'Prénom', 'Nom'],
  ['101', 'Hélène', 'Bégin'],
  ['102', 'François', 'Côté'],
]

describe('the letters of a file', () => {
  // Bug: one encoding is taken for all files, and each accent of the others is spoiled.
  it.each([
    ['utf-8', utf8(FRENCH)],
    ['utf-8', utf8(`\uFEFF${FRENCH}`)],
    ['utf-16le', new Uint8Array(Buffer.from(`\uFEFF${FRENCH}`, 'utf16le'))],
    ['utf-16le', new Uint8Array(Buffer.from(FRENCH, 'utf16le'))],
    ['utf-16be', new Uint8Array(Buffer.from(`\uFEFF${FRENCH}`, 'utf16le').swap16())],
    ['utf-16be', new Uint8Array(Buffer.from(FRENCH, 'utf16le').swap16())],
    ['windows-1252', inBytes(FRENCH, { é: 0xe9, è: 0xe8, ç: 0xe7, ô: 0xf4 })],
    ['macintosh', inBytes(FRENCH, { é: 0x8e, è: 0x8f, ç: 0x8d, ô: 0x99 })],
  ])('are found: %s', async (encoding, bytes) => {
    const table = await readTable(bytes)
    expect(table.format).toEqual({ kind: 'text', encoding, separator: ';' })
    expect(table.rows).toEqual(PEOPLE)
  })
  it('are as they are said where the finding is wrong', async () => {
    const mac = inBytes(FRENCH, { é: 0x8e, è: 0x8f, ç: 0x8d, ô: 0x99 })
    expect((await rows(mac, { encoding: 'windows-1252' }))[1]).not.toEqual(PEOPLE[1])
  })
})

describe('the cells of a file', () => {
  it.each([
    ['a comma', 'Unit,Name\n101,Roy\n', [',']],
    ['a semicolon beside decimal commas', 'Unit;Name;Share\n101;Roy;1,25\n102;Cyr;0,75\n', [';']],
    ['a tab', 'Unit\tName\n101\tRoy, Ann\n', ['\t']],
    ['a bar', 'Unit|Name\n101|Roy\n', ['|']],
    ['what the first line says', 'sep=;\nUnit;Name, first\n101;Roy, Ann\n', [';']],
  ])('are parted by %s', async (_, text, [separator]) => {
    expect((await readTable(utf8(text))).format).toMatchObject({ separator })
  })
  it('keep their lines, through empty rows, lines inside of cells and a line that says the separator', async () => {
    const { rows, lines } = await readTable(utf8('sep=,\r\nUnit,Note\r\n\r\n101,"two\r\nlines"\r\n102,one\r\n'))
    expect(rows.map(([unit], at) => [lines[at], unit])).toEqual([
      [2, 'Unit'],
      [4, '101'],
      [6, '102'],
    ])
  })
  it('may hold quotes, emoji, letters from right to left and formulas: they are text', async () => {
    const odd = ['O"Brien', '👩🏽‍🚀 Zoé', 'محمد', '=HYPERLINK("http://x","y")']
    const line = odd.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
    expect((await rows(utf8(`Unit,A,B,C\n${line}\n`)))[1]).toEqual(odd)
    expect((await rows(utf8('Unit,Name\n101,O"Brien\n')))[1]).toEqual(['101', 'O"Brien'])
  })
})

describe('a workbook', () => {
  const book = async (sheets: { data: { value: unknown; type?: unknown; format?: string }[][]; sheet: string }[]) =>
    new Uint8Array(await writeWorkbook(sheets as never).toBuffer())
  it('keeps zeros of texts, all digits of numbers, and days', async () => {
    const bytes = await book([
      {
        sheet: 'A',
        data: [
          [{ value: 'Unit' }, { value: 'Phone' }, { value: 'In' }],
          [
            { value: '0412', type: String },
            { value: 5145550100, type: Number },
            { value: new Date('2026-03-04T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' },
          ],
        ],
      },
    ])
    expect((await rows(bytes))[1]).toEqual(['0412', '5145550100', '2026-03-04'])
  })
  // Bug: the first sheet is a cover page, and nothing else is ever offered.
  it('of 40 sheets offers them all, begins with the first table, and reads the one that is asked for', async () => {
    const bytes = await book(
      Array.from({ length: 40 }, (_, at) => ({
        sheet: `S${at}`,
        data: [[{ value: 'Unit' }, { value: 'Name' }], ...(at < 3 ? [] : [[{ value: String(at) }, { value: 'Roy' }]])],
      })),
    )
    const found = await readTable(bytes)
    expect(found.format).toMatchObject({ kind: 'workbook', sheet: 'S3' })
    expect(found.format).toHaveProperty('sheets.length', 40)
    expect((await rows(bytes, { sheet: 'S39' }))[1]).toEqual(['39', 'Roy'])
    expect(await fault(bytes, { sheet: 'none' })).toMatchObject({ fault: 'no_such_sheet' })
  }, 20_000)
})

describe('a file of which nothing can be taken says why, and where', () => {
  it.each([
    ['empty', new Uint8Array(), null],
    ['empty', utf8('\n \n'), null],
    ['one_column', utf8('Name\nRoy\nCyr\n'), null],
    ['too_big', new Uint8Array(FILE_BYTES + 1), null],
    ['zip', zipSync({ 'units.csv': utf8('a,b') }), null],
    ['damaged_excel', utf8('PK\u0003\u0004 not a zip'), null],
    ['old_excel', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), null],
    ['not_a_table', utf8('%PDF-1.7'), null],
    ['not_a_table', utf8('\n<!DOCTYPE html><table>'), null],
    ['nul_bytes', utf8('Unit,Name\n101,Roy\n102,\0\0\n'), 3],
    ['quote_not_closed', utf8('Unit,Name\n101,Roy\n102,"Cyr\n103,Ali\n'), 3],
    // The next quote closes it, far below: rows are swallowed without an end being missed.
    ['quote_not_closed', utf8('Unit,Name\n101,Roy\n102,"Cyr\n103,Ali\n104,"Ann, M"\n105,Lee\n'), 3],
    ['too_many_rows', utf8(`Unit,Name\n${'101,Roy\n'.repeat(41_000)}`), null],
    ['too_many_columns', utf8(`${'a,'.repeat(300)}\n`), null],
  ])('%s', async (reason, bytes, line) => {
    expect(await fault(bytes)).toEqual({ fault: reason, line })
  })
  // Bug: 200 MB are unpacked or copied before anybody looks at the size.
  it('a workbook that unpacks to gigabytes is not unpacked', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(10) })
    // What it says of itself in its table of contents.
    new DataView(bomb.buffer).setUint32(Buffer.from(bomb).indexOf('PK\u0001\u0002') + 24, 0xf0000000, true)
    expect(await fault(bomb)).toEqual({ fault: 'too_big', line: null })
  })
})
