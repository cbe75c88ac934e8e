import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { foreignLetters, plainSigns, smsParts, withoutCostlyAccents } from './gsm7.ts'

// Bug: parts counted by letters: "€" takes two places, an emoji two, and joined parts have less room.
it.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(306), 2],
  ['a'.repeat(307), 3],
  ['€'.repeat(80), 1],
  ['€'.repeat(81), 2],
  ['ç'.repeat(70), 1],
  ['ç'.repeat(71), 2],
  ['ç'.repeat(134), 2],
  ['ç'.repeat(135), 3],
  ['😀'.repeat(35), 1],
  // 67 units hold 33 of them, not 33 and a half.
  ['😀'.repeat(66), 2],
  ['😀'.repeat(67), 3],
  ['', 0],
])('counts the parts of %j', (text, parts) => {
  expect(smsParts(text)).toBe(parts)
})

it('knows which French letters are at home in a text message', () => {
  expect(foreignLetters('àéèùÉÇäöüñ')).toEqual([])
  expect(foreignLetters('çêëâîïôûœÀÈÊ')).toEqual([...'çêëâîïôûœÀÈÊ'])
})

it('makes signs plain and leaves letters', () => {
  expect(plainSigns('l’« ici »\u202f: n° 4 – « là »… 3\u202f000')).toBe('l\'"ici": no 4 - "là"... 3 000')
  expect(plainSigns('reçu')).toBe('reçu')
  expect(withoutCostlyAccents('Château Sœurs Élysée Éçà')).toBe('Chateau Soeurs Élysée Écà')
})

it('a plain name is never longer in parts than the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
      expect(smsParts(withoutCostlyAccents(name.normalize('NFC')))).toBeLessThanOrEqual(smsParts(name.normalize('NFC')))
    }),
    { numRuns: 300 },
  )
})
