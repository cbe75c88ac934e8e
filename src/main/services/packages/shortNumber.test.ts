import { describe, expect, it } from 'vitest'
import type { Store, Tx } from '../../store/open.ts'
import { createShortNumbers } from './shortNumber.ts'

/** The replica as far as the numbers ask it: which ones wait, and which was used last. */
function shelf(last: string | undefined, given = 0) {
  const gave: number[] = []
  const waiting = new Set<string>()
  const store = {
    prepare: (sql: string) => ({
      get: (number: string) =>
        sql.includes('ORDER BY rowid') ? last && { short_number: last } : waiting.has(number) ? { 1: 1 } : undefined,
    }),
    numbers: { last: () => given, gave: (_letter: string, number: number) => void gave.push(number) },
  }
  const numbers = createShortNumbers(store as unknown as Store, () => 'A')
  return { waiting, gave, next: () => numbers.next(store as unknown as Tx) }
}

describe('short numbers', () => {
  it('go on after the last one and begin again after 999, past those that wait', () => {
    const { waiting, next } = shelf('A998')
    waiting.add('A1')
    expect([next(), next()]).toEqual(['A999', 'A2'])
  })

  // Bug: after a restore A6 to A10 were handed out a second time, while the first ones stood on the shelf.
  it('go on after the last one given out, though the replica knows only older ones', () => {
    const { next, gave } = shelf('A5', 10)
    expect([next(), next()]).toEqual(['A11', 'A12'])
    expect(gave).toEqual([11, 12])
    expect(shelf('A998', 2).next()).toBe('A3')
    expect(shelf('A12', 10).next()).toBe('A13')
  })

  // Bug: with a thousand parcels waiting, every registration looked through all of them first.
  it('go on above 999 while all below wait, and come back when the count is through', () => {
    const { waiting, next } = shelf(undefined)
    for (let n = 1; n <= 999; n++) waiting.add(`A${n}`)
    const long = [next(), next(), next()]
    expect(long).toEqual(['A1000', 'A1001', 'A1002'])
    for (let n = 1003; n <= 9999; n++) next()
    waiting.delete('A7')
    expect(next()).toBe('A7')
  })
})
