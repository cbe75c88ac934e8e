import { describe, expect, it } from 'vitest'
import { person, building, home } from './labelTesting.ts'

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
