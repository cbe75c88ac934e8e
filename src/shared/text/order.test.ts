import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameOrder, textOrder, unitOrder } from './order.ts'

describe('the order of names', () => {
  const sorted = (names: readonly string[], language: 'fr' | 'en') => {
    const byName = nameOrder(language)
    return names
      .map((name) => ({ family: name, given: '' }))
      .toSorted(byName)
      .map(({ family }) => family)
  }
  // Bug: in the order of bytes da Silva, Álvares and Étienne stood after Zheng.
  it.each(['fr', 'en'] as const)('is the one of the language (%s)', (language) => {
    const right = [
      'Álvares',
      'Ben Youssef',
      'Côté',
      'da Silva',
      'Étienne',
      'L’Heureux',
      'O’Brien',
      'O’Neill',
      'Saint-Onge',
      'Zheng',
    ]
    expect(sorted(right.toReversed(), language)).toEqual(right)
  })
  it('takes no notice of which apostrophe, hyphen or capital was typed', () => {
    const compare = textOrder('fr')
    expect(sorted(["O'Neill", 'Obrien', 'O’Brien'], 'fr').at(-1)).toBe("O'Neill")
    expect(compare("O'Brien", 'O’Brien')).toBe(0)
    expect(compare('de Souza', 'De Luca')).toBeGreaterThan(0)
  })
  it('goes by the given name within a family', () => {
    const people = ['Zoé', 'Émile', 'Anne'].map((given) => ({ family: 'Roy', given }))
    expect(people.toSorted(nameOrder('fr')).map(({ given }) => given)).toEqual(['Anne', 'Émile', 'Zoé'])
  })
})

describe('the order of units', () => {
  // Bug: announcements listed 1009, 101, 1010, and parcels PH10 before PH2 before 101.
  it('is the one in which people count, letters after numbers', () => {
    const right = [
      '2',
      '101',
      '304',
      '804',
      '804A',
      '1009',
      '1010',
      'A-2',
      'A-10',
      'PH2',
      'PH10',
      'T1-1304',
      'T2-201',
      'T2-1304',
    ]
    expect(right.toReversed().toSorted(unitOrder())).toEqual(right)
    expect([null, '101', null, '2'].toSorted(unitOrder())).toEqual(['2', '101', null, null])
  })
  it('puts plain numbers by their value, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9999 })), (numbers) => {
        expect(numbers.map(String).toSorted(unitOrder()).map(Number)).toEqual(numbers.toSorted((a, b) => a - b))
      }),
    )
  })
})
