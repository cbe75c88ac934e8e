import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createUnitIndex } from './units.ts'

const index = (...numbers: string[]) => createUnitIndex(numbers.map((number) => ({ id: number, number })))
const find = (typed: string, ...numbers: string[]) =>
  index(...numbers)
    .find(typed)
    .map(({ number }) => number)

describe('a unit however it is written', () => {
  it('is one unit for every spelling of its parts', () => {
    const spelling = fc.record({
      before: fc.constantFrom(
        '',
        'apt ',
        'APP. ',
        'Appt ',
        'unité ',
        'Unit ',
        'suite ',
        '#',
        'no ',
        'n° ',
        'logement ',
        'bureau ',
      ),
      between: fc.constantFrom('', ' ', '-', ' - ', '.'),
      isUpper: fc.boolean(),
    })
    const letters = fc.constantFrom('', 'PH', 'A', 'T')
    const number = fc.integer({ min: 1, max: 9999 }).map(String)
    fc.assert(
      fc.property(letters, number, spelling, spelling, (start, digits, stored, typed) => {
        const write = ({ before, between, isUpper }: typeof stored) => {
          const all = `${before}${start}${start && between}${digits}`
          return isUpper ? all.toUpperCase() : all.toLowerCase()
        }
        expect(find(write(typed), write(stored), 'zzz')).toEqual([write(stored)])
      }),
    )
  })
  it('is followed while it is typed, and every unit when only the word for it is', () => {
    expect(find('apt 80', '804', '805', '101')).toEqual(['804', '805'])
    expect(find('apt', '804', 'PH1')).toEqual(['804', 'PH1'])
    expect(find('', '804', 'PH1')).toEqual(['804', 'PH1'])
    expect(find('9999', '804')).toEqual([])
  })
  it('never takes a penthouse for the unit of its number', () => {
    expect(index('2', 'PH-2').named('PH2')?.number).toBe('PH-2')
    expect(index('2', 'PH-2').named('2')?.number).toBe('2')
    expect(index('2').named('PH2')).toBeNull()
    expect(index('PH-2').named('2')).toBeNull()
  })
  it('is named by its tower, and by its number alone where only one tower has it', () => {
    const towers = createUnitIndex([
      { id: 'a', number: '1204', tower: 'Tour 2' },
      { id: 'b', number: 'T1-1204', tower: null },
      { id: 'c', number: 'T1-304', tower: null },
    ])
    expect(['T2-1204', 'T1-1204', '1204', '304'].map((text) => towers.named(text)?.id)).toEqual(['a', 'b', 'a', 'c'])
    expect(index('T1-1204', 'T2-1204').named('1204')).toBeNull()
  })
})
