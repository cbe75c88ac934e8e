import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byHome, homeOf, isPast, timeOf, type Stay } from './home.ts'

const TODAY = '2026-11-22'
const stay = (id: string, from: string | null, to: string | null, receives = true): Stay => ({ id, from, to, receives })
const home = (...stays: Stay[]) => homeOf(stays, TODAY)?.id

describe('somebody’s home on a day', () => {
  // Bug: a lease without an end came before the one that is lived in now, also when it is yet to begin.
  it('is where they live, whatever has no end', () => {
    expect(home(stay('now', '2026-01-01', '2026-12-31'), stay('soon', '2027-01-01', null))).toBe('now')
    expect(home(stay('past', '2025-01-01', '2025-12-31'), stay('now', '2026-01-01', '2027-06-30'))).toBe('now')
  })
  it('is where they will live before where they lived', () => {
    expect(
      home(stay('past', null, '2026-11-21'), stay('later', '2027-06-01', null), stay('soon', '2026-11-23', null)),
    ).toBe('soon')
    expect(home(stay('long ago', null, '2020-01-01'), stay('last', null, '2026-11-21'))).toBe('last')
    expect(home()).toBeUndefined()
  })
  it('of two units is the one where they receive parcels, then the one without an end, then the newer', () => {
    expect(home(stay('let', null, null, false), stay('lived in', null, '2027-01-01'))).toBe('lived in')
    expect(home(stay('summer', '2026-06-01', '2026-12-01'), stay('owned', '2020-01-01', null))).toBe('owned')
    expect(home(stay('old', '2020-01-01', null), stay('new', '2026-01-01', null))).toBe('new')
  })
  it('is theirs from the first day to the last one, both included', () => {
    expect(timeOf({ from: TODAY, to: TODAY }, TODAY)).toBe('present')
    expect(isPast({ from: null, to: '2026-11-21' }, TODAY)).toBe(true)
    expect(timeOf({ from: '2026-11-23', to: null }, TODAY)).toBe('future')
  })

  const date = fc.constantFrom(null, '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24')
  const stays = fc.uniqueArray(fc.record({ id: fc.uuid(), from: date, to: date, receives: fc.boolean() }), {
    selector: ({ id }) => id,
    maxLength: 6,
  })
  // Bug: with an order that depends on the order of reading, two screens that read differently disagree.
  it('does not depend on the order in which the stays are read', () => {
    fc.assert(
      fc.property(stays, (all) => {
        const sorted = all.toSorted(byHome(TODAY))
        expect(all.toReversed().toSorted(byHome(TODAY))).toEqual(sorted)
        expect(homeOf(all, TODAY)).toEqual(sorted[0])
      }),
    )
  })
})
