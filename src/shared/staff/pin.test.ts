import { expect, it } from 'vitest'
import { pinProblem } from './pin.ts'

it.each([
  ['0000', 'easy'],
  ['1234', 'easy'],
  ['4321', 'easy'],
  ['7890', 'easy'],
  ['0987', 'easy'],
  ['1212', 'easy'],
  ['1122', 'easy'],
  ['123123', 'easy'],
  ['999999', 'easy'],
  ['100000', 'easy'],
  ['483', 'short'],
  ['', 'short'],
  ['4831592604831', 'long'],
  ['48a1', 'digits'],
  ['４８３１', 'digits'],
  [' 4831', 'digits'],
  ['4831', null],
  ['1243', null],
  ['483159', null],
])('%s: %s', (pin, problem) => {
  expect(pinProblem(pin)).toBe(problem)
})
