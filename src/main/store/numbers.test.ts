import { expect, it } from 'vitest'
import { laterOf } from './numbers.ts'

it.each([
  [5, 10, 10],
  [10, 5, 10],
  [998, 3, 3],
  [3, 998, 3],
  [999, 1, 1],
  [7, 7, 7],
  [0, 12, 12],
  [998, 0, 998],
  [1200, 1500, 1500],
  [1200, 40, 1200],
])('of %i and %i the later one is %i', (a, b, later) => expect(laterOf(a, b)).toBe(later))
