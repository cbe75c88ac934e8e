import { expect, it } from 'vitest'
import { staleness } from './age.ts'

it('raises its voice at three days', () => {
  expect([0, 1, 2, 3, 12].map(staleness)).toEqual(['fresh', 'fresh', 'ageing', 'overdue', 'overdue'])
})
