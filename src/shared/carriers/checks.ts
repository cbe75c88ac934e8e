import type { Check } from './types.ts'

const ALPHABET_36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** ISO 7064 MOD 37,36 check character of a text made of 0-9 and A-Z. */
export function checkCharacter3736(text: string): string {
  let product = 36
  for (const character of text) {
    const sum = (product + ALPHABET_36.indexOf(character)) % 36
    product = ((sum === 0 ? 36 : sum) * 2) % 37
  }
  return ALPHABET_36.charAt((37 - product) % 36)
}

// Letters count as the last digit of (their ASCII code - 3): the convention of the UPS 1Z number.
function digitValue(character: string): number {
  const code = character.charCodeAt(0)
  return code <= 57 ? code - 48 : (code - 3) % 10
}

function mod10(serial: string, evens: number, odds: number): string {
  let total = 0
  for (let i = 0; i < serial.length; i += 1) total += digitValue(serial.charAt(i)) * (i % 2 === 0 ? evens : odds)
  return String((10 - (total % 10)) % 10)
}

function weightedSum(serial: string, weights: readonly number[]): number {
  let total = 0
  for (let i = 0; i < serial.length; i += 1) total += digitValue(serial.charAt(i)) * (weights[i] ?? 0)
  return total
}

function luhn(serial: string): string {
  let total = 0
  for (let i = 0; i < serial.length; i += 1) {
    const value = digitValue(serial.charAt(serial.length - 1 - i)) * (i % 2 === 0 ? 2 : 1)
    total += value > 9 ? value - 9 : value
  }
  return String((10 - (total % 10)) % 10)
}

function s10(serial: string): string {
  const remainder = weightedSum(serial, [8, 6, 4, 2, 3, 5, 9, 7]) % 11
  if (remainder === 0) return '5'
  return remainder === 1 ? '0' : String(11 - remainder)
}

function mod7(serial: string): string {
  let remainder = 0
  for (const character of serial) remainder = (remainder * 10 + digitValue(character)) % 7
  return String(remainder)
}

/** The check character that `serial` must carry under a scheme. */
export function checkCharacter(check: Check, serial: string): string {
  switch (check.kind) {
    case 'mod10':
      return mod10(serial, check.evens, check.odds)
    case 'mod7':
      return mod7(serial)
    case 'luhn':
      return luhn(serial)
    case 's10':
      return s10(serial)
    case 'mod3736':
      return checkCharacter3736(serial)
    case 'weighted':
      return String((weightedSum(serial, check.weights) % check.modulo1) % check.modulo2)
  }
}
