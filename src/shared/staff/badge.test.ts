import { expect, it } from 'vitest'
import { badgeForm, badgeNumber, isRandomNumber } from './badge.ts'

it.each([
  ['04A3B2C1D0', '04A3B2C1D0'],
  ['04a3b2c1d0', '04A3B2C1D0'],
  ['04:A3:B2:C1', '04A3B2C1'],
  ['0011580925', '0011580925'],
  ['176,42493', '176,42493'],
  [' 0011580925 ', '0011580925'],
  ['1Z999AA10123456784', null],
  ['RR123456785CA', null],
  ['LDPAB12', null],
  ['1234', null],
  ['123456789012345678901', null],
  ['1,2,34567', null],
  ['', null],
])('%s is the badge %s', (text, number) => {
  expect(badgeNumber(text)).toBe(number)
})

it('tells numbers that change each time by their first byte', () => {
  expect(isRandomNumber('08A3B2C1')).toBe(true)
  expect(isRandomNumber('04A3B2C1')).toBe(false)
  expect(isRandomNumber('08A3B2C1D0')).toBe(false)
})

// Bug: the comma of one reader’s form was taken for a digit of the other’s.
it('tells the forms of readers apart', () => {
  expect(badgeForm('176,42493')).not.toBe(badgeForm('176042493'))
  expect(badgeForm('176,42493')).toBe(badgeForm('001,00001'))
})
