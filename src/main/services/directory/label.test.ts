import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createUnitIndex } from '../../../shared/text/units.ts'
import { makeEntry, type Entry } from './entry.ts'
import { matchLabel } from './label.ts'

interface More {
  alias?: string
  id?: string
  former?: boolean
  receives?: boolean
}

/** "Given Family" of a unit; a given name of several words is written with an underscore between them. */
const person = (name: string, unit: string, { alias, id = name, former = false, receives = true }: More = {}) => {
  const [given = ''] = name.split(' ')
  return makeEntry(
    {
      residentId: id,
      unitId: unit,
      name: name.replaceAll('_', ' '),
      unitNumber: unit,
      kind: 'tenant',
      former,
      receives,
      vacant: false,
      language: 'fr',
      absence: null,
    },
    given.replaceAll('_', ' '),
    alias ? [alias] : [],
  )
}
const door = (unit: string): Entry =>
  makeEntry({ ...person('', unit), residentId: null, name: '', kind: 'unit' }, '', [])

/** A building of these people, and whom a label means there. */
const building = (people: readonly Entry[], more: readonly string[] = []) => {
  const numbers = [...new Set([...people.map(({ unitNumber }) => unitNumber!), ...more])]
  const entries = [...people, ...numbers.map(door)]
  const units = createUnitIndex(numbers.map((number) => ({ id: number, number })))
  const find = (name: string | null, unit: string | null) =>
    matchLabel(entries, { name, unitId: unit === null ? null : (units.named(unit)?.id ?? null) })
  const words = (name: string | null, unit: string | null) => {
    const found = find(name, unit)
    if (!found) return null
    const who = [found.best, ...found.others].map(({ entry }) => `${entry.name || 'door'} ${entry.unitNumber}`)
    return `${found.confidence} ${found.why}: ${who.join(', ')}`
  }
  return { entries, find, words }
}

const lofts = building([
  person('Zoé Tremblay', '804'),
  person('Luc Tremblay', '804'),
  person('Marc Roy', '1201', { alias: 'Studio Kanopé' }),
  person('Anne Côté', '1203'),
  person('Paul Roy', '1204', { former: true }),
  person('Anne Côté', '302', { id: 'other Anne' }),
])

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

/** Names that people mix up, all of one unit: an empty given name is left out. */
const home = (...names: string[]) => building(names.map((name, n) => person(name, '804', { id: `${n} ${name}` })))

describe('two near names in one unit', () => {
  // Bug: one wrong letter, or the first of two names, counted as the whole name, and whoever stood first was "sure".
  it.each([
    ['SIMONE GAGNEBIN', ['Simon Gagnebin', 'Simone Gagnebin'], 'Simone Gagnebin'],
    ['SIMON GAGNEBIN', ['Simone Gagnebin', 'Simon Gagnebin'], 'Simon Gagnebin'],
    ['PASCALE ROY', ['Pascal Roy', 'Pascale Roy'], 'Pascale Roy'],
    ['PASCAL ROY', ['Pascale Roy', 'Pascal Roy'], 'Pascal Roy'],
    ['MICHELE ROY', ['Michel Roy', 'Michèle Roy'], 'Michèle Roy'],
    ['ROY MICHEL', ['Michèle Roy', 'Michel Roy'], 'Michel Roy'],
    ['JEAN FRANCOIS TREMBLAY', ['Jean Tremblay', 'Jean-François Tremblay'], 'Jean-François Tremblay'],
    ['JEANFRANCOIS TREMBLAY', ['Jean Tremblay', 'Jean-François Tremblay'], 'Jean-François Tremblay'],
    ['JEAN-FRANCOIS TREMBLAY INC', ['Jean Tremblay', 'Jean-François Tremblay'], 'Jean-François Tremblay'],
    ['JEAN FRANCOIS TREMBLAY MARCHAND', ['Jean Tremblay', 'Jean-François Tremblay'], null],
    ['JEAN TREMBLAY', ['Jean-François Tremblay', 'Jean Tremblay'], 'Jean Tremblay'],
    ['MICHEL B ROY', ['Michèle Roy', 'Michel Roy'], 'Michel Roy'],
    ['MARIE LUCA', ['Marie De_Luca', 'Marie Luca'], 'Marie Luca'],
    ['MARIE DE LUCA', ['Marie Luca', 'Marie De_Luca'], 'Marie De Luca'],
    ['ANNE MARIE ROY', ['Anne Roy', 'Marie Roy', 'Anne-Marie Roy'], 'Anne-Marie Roy'],
    ['M. MARCEL ROY', ['Marcelle Roy', 'Marcel Roy'], 'Marcel Roy'],
  ])('%s among %j: %s', (name, names, who) => {
    const found = home(...names).find(name, '804')!
    expect(found.others).toEqual([])
    if (who) expect([found.confidence, found.best.entry.name]).toEqual(['sure', who])
    else expect([found.confidence, found.best.entry.name]).toEqual(['likely', 'Jean-François Tremblay'])
  })

  it.each([
    ['JEAN TREMBLAY', ['Jean Tremblay', 'Jean Tremblay']],
    ['SIMONA GAGNEBIN', ['Simon Gagnebin', 'Simone Gagnebin']],
    ['JEAN FRANCOIS TREMBLAY', ['Jean Tremblay', 'François Tremblay']],
    ['JEAN-F TREMBLAY', ['Jean Tremblay', 'Jean-François Tremblay']],
    ['ZOE & LUC TREMBLAY', ['Zoé Tremblay', 'Luc Tremblay']],
    ['MARTIN PAUL', ['Paul Martin', 'Martin Paul']],
  ])('%s among %j: both are offered and nobody is chosen', (name, names) => {
    const found = home(...names).find(name, '804')!
    expect(found).toMatchObject({ confidence: 'possible', why: 'several' })
    expect([found.best, ...found.others].map(({ entry }) => entry.name).toSorted()).toEqual(names.toSorted())
  })

  it('weighs who has left, who receives nothing here, and who bears exactly that name in another unit', () => {
    const gone = building([person('Simone Gagnebin', '804', { former: true }), person('Simon Gagnebin', '804')])
    expect(gone.words('SIMONE GAGNEBIN', '804')).toBe('possible several: Simone Gagnebin 804, Simon Gagnebin 804')
    const next = building([person('Simone Gagnebin', '805'), person('Simon Gagnebin', '804')])
    expect(next.words('SIMONE GAGNEBIN', '804')).toBe('possible several: Simone Gagnebin 805, Simon Gagnebin 804')
    const owner = building([
      person('Jean Roy', '804', { id: 'owner', receives: false }),
      person('Jean Roy', '804', { id: 'son' }),
    ])
    expect(owner.find('JEAN ROY', '804')?.best.entry.residentId).toBe('son')
    expect(owner.words('JEAN ROY', '804')).toBe('possible several: Jean Roy 804, Jean Roy 804')
    const absent = building([person('Ada Abel', '804', { receives: false })])
    expect(absent.words('ADA ABEL', '804')).toBe('possible unit_and_name: Ada Abel 804')
    const moved = building([person('Paul Roy', '804', { former: true }), person('Paul Roy', '805')])
    expect(moved.words('PAUL ROY', '804')).toBe('possible name_other_unit: Paul Roy 805')
    const two = building([person('Paul Roy', '804'), person('Paul Roy', '1010'), person('Paul Roy', '805')])
    expect(two.words('PAUL ROY', null)).toBe('possible several: Paul Roy 804, Paul Roy 805, Paul Roy 1010')
  })
})

describe('small words and joined names', () => {
  // Bug: o, de, m and a were taken off the label and left in the name, so that these people were never found whole.
  it.each([
    ["FIONA O'BRIEN", 'Fiona O’Brien'],
    ['FIONA O BRIEN', 'Fiona O’Brien'],
    ['FIONA OBRIEN', 'Fiona O’Brien'],
    ['FIONA O`BRIEN', 'Fiona O’Brien'],
    ['FIONA O´BRIEN', 'Fiona O’Brien'],
    ['FIONA OʼBRIEN', "Fiona O'Brien"],
    ['O BRIEN FIONA', 'Fiona OBrien'],
    ['CARLOS DE SOUZA', 'Carlos de_Souza'],
    ['CARLOS DESOUZA', 'Carlos de_Souza'],
    ['MARIE DE LUCA', 'Marie De_Luca'],
    ["ANNE M'BALA", "Anne M'Bala"],
    ['ANNE MBALA', 'Anne M’Bala'],
    ['M BALA ANNE', 'Anne M’Bala'],
    ['LI A', 'Li A'],
    ['A LI', 'Li A'],
    ['IAN MC ALLISTER', 'Ian McAllister'],
    ['IAN MCALLISTER', 'Ian Mc_Allister'],
    ['IAN MAC LEOD', 'Ian MacLeod'],
    ['ROSE SAINT-AMOUR', 'Rose St-Amour'],
    ['ROSE ST AMOUR', 'Rose Saint-Amour'],
    ['ROSE ST. AMOUR', 'Rose St-Amour'],
    ['ROSE STAMOUR', 'Rose St-Amour'],
    ['ROSE STAMOUR', 'Rose Saint-Amour'],
    ['ROSE SAINTAMOUR', 'Rose St-Amour'],
    ['ROSE ST-AMOUR', 'Rose Stamour'],
    ['ROSE ST-ONGE', 'Rose Saint-Onge'],
    ['LUC STE-MARIE', 'Luc Sainte-Marie'],
    ['LUC SAINTE MARIE', 'Luc Ste-Marie'],
    ['ANA DASILVA', 'Ana da_Silva'],
    ['ANA DA SILVA', 'Ana Da_Silva'],
    ['ANA DOS SANTOS', 'Ana dos_Santos'],
    ['JAN VAN DEN BERG', 'Jan van_den_Berg'],
    ['JAN VANDENBERG', 'Jan van_den_Berg'],
    ['KLAUS VON TRAPP', 'Klaus von_Trapp'],
    ['AMINA EL AMRANI', 'Amina El_Amrani'],
    ['AMINA EL-AMRANI', 'Amina El_Amrani'],
    ['AMINA ELAMRANI', 'Amina El_Amrani'],
    ['FARID AL HAKIM', 'Farid Al-Hakim'],
    ['KARIM BEN YOUSSEF', 'Karim Ben_Youssef'],
    ["LUC L'HEUREUX", 'Luc L’Heureux'],
    ['LUC LHEUREUX', 'Luc L’Heureux'],
    ["JEANNE D'ARC ROY", 'Jeanne-d’Arc Roy'],
    ['PAUL D AMOURS', "Paul D'Amours"],
    ['PIERLUC ROY', 'Pier-Luc Roy'],
    ['MARIEEVE ROY', 'Marie-Ève Roy'],
    ['DR ANNE ROY', 'Anne Roy'],
    ['MME ANNE ROY', 'Dr_Anne Roy'],
    ['CAFE RUELLE LTEE', 'Café_Ruelle inc.'],
    ['CAFE RUELLE', 'Café_Ruelle inc.'],
  ])('%s is %s: sure with the unit, likely without', (printed, name) => {
    const who = home(name, 'Zhen Wu')
    const found = who.find(printed, '804')!
    expect([found.confidence, found.others, found.best.entry.name]).toEqual(['sure', [], name.replaceAll('_', ' ')])
  })

  it.each([
    ["FIONA O'BRIEN", 'Fiona O’Brien'],
    ['FIONA OBRIEN', 'Fiona O’Brien'],
    ['CARLOS DE SOUZA', 'Carlos de_Souza'],
    ['MARIE DE LUCA', 'Marie De_Luca'],
    ["ANNE M'BALA", "Anne M'Bala"],
    ['LI A', 'Li A'],
    ['IAN MC ALLISTER', 'Ian McAllister'],
    ['ROSE SAINT-AMOUR', 'Rose St-Amour'],
    ['ROSE ST-ONGE', 'Rose Saint-Onge'],
  ])('%s is %s: likely without the unit', (printed, name) => {
    expect(home(name, 'Zhen Wu').words(printed, null)).toBe(`likely name: ${name.replaceAll('_', ' ')} 804`)
  })

  it('a name whose small word is left out still is that person, when nobody is nearer', () => {
    expect(home('João da_Silva', 'Rui Silva').words('JOAO SILVA', '804')).toBe('sure unit_and_name: João da Silva 804')
    expect(home('João da_Silva', 'João Silva').words('JOAO SILVA', '804')).toBe('sure unit_and_name: João Silva 804')
  })

  it('another given name by one letter is never sure', () => {
    expect(home('Marie Roy').words('MARIO ROY', '804')).toBe('likely unit_and_name: Marie Roy 804')
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
