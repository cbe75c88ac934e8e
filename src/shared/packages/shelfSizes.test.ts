import { expect, it } from 'vitest'
import { proposeShelf, type Filled, type ShelfTakes } from './shelfSizes.ts'

const shelf = (code: string, takes: ShelfTakes, waiting: number, capacity: number | null = null) => ({
  code,
  takes,
  waiting,
  capacity,
})
const plain = { perishable: false, oversize: false }
const ALL = [
  shelf('E1', 'any', 9, 10),
  shelf('E2', 'any', 10, 40),
  shelf('BOX', 'small', 0, 5),
  shelf('SOL', 'large', 2),
  shelf('COLD', 'cold', 3, 3),
]
const proposed = (shelves: readonly (Filled & { code: string })[], kind: 'parcel' | 'envelope', flags = plain) =>
  proposeShelf(shelves, { kind, flags })?.code ?? null

// Bug: a large box was proposed for the narrow shelf, and a full shelf was proposed as long as others held more parcels.
it('is one for the size of the parcel that has room, the emptiest first', () => {
  expect(proposed(ALL, 'parcel')).toBe('E2')
  expect(proposed(ALL, 'envelope')).toBe('BOX')
  expect(proposed(ALL, 'parcel', { ...plain, oversize: true })).toBe('SOL')
  // The cold one is full: on a shelf for everything, never on one that is kept for others.
  expect(proposed(ALL, 'parcel', { ...plain, perishable: true })).toBe('E2')
})

it('is none where everything is full, or nothing fits', () => {
  expect(proposed([shelf('E1', 'any', 10, 10)], 'parcel')).toBeNull()
  expect(proposed([shelf('COLD', 'cold', 0)], 'parcel')).toBeNull()
  expect(proposed([], 'parcel')).toBeNull()
  expect(proposed([shelf('E1', 'any', 12), shelf('E2', 'any', 3)], 'parcel')).toBe('E2')
})
