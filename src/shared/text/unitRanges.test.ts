import { describe, expect, it } from 'vitest'
import { placeOfNumber, readUnitRanges } from './unitRanges.ts'

describe('units typed as ranges', () => {
  // Bug: a dash of the number itself began a range, and zeros before a number were lost.
  it.each([
    ['101-103', '101 102 103'],
    ['101-103, 201-202, PH1-PH3', '101 102 103 201 202 PH1 PH2 PH3'],
    ['101 – 103; 105', '101 102 103 105'],
    ['101 à 103', '101 102 103'],
    ['101 to 103', '101 102 103'],
    ['101..103', '101 102 103'],
    ['001-003', '001 002 003'],
    ['08-11', '08 09 10 11'],
    ['98-101', '98 99 100 101'],
    ['A-204', 'A-204'],
    ['PH-1', 'PH-1'],
    ['PH-1 - PH-3', 'PH-1 PH-2 PH-3'],
    ['PH-1-PH-3', 'PH-1 PH-2 PH-3'],
    ['12-04', '12-04'],
    ['"12-24"', '12-24'],
    ['« 12-24 »', '12-24'],
    ['T2-1201-T2-1203', 'T2-1201 T2-1202 T2-1203'],
    ['T2-1204', 'T2-1204'],
    ['101A-103A', '101A 102A 103A'],
    ['101A-101C', '101A 101B 101C'],
    ['101a-101c', '101a 101b 101c'],
    ['A-C', 'A B C'],
    ['112-101', '112-101'],
    ['101-101', '101-101'],
    ['Conciergerie', 'Conciergerie'],
    ['101, 101, 100-102', '101 100 102'],
    ['101\n102\n\n103,', '101 102 103'],
    ['', ''],
    [' , ;', ''],
  ])('%j is %j', (typed, numbers) => {
    expect(readUnitRanges(typed)).toEqual({ numbers: numbers === '' ? [] : numbers.split(' '), problems: [] })
  })

  it('names what makes no units, and makes the rest', () => {
    expect(readUnitRanges('101, 1-99999, -, 102')).toEqual({
      numbers: ['101', '102'],
      problems: [
        { text: '1-99999', problem: 'too_many' },
        { text: '-', problem: 'no_number' },
      ],
    })
    expect(readUnitRanges('x'.repeat(41)).problems).toEqual([{ text: 'x'.repeat(41), problem: 'too_long' }])
    const many = readUnitRanges(Array.from({ length: 9 }, (_, n) => `${n}000-${n}100`).join(','))
    expect(many.numbers).toHaveLength(500)
    expect(many.problems).toMatchObject([{ problem: 'too_many' }])
  })

  it.each([
    ['101', 1, null],
    ['1204', 12, null],
    ['1204A', 12, null],
    ['12-04', 12, null],
    ['12-104', 12, null],
    ['A-204', 2, 'A'],
    ['T2-1204', 12, 'T2'],
    ['A204', 2, null],
    ['0101', 1, null],
    ['PH1', null, null],
    ['PH-101', null, null],
    ['T2-PH1', null, 'T2'],
    ['12', null, null],
    ['Local B', null, null],
  ])('%s is on floor %s of tower %s', (number, floor, tower) => {
    expect(placeOfNumber(number)).toEqual({ floor, tower })
  })
})
