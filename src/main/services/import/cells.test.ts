import { describe, expect, it } from 'vitest'
import { dayFormats, dayFormatsOf, readDay } from './days.ts'
import { joinNames, splitNames } from './names.ts'
import { lengthWithZeros, spoiled, spoiledUnit } from './spoiled.ts'

describe('days', () => {
  // Bug: 03/04/2026 is the 3rd of April or the 4th of March as the computer happens to read it.
  it.each([
    [['03/04/2026', '13/04/2026'], ['dmy']],
    [['03/04/2026', '04/13/2026'], ['mdy']],
    [
      ['03/04/2026', '05/06/2026'],
      ['dmy', 'mdy'],
    ],
    [['04/04/2026', ''], ['dmy']],
    [['2026-03-04', '2026/12/1', '20261231'], ['ymd']],
    [['4 mars 2026', 'March 5, 2026', '06-avr.-26', '1er déc. 2026'], ['ymd']],
    [['2026-03-04 00:00:00', '2026-03-05T10:00:00Z'], ['ymd']],
    [['3/4/26', '3/31/26'], ['mdy']],
    [['soon', '45123'], []],
    [[''], []],
  ])('of %j are read as %j', (days, formats) => {
    expect(dayFormats(days)).toEqual(formats)
  })
  // Bug: with 06/30/2027 in the next column somebody was still asked how 03/01/2024 is read.
  it.each([
    [
      [['03/01/2024'], ['06/30/2027']],
      [['mdy'], ['mdy']],
    ],
    [
      [['03/01/2024'], ['Roy'], ['30/06/2027']],
      [['dmy'], [], ['dmy']],
    ],
    // A day that reads alike in both ways, a file of two ways and a day of the year first prove nothing.
    [
      [['03/01/2024'], ['04/04/2024']],
      [['dmy', 'mdy'], ['dmy']],
    ],
    [
      [['03/01/2024'], ['06/30/2027'], ['30/06/2027']],
      [['dmy', 'mdy'], ['mdy'], ['dmy']],
    ],
    [
      [['03/01/2024'], ['2027-06-30']],
      [['dmy', 'mdy'], ['ymd']],
    ],
  ])('of the columns %j of one file are read as %j', (columns, formats) => {
    expect(dayFormatsOf(columns)).toEqual(formats)
  })
  it('are days that exist, with a month by name in any format', () => {
    expect(readDay('31/02/2026', 'dmy')).toBeNull()
    expect(readDay('04/13/2026', 'dmy')).toBeNull()
    expect(readDay('3/4/26', 'mdy')).toBe('2026-03-04')
    expect(['4 mars 2026', 'March 4, 2026', '04-mar-26', 'Aug 4 2026'].map((day) => readDay(day, 'dmy'))).toEqual([
      '2026-03-04',
      '2026-03-04',
      '2026-03-04',
      '2026-08-04',
    ])
  })
})

describe('what a spreadsheet has spoiled is named, and never guessed', () => {
  it.each([
    ['5,14E+09', 'scientific'],
    ['5.14555E+9', 'scientific'],
    ['#REF!', 'spreadsheet_error'],
    ['########', 'spreadsheet_error'],
    ['=HYPERLINK("http://x","Roy")', 'formula'],
    ['514-555-0100', null],
    ['+15145550100', null],
    ['#1204', null],
    ['Émile', null],
  ])('%s', (cell, problem) => {
    expect(spoiled(cell)).toBe(problem)
  })
  it.each([
    ['12-avr', 'became_date'],
    ['04-Dec', 'became_date'],
    ['2026-04-12', 'became_date'],
    ['412.0', 'decimal'],
    ['412', 'lost_zero'],
    ['1E+05', 'scientific'],
    ['413', null],
    ['12-04', null],
    ['PH-1', null],
    ['3-B', null],
  ])('the unit %s', (cell, problem) => {
    expect(spoiledUnit(cell, (number) => number === '0412')).toBe(problem)
  })
  it('a zero that most of a column has kept', () => {
    expect(lengthWithZeros(['0101', '0102', '412', '1204'])).toBe(4)
    expect(lengthWithZeros(['101', '102', '1204'])).toBeNull()
    expect(lengthWithZeros(['012', '1204', '7'])).toBeNull()
  })
})

describe('names', () => {
  const said = (cell: string, order: 'given_first' | 'family_first' = 'given_first') =>
    splitNames(cell, order).map(({ given, family }) => `${given}|${family}`)
  it.each([
    ['Roy, Ann', ['Ann|Roy']],
    ['Ann Roy', ['Ann|Roy']],
    ['Roy', ['|Roy']],
    ['Ann & Guy Roy', ['Ann|Roy', 'Guy|Roy']],
    ['Roy, Ann & Guy', ['Ann|Roy', 'Guy|Roy']],
    ['Roy, Ann & Cyr, Guy', ['Ann|Roy', 'Guy|Cyr']],
    ['Ann Roy et Guy Cyr', ['Ann|Roy', 'Guy|Cyr']],
    ['Ann Roy and Guy', ['Ann|Roy', 'Guy|Roy']],
    ['Jean-Yves de la Tour', ['Jean-Yves|de la Tour']],
    ['Omar bin Saïd', ['Omar|bin Saïd']],
    ['Smith & Sons Inc.', ['|Smith & Sons Inc.']],
    ['Gestion Tremblay et Associés', ['|Gestion Tremblay et Associés']],
    ['Étienne Hétu', ['Étienne|Hétu']],
    ['محمد علي', ['محمد|علي']],
    ['👩‍🚀 Zoé', ['👩‍🚀|Zoé']],
    ['  ', []],
  ])('in one cell: %s', (cell, names) => {
    expect(said(cell)).toEqual(names)
  })
  it('begin with the family where somebody says so', () => {
    expect(said('Nguyen Van An', 'family_first')).toEqual(['Van An|Nguyen'])
    expect(said('De la Tour Jean', 'family_first')).toEqual(['Jean|De la Tour'])
  })
  it('in cells of their own', () => {
    expect(joinNames('Ann', 'B.', 'Roy')).toEqual([{ given: 'Ann B.', family: 'Roy' }])
    expect(joinNames('Ann & Guy', '', 'Roy')).toEqual([
      { given: 'Ann', family: 'Roy' },
      { given: 'Guy', family: 'Roy' },
    ])
    expect(joinNames('Cher', '', '')).toEqual([{ given: '', family: 'Cher' }])
    expect(joinNames('', '', '')).toEqual([])
  })
})
