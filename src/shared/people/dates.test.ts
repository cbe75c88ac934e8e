import { expect, it } from 'vitest'
import { dayAfter, readDate } from './dates.ts'

// Bug: the 31st of February is taken for the 3rd of March, and a year of two digits for one of the first century.
it.each([
  ['2026-12-01', '2026-12-01'],
  [' 2026/12/1 ', '2026-12-01'],
  ['20261201', '2026-12-01'],
  ['2028-02-29', '2028-02-29'],
  ['2026-02-31', null],
  ['2027-02-29', null],
  ['2026-13-01', null],
  ['2026-00-10', null],
  ['26-12-01', null],
  ['01/12/2026', null],
  ['1899-12-31', null],
  ['2080-01-01', null],
  ['demain', null],
  ['', null],
])('%j is the day %s', (typed, day) => {
  expect(readDate(typed)).toBe(day)
})

it('counts days over the ends of months and years', () => {
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
  expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29')
})
