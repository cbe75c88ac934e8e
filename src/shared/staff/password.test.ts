import { expect, it } from 'vitest'
import { fitsAsPassword } from './password.ts'

it.each([
  ['a'.repeat(72), true],
  ['a'.repeat(73), false],
  ['é'.repeat(36), true],
  ['é'.repeat(37), false],
  ['好'.repeat(24), true],
  ['🔑'.repeat(18), true],
  ['🔑'.repeat(19), false],
])('%s fits: %s', (text, fits) => {
  expect(fitsAsPassword(text)).toBe(fits)
  expect(new TextEncoder().encode(text).length <= 72).toBe(fits)
})
