import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createUnitIndex } from '../text/units.ts'
import { civicIn, unitIn } from './unit.ts'

/** An address read at a building of these units on 1288, rue de l'Atelier. */
const at = (...numbers: string[]) => {
  const units = createUnitIndex(numbers.map((number) => ({ id: number, number })))
  const named = (text: string) => units.named(text)?.number ?? null
  return (...lines: string[]) => unitIn(lines, { named, civic: ['1288'] })
}

describe('the apartment in an address, where nothing is known of the building', () => {
  it.each([
    [['1200 RUE X APT 804'], '804'],
    [['1200 RUE X APP. 804'], '804'],
    [['1200, rue X, bureau 12B'], '12B'],
    [['1200 RUE X #804'], '804'],
    [['1200 RUE X', '804'], '804'],
    [['804-1200 RUE X'], '804'],
    [['804 - 1200 Rue Émile'], '804'],
    [['804-1200, rue X'], '804'],
    [['1200 RUE X UNITÉ 7'], '7'],
    [['1200 RUE X PH 2'], 'PH2'],
    [['LOFT C12, 1200 RUE X'], 'C12'],
    [['1200 RUE X'], null],
    [['1200 RUE SAINT-JACQUES'], null],
    [['1200 RUE STE-CATHERINE O'], null],
    [['1200 12E AVENUE'], null],
    [['1200 RUE X NO'], null],
    [['CASE POSTALE 804'], null],
    [[], null],
  ])('%j is %j', (lines, unit) => expect(unitIn(lines)).toBe(unit))
})

describe('the apartment in an address, by the building’s own units', () => {
  // Bug: a comma after the civic number, a dash after "apt" or a bracket before it hid the unit.
  it.each([
    "804-1288, RUE DE L'ATELIER",
    '804 - 1288, rue de l’Atelier',
    '804–1288, rue de l’Atelier',
    '804 / 1288 RUE X',
    '804, 1288 RUE X',
    '804 1288 RUE X',
    '1288-804, RUE X',
    '1288 - 804 RUE X',
    'APT 804-1288 RUE X',
    'APT. 804 - 1288, RUE X',
    '1288 RUE X APT-804',
    '1288 RUE X APT804',
    '1288 RUE X (APT 804)',
    '1288 RUE X (804)',
    '1288 RUE X APT N° 804',
    '1288 RUE X APT Nº804',
    '1288 RUE X APP NO. 804',
    '1288 RUE X N° 804',
    '1288 RUE X LOGEMENT 804',
    '1288 RUE X LOG. 804',
    '1288 RUE X APPT: 804',
    '1288 RUE X, 804',
    '1288 RUE X - 804',
    '1288 RUE X UNITÉ 804',
    '1288 RUE X APT 0804',
    '1288 APP 804 RUE X',
    'APP 804, 1288 RUE X',
    '#804-1288 RUE X',
    '# 804, 1288 RUE X',
  ])('%s is 804', (line) => expect(at('804', '1010', 'PH2')(line)).toBe('804'))

  it.each([
    [['1288 RUE X', 'APT 804-A'], ['804', '804A'], '804A'],
    [['1288 RUE X', 'APT 804-A'], ['804'], '804'],
    [['1288 RUE X', 'APT 804 A'], ['804-A', '804-B'], '804-A'],
    [['1288 RUE X', 'UNIT T2-1204'], ['T1-1204', 'T2-1204'], 'T2-1204'],
    [['1288 RUE X T2-1204'], ['T1-1204', 'T2-1204'], 'T2-1204'],
    [['T2-1204-1288 RUE X'], ['T1-1204', 'T2-1204'], 'T2-1204'],
    [['1288 RUE X TOUR 2 APP 1204'], ['T1-1204', 'T2-1204'], 'T2-1204'],
    [['1288 RUE X APP 1204'], ['T1-1204', 'T2-1204'], '1204'],
    [['1288 RUE X APP 1204'], ['T1-304', 'T2-1204'], 'T2-1204'],
    [['1288 RUE X', 'APT A-204'], ['A-204', '204'], 'A-204'],
    [['A-204-1288 RUE X'], ['A-204', '204'], 'A-204'],
    [['1288 RUE X', 'APT B'], ['A', 'B'], 'B'],
    [['B-1288 RUE X'], ['A', 'B'], 'B'],
    [['1288 RUE X', 'B'], ['A', 'B'], 'B'],
    [['1288 RUE X', '13-04'], ['1304'], '1304'],
    [['1288 RUE X', 'PH-02'], ['PH2'], 'PH2'],
    [['1288 RUE X', 'LOCAL 5'], ['Local 5', '5'], 'Local 5'],
    [['1288-1290 RUE X'], ['804'], null],
    [['1288 804E AVENUE'], ['804'], null],
    [['1288 RUE X'], ['1288', '804'], null],
    [['1288 RUE X APT 1288'], ['1288', '804'], '1288'],
    [['APT 9999-1288 RUE X'], ['804'], '9999'],
    [['12 RUE X', 'CP 804'], ['804'], null],
  ])('%j at %j is %j', (lines, units, unit) => expect(at(...units)(...lines)).toBe(unit))

  // Bug: a label for PH2 was read as unit 2, and Enter registered it there.
  it.each([
    '1288 RUE X PH 2',
    '1288 RUE X PH2',
    '1288 RUE X PH-2',
    '1288 RUE X, PH.2',
    '1288 RUE X APT PH2',
    '1288 RUE X APT PH 2',
    '1288 RUE X APT. PH-2',
    '1288 RUE X #PH2',
    '1288 RUE X PENTHOUSE 2',
    'PH2-1288 RUE X',
    'PH2-1288, RUE X',
    'PH 2-1288 RUE X',
    'PH-2 1288 RUE X',
    '1288 RUE X SUITE PH2',
  ])('%s is PH2 and never unit 2', (line) => {
    for (const writes of ['PH2', 'PH-2', 'ph 2']) expect(at('1', '2', '1288', writes)(line)).toBe(writes)
    expect(at('1', '2')(line)).toBe('PH2')
    expect(at('1', '2', 'PH-2')(`1288 RUE X APT 2`)).toBe('2')
    expect(at('1', 'PH-2')(`1288 RUE X APT 2`)).toBe('2')
  })

  // Bug: the number behind "#" or "no" was a unit whatever stood before it, and a dash took a unit's letters away.
  it.each([
    ['1288 RUE X PENTHOUSE #2', ['2', 'PH2'], 'PH2'],
    ['1288 RUE X PH NO 2', ['2', 'PH2'], 'PH2'],
    ['1288 RUE X PH B', ['PH-A', 'PH-B'], 'PH-B'],
    ['1288 RUE X UPH-2', ['2', 'PH2', 'UPH2'], 'UPH2'],
    ['1288 RUE X TH 2', ['2', 'TH2'], 'TH2'],
    ['1288 RUE X TH-2', ['2', 'PH2'], null],
    ['1288 RUE X BUZZER #102', ['102', '804'], null],
    ['1288 RUE X, BUZZER NO 102, APP 804', ['102', '804'], '804'],
    ['1288 RUE X CP #102', ['102', '804'], null],
    ['1288 RUE X 8TH FLOOR, 804', ['8', '804'], '804'],
    ['514-555-0804', ['804'], null],
  ])('%s at %j is %j', (line, units, unit) => expect(at(...units)(line)).toBe(unit))

  // Bug: a label for one tower was read as the unit of that number in another.
  it.each([
    ['1288 RUE X TOUR #2 APP 1204', 'T2-1204'],
    ['1288 RUE X TOUR NO 2 APP 1204', 'T2-1204'],
    ['1288 RUE X BÂT. 2 APP. 1204', 'T2-1204'],
    ['1204-1288 RUE X TOUR 2', 'T2-1204'],
    ['1288 RUE X, TOUR 2, 1204', 'T2-1204'],
    ['1288 RUE X APT 1204 T2', 'T2-1204'],
    ['1288 RUE X APT 2-1204', 'T2-1204'],
    ['1288 RUE X #2-1204', 'T2-1204'],
    ['1288 RUE X TOUR 2 APT 304', 'T2-304'],
    ['1288 RUE X APT 304', 'T1-304'],
  ])('%s is %s', (line, unit) => expect(at('T1-1204', 'T2-1204', 'T1-304', '2')(line)).toBe(unit))

  // Bug: a street that is a number hid the unit, or was taken for it.
  it.each([
    ['804-1288 8E AVENUE', '804'],
    ['2-1288 1re Avenue', '2'],
    ['804 1288 3 AVE SW', '804'],
    ['1288 2 AVENUE', null],
    ['1288 2 AVE E', null],
    ['1288 2 AVE, APT 804', '804'],
    ['804-1288 1/2 RUE X', '804'],
    ['1288½, rue X, app. 804', '804'],
    ['1288 1/2 RUE X', null],
    ['1288 RUE X APPART. 804', '804'],
    ['1288 RUE X AP. 804', '804'],
    ['1288 RUE X APPARTEMENT804', '804'],
    ['1288 RUE X RM 804', '804'],
    ['1288 RUE X CHAMBRE 804', '804'],
  ])('%s is %j, where streets have numbers', (line, unit) => expect(at('1', '2', '3', '12', '804')(line)).toBe(unit))

  it('is found again however it is written after a word for apartment', () => {
    const number = fc
      .tuple(fc.constantFrom('', 'A', 'PH', 'T2-'), fc.integer({ min: 1, max: 2999 }))
      .map((all) => all.join(''))
    const word = fc.constantFrom(
      'APT',
      'app.',
      'appt',
      'Apt #',
      'unité',
      'UNIT',
      'suite',
      'bureau',
      'logement',
      'apt no',
      '#',
      'local',
    )
    fc.assert(
      fc.property(fc.uniqueArray(number, { minLength: 1, maxLength: 8 }), word, fc.boolean(), (all, before, first) => {
        const unit = all[0]!
        const line = first ? `${before} ${unit}, 1288 RUE X` : `1288, rue X, ${before} ${unit}`
        expect(at(...all)(line)).toBe(unit)
      }),
    )
  })
})

describe('the civic number of the building', () => {
  it.each([
    ['1288, rue de l’Atelier-Neuf, Montréal (Québec) H3C 0Z0', ['1288']],
    ['1288-1290 rue X', ['1288', '1290']],
    ['1288A rue X', ['1288A']],
    ['Rue X', []],
    ['', []],
  ])('of %s is %j', (address, numbers) => expect(civicIn(address)).toEqual(numbers))
})
