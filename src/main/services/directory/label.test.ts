import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, words } from '../../../shared/text/fold.ts'
import { matchLabel } from './label.ts'
import type { Entry } from './rank.ts'

const person = (name: string, unit: string, more: Partial<Entry> & { alias?: string } = {}): Entry => ({
  residentId: name,
  unitId: unit,
  name,
  unitNumber: unit,
  kind: 'tenant',
  former: false,
  receives: true,
  vacant: false,
  language: 'fr',
  absence: null,
  nameWords: words(name),
  aliases: more.alias ? [{ alias: more.alias, words: words(more.alias) }] : [],
  unitKey: fold(unit),
  ...more,
})
const door = (unit: string): Entry => ({ ...person('', unit), residentId: null, kind: 'unit', nameWords: [] })

const all = [
  person('Zoé Tremblay', '804'),
  person('Luc Tremblay', '804'),
  person('Marc Roy', '1201', { alias: 'Studio Kanopé' }),
  person('Anne Côté', '1203'),
  person('Paul Roy', '1204', { former: true }),
  person('Anne Côté', '302', { residentId: 'other Anne' }),
  ...['804', '1201', '1203', '1204', '302'].map(door),
]
const match = (name: string | null, unit: string | null) => {
  const found = matchLabel(all, { name, unit })
  return found && `${found.confidence} ${found.why}: ${found.entry.name || 'door'} ${found.entry.unitNumber}`
}

describe('whom a label means', () => {
  it.each([
    ['ZOE TREMBLAY', '804', 'sure unit_and_name: Zoé Tremblay 804'],
    ['MME TREMBLAY ZOE', '804', 'sure unit_and_name: Zoé Tremblay 804'],
    ['ZOE TREMBLEY', '804', 'sure unit_and_name: Zoé Tremblay 804'],
    ['STUDIO KANOPE INC', '1201', 'sure unit_and_name: Marc Roy 1201'],
    ['M ROY', '1201', 'likely unit_and_part: Marc Roy 1201'],
    ['FAMILLE TREMBLAY', '804', 'likely unit_and_part: door 804'],
    [null, '804', 'likely unit: door 804'],
    ['ANNE COTE', '1203', 'sure unit_and_name: Anne Côté 1203'],
    ['PAUL ROY', '1204', 'possible unit_and_name: Paul Roy 1204'],
    ['MARC ROY', '804', 'possible name_other_unit: Marc Roy 1201'],
    ['ACME INC', '804', 'possible unit_other_name: door 804'],
    ['MARC ROY', null, 'likely name: Marc Roy 1201'],
    ['MARC ROY', '9999', 'likely name: Marc Roy 1201'],
    ['ANNE COTE', null, null],
    ['ROY', null, null],
    ['ACME INC', null, null],
    [null, null, null],
  ])('%s in %s: %s', (name, unit, expected) => expect(match(name, unit)).toBe(expected))

  it('names the alias that the label uses', () => {
    expect(matchLabel(all, { name: 'STUDIO KANOPÉ', unit: '1201' })?.alias).toBe('Studio Kanopé')
  })

  it('never is sure without the unit and the whole name, whatever the label says', () => {
    fc.assert(
      fc.property(fc.option(fc.string({ unit: 'binary' })), fc.option(fc.string()), (name, unit) => {
        const found = matchLabel(all, { name, unit })
        if (found?.confidence !== 'sure') return
        expect(fold(unit ?? '')).toBe(found.entry.unitKey)
        expect(found.entry.former).toBe(false)
      }),
    )
  })
})
