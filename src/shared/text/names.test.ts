import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looseWords, nameWords, searchForms } from './names.ts'

describe('the words of a name', () => {
  it.each([
    ['O’Brien', 'o brien'],
    ['OʼBrien', 'o brien'],
    ['O`Brien', 'o brien'],
    ['O´Brien', 'o brien'],
    ['O＇Brien', 'o brien'],
    ['St-Amour', 'saint amour'],
    ['St. Amour', 'saint amour'],
    ['Ste-Marie', 'sainte marie'],
    ['Jean\u00ADFrançois', 'jeanfrancois'],
    ['Jean‑François', 'jean francois'],
    ['Ｚｏé', 'zoe'],
    ['Steve', 'steve'],
  ])('%s: %s', (name, words) => expect(nameWords(name).join(' ')).toBe(words))

  it('reads "n°", "nº" and "№" of a number alike', () => {
    expect(['n° 804', 'nº 804', '№ 804'].map((text) => looseWords(text).at(-1))).toEqual(['804', '804', '804'])
  })

  it('are found by whatever is typed of them: in parts, joined, and with Saint in full or short', () => {
    const word = fc.constantFrom('Jean', 'François', 'St', 'Saint', 'de', "O'", 'Brien', 'da', 'Silva', 'El', 'Ève')
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.boolean(), (parts, isShort) => {
        const { words, joined } = searchForms(nameWords(parts.join('-')))
        const typed = parts.map((part) => (isShort ? part.replace(/^Saint$/, 'St') : part.replace(/^St$/, 'Saint')))
        const forms = [...words, ...joined]
        for (const each of typed) for (const token of looseWords(each)) expect(words).toContain(token)
        expect(forms.some((form) => form === looseWords(typed.join('')).join(''))).toBe(true)
      }),
    )
  })
})
