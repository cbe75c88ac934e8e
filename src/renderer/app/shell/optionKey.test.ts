import { expect, it } from 'vitest'
import { optionKey } from './optionKey.ts'

it('tells the two places of one person apart, and keeps who it is in its second part', () => {
  // Bug: two options of one key: the list showed one of them twice, or lost the arrows’ place.
  const keys = ['u1', 'u2', null].map((unitId) => optionKey({ residentId: 'r', unitId }))
  expect(new Set(keys).size).toBe(3)
  expect(keys.every((key) => key.startsWith('resident/r/'))).toBe(true)
  expect(optionKey({ residentId: null, unitId: 'u1' })).toBe('unit/u1')
})
