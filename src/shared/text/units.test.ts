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
  // Bug: what people type around a number, and where they cut it, found nobody.
  it.each([
    [
      '1204',
      [
        '1204',
        '#1204',
        'apt 1204',
        'app. 1204',
        'unit 1204',
        'unité 1204',
        '12-04',
        '12 04',
        '01204',
        'no 1204',
        'apt.1204',
      ],
    ],
    ['12-04', ['1204', '12-04', '12 04', 'apt 12-04', 'app. 1204']],
    ['1204A', ['1204 A', '1204-A', '1204a', 'apt 1204 a', '#1204-A']],
    ['1204-A', ['1204 A', '1204A', '12-04-A']],
    ['0412', ['412', '0412', 'apt 412', '04-12']],
    ['PH1', ['ph 1', 'PH-1', 'apt PH1', 'ph.1']],
    ['T2-1204', ['t2 1204', 'T2-1204', '1204', 'apt T2 1204']],
  ])('%s is meant by what people type for it', (number, typed) => {
    for (const text of typed) expect([text, index(number, '999').named(text)?.number]).toEqual([text, number])
  })
  it('is meant in the tower that is said, however it is said', () => {
    const towers = createUnitIndex(['Tour 1', '2', 'Est'].map((tower) => ({ id: tower, number: '1204', tower })))
    const named = (text: string) => towers.named(text)?.id
    for (const text of [
      't1 1204',
      'T1-1204',
      'tour 1 1204',
      '1204 tour 1',
      'apt 1204, tour 1',
      '1-1204',
      'tower 1 unit 1204',
    ])
      expect([text, named(text)]).toEqual([text, 'Tour 1'])
    for (const text of ['t2 1204', '2-1204', '#1204 T2']) expect([text, named(text)]).toEqual([text, '2'])
    for (const text of ['est 1204', 'Tour Est 1204', '1204 est', 'app. 1204 tour Est'])
      expect([text, named(text)]).toEqual([text, 'Est'])
    expect(towers.meant('1204')).toHaveLength(3)
    expect(named('1204')).toBeUndefined()
    expect(named('tour 9 1204')).toBeUndefined()
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
