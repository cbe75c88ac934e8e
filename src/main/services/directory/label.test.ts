import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { person, building, lofts, home } from './labelTesting.ts'

describe('whom a label means', () => {
  it.each([
    ['ZOE TREMBLAY', '804', 'sure unit_and_name: Zoé Tremblay 804'],
    ['MME TREMBLAY ZOE', '804', 'sure unit_and_name: Zoé Tremblay 804'],
    ['ZOE TREMBLEY', '804', 'sure unit_and_name: Zoé Tremblay 804'],
    ['ZOE M TREMBLAY', '804', 'sure unit_and_name: Zoé Tremblay 804'],
    ['STUDIO KANOPE INC', '1201', 'sure unit_and_name: Marc Roy 1201'],
    ['M ROY', '1201', 'likely unit_and_part: Marc Roy 1201'],
    ['L. TREMBLAY', '804', 'likely unit_and_part: Luc Tremblay 804'],
    ['M TREMBLAY', '804', 'likely unit_and_part: door 804'],
    ['FAMILLE TREMBLAY', '804', 'likely unit_and_part: door 804'],
    ['ZOE ET LUC TREMBLAY', '804', 'possible several: Zoé Tremblay 804, Luc Tremblay 804'],
    ['ZOE TREMBLAY MARCHAND', '804', 'likely unit_and_name: Zoé Tremblay 804'],
    ['ACME INC A/S ZOE TREMBLAY', '804', 'likely unit_and_name: Zoé Tremblay 804'],
    ['A/S DE ZOE TREMBLAY', '804', 'sure unit_and_name: Zoé Tremblay 804'],
    ['AUX SOINS DE ZOE TREMBLAY', '804', 'sure unit_and_name: Zoé Tremblay 804'],
    [null, '804', 'likely unit: door 804'],
    ['M.', '804', 'likely unit: door 804'],
    ['ANNE COTE', '1203', 'sure unit_and_name: Anne Côté 1203'],
    ['PAUL ROY', '1204', 'possible unit_and_name: Paul Roy 1204'],
    ['PAUL ROY', '1201', 'likely unit_and_part: Marc Roy 1201'],
    ['MARC ROY', '804', 'possible name_other_unit: Marc Roy 1201'],
    ['ACME INC', '804', 'possible unit_other_name: door 804'],
    ['MARC ROY', null, 'likely name: Marc Roy 1201'],
    ['MARK ROY', null, null],
    ['MARC ROY', '9999', 'likely name: Marc Roy 1201'],
    ['ANNE COTE', null, 'possible several: Anne Côté 1203, Anne Côté 302'],
    ['ROY', null, null],
    ['ACME INC', null, null],
    [null, null, null],
  ])('%s in %s: %s', (name, unit, expected) => expect(lofts.words(name, unit)).toBe(expected))

  it('names the alias that the label uses', () => {
    expect(lofts.find('STUDIO KANOPÉ', '1201')?.best.alias).toBe('Studio Kanopé')
  })
})

describe('whatever a label says', () => {
  const word = fc.constantFrom(
    'Jean',
    'Jeanne',
    'Simon',
    'Simone',
    'Roy',
    'Roi',
    'de',
    'da',
    'Saint',
    'O',
    'M',
    'A',
    'François',
  )
  const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
  const people = fc.array(
    fc.record({ name, unit: fc.constantFrom('804', '805'), former: fc.boolean(), receives: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  const made = (all: readonly { name: string; unit: string; former: boolean; receives: boolean }[]) =>
    building(all.map(({ name: of, unit, former, receives }, n) => person(of, unit, { id: `${n}`, former, receives })))

  it('never is sure without the unit and the whole name', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), fc.option(fc.string()), (printed, unit) => {
        const found = lofts.find(printed, unit)
        if (found?.confidence !== 'sure') return
        expect(unit).toContain(found.best.entry.unitNumber)
        expect(found.best.entry.former).toBe(false)
      }),
    )
  })

  it('is sure of nobody while somebody else there bears the same name', () => {
    fc.assert(
      fc.property(people, name, (all, printed) => {
        const found = made([...all, ...all]).find(printed, '804')
        if (found?.best.entry.residentId == null) return
        expect(found.confidence).toBe('possible')
      }),
      { numRuns: 100 },
    )
  })

  it('is never accepted for who has left or receives nothing here, nor while others are offered', () => {
    fc.assert(
      fc.property(people, name, fc.constantFrom('804', null), (all, printed, unit) => {
        const found = made(all).find(printed, unit)
        if (!found || found.confidence === 'possible') return
        expect(found.others).toEqual([])
        expect(found.best.entry).toMatchObject({ former: false, receives: true })
      }),
      { numRuns: 200 },
    )
  })

  it('finds somebody under their own name, however its words are joined, parted or saintly', () => {
    const spelling = fc.func(fc.constantFrom(' ', '-', '', "'"))
    fc.assert(
      fc.property(name, spelling, fc.boolean(), (own, between, isShort) => {
        const words = own.split(' ').map((each) => (isShort ? each.replace(/^Saint$/, 'St') : each))
        const printed = words.reduce((text, each, at) => `${text}${at % 3 === 0 ? ' ' : between(at)}${each}`)
        const found = home(own.replaceAll(' ', '_'), 'Zhen Wu').find(printed.toUpperCase(), '804')
        expect(found?.best.entry.name).toBe(own)
      }),
      { numRuns: 100 },
    )
  })
})
