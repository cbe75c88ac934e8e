import { describe, expect, it } from 'vitest'
import { checkCharacter, checkCharacter3736 } from './checks.ts'

describe('check digits', () => {
  it.each([
    ['mod10 with letters (UPS)', { kind: 'mod10', evens: 1, odds: 2 }, '5R8939035756712', '7'],
    ['mod10 that comes out at ten (FedEx Ground)', { kind: 'mod10', evens: 1, odds: 3 }, '56828361001200', '0'],
    ['mod7 beyond 32 bits (DHL)', { kind: 'mod7' }, '7389105114', '6'],
    ['luhn (Purolator)', { kind: 'luhn' }, '33142674995', '7'],
    ['s10', { kind: 's10' }, '12345678', '5'],
    ['s10, remainder 1', { kind: 's10' }, '00000008', '0'],
    ['s10, remainder 0', { kind: 's10' }, '00000000', '5'],
    [
      'weighted, 10 written as 0',
      { kind: 'weighted', weights: [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1], modulo1: 11, modulo2: 10 },
      '97436766271',
      '0',
    ],
    ['mod 37,36 (DPD)', { kind: 'mod3736' }, '008182709980000020033350276', 'C'],
  ] as const)('%s', (_name, check, serial, expected) => {
    expect(checkCharacter(check, serial)).toBe(expected)
  })

  it('catches every changed character and every swap of neighbours under MOD 37,36', () => {
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    const text = 'LDP7K2M9QX4T'
    const check = checkCharacter3736(text)
    for (let i = 0; i < text.length; i += 1) {
      for (const other of alphabet.replace(text.charAt(i), '')) {
        expect(checkCharacter3736(text.slice(0, i) + other + text.slice(i + 1))).not.toBe(check)
      }
      const pair = text.slice(i, i + 2)
      const swapped = text.slice(0, i) + pair.charAt(1) + pair.charAt(0) + text.slice(i + 2)
      if (pair.length === 2 && swapped !== text) expect(checkCharacter3736(swapped)).not.toBe(check)
    }
  })
})
