import { describe, expect, it } from 'vitest'
import { createLikeness, type Likeness } from './duplicates.ts'

let next = 0
const person = (given: string, family: string, more: Partial<Likeness> = {}): Likeness => ({
  id: `p${next++}`,
  given,
  family,
  phones: [],
  email: null,
  units: [],
  apart: [],
  ...more,
})
const { reasonsOf, pairsIn } = createLikeness()
const PHONE = { phones: ['+15145550123'] }
const HOME = { units: ['u1'] }

describe('two entries', () => {
  // Bug: one person stood twice in the directory, each with half of the parcels.
  it.each([
    ['Marie', 'Roy', 'M.', 'Roy'],
    ['Marie', 'Roy', 'Roy', 'Marie'],
    ['Marie', 'Roy', 'Marie', 'Tremblay'],
    ['', 'Roy', 'Marie', 'Roy'],
    ['Bob', 'Smith', 'Robert', 'Smith'],
    ['Élise', 'St-Amour', 'Elise', 'Saint Amour'],
  ])('%s %s and %s %s with one telephone may be one person', (given, family, otherGiven, otherFamily) => {
    expect(reasonsOf(person(given, family, PHONE), person(otherGiven, otherFamily, PHONE))).toEqual(['phone'])
  })

  // Bug: every couple with one telephone was proposed as one person.
  it.each([
    ['Marie', 'Roy', 'Paul', 'Roy'],
    ['Marie', 'Roy', 'Paul', 'Tremblay'],
    ['Michael', 'Chen', 'Michelle', 'Chen'],
  ])('%s %s and %s %s with one telephone are a household', (given, family, otherGiven, otherFamily) => {
    expect(reasonsOf(person(given, family, PHONE), person(otherGiven, otherFamily, PHONE))).toEqual([])
  })

  it.each([
    ['Marie', 'Roy', 'MARIE', 'ROY'],
    ['Zoé', 'de la Tour', 'Zoe', 'Latour-', false],
    ['Jean-Luc', 'McDonald', 'Jean Luc', 'MacDonald'],
    ['Van Minh', 'Nguyễn', 'Nguyen', 'Minh'],
    ['Marie', 'Roy', 'M.', 'Roy', false],
    ['Marie', 'Roy', 'Mario', 'Roy', false],
    ['Anna', 'Lœb', 'Anna', 'Loeb'],
  ])('%s %s and %s %s in one unit', (given, family, otherGiven, otherFamily, same = true) => {
    const reasons = reasonsOf(person(given, family, HOME), person(otherGiven, otherFamily, HOME))
    expect(reasons).toEqual(same ? ['name_and_unit'] : [])
  })

  it('of one name in two units are two people, unless they share more', () => {
    const other = { units: ['u2'] }
    expect(reasonsOf(person('Marie', 'Roy', HOME), person('Marie', 'Roy', other))).toEqual([])
    const email = { email: 'Marie@example.org' }
    expect(
      reasonsOf(
        person('Marie', 'Roy', { ...HOME, ...email }),
        person('Marie', 'Roy', { ...other, email: 'marie@EXAMPLE.org' }),
      ),
    ).toEqual(['email'])
  })

  it('that somebody told apart are not proposed again', () => {
    const one = person('Marie', 'Roy', HOME)
    expect(reasonsOf(one, person('Marie', 'Roy', { ...HOME, apart: [one.id] }))).toEqual([])
  })
})

it('every pair is found once, with all its reasons', () => {
  const one = person('Marie', 'Roy', { ...PHONE, ...HOME, email: 'm@example.org' })
  const other = person('Marie', 'Roy', { ...PHONE, ...HOME, email: 'm@example.org' })
  const third = person('Paul', 'Roy', { ...PHONE, ...HOME })
  expect(pairsIn([one, third, other])).toEqual([{ one, other, reasons: ['phone', 'email', 'name_and_unit'] }])
})

it('5 000 people are compared in the time of a look', () => {
  const people = Array.from({ length: 5000 }, (_, at) =>
    person(`Given${at}`, `Family${at}`, { phones: [`+1514555${at}`], units: [`u${at % 2000}`] }),
  )
  const began = performance.now()
  pairsIn(people)
  expect(performance.now() - began).toBeLessThan(1000)
})
