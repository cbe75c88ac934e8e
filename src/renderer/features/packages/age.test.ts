import { describe, expect, it } from 'vitest'
import { dayIn, daysBetween, staleness } from './age.ts'

const montreal = 'America/Toronto'

describe('age in the building', () => {
  it('counts nights, not hours', () => {
    const now = Date.parse('2026-11-22T13:00:00.000Z') // 08:00 at the desk
    expect(daysBetween('2026-11-22T04:30:00.000Z', now, montreal)).toBe(1) // 23:30 the evening before
    expect(daysBetween('2026-11-22T05:30:00.000Z', now, montreal)).toBe(0)
  })

  it('uses the building, not the clock of the server', () => {
    expect(dayIn('2026-11-22T03:00:00.000Z', montreal)).toBe('2026-11-21')
    expect(dayIn('2026-11-22T03:00:00.000Z', 'Europe/Paris')).toBe('2026-11-22')
  })

  it('counts a day of 23 or 25 hours as one', () => {
    // Clocks went forward on 2026-03-08 and back on 2026-11-01.
    expect(daysBetween('2026-03-07T17:00:00.000Z', Date.parse('2026-03-09T16:00:00.000Z'), montreal)).toBe(2)
    expect(daysBetween('2026-10-31T16:00:00.000Z', Date.parse('2026-11-02T17:00:00.000Z'), montreal)).toBe(2)
  })

  it('is never negative when a clock was put back', () => {
    expect(daysBetween('2026-11-25T12:00:00.000Z', Date.parse('2026-11-22T12:00:00.000Z'), montreal)).toBe(0)
  })

  it('raises its voice at three days', () => {
    expect([0, 1, 2, 3, 12].map(staleness)).toEqual(['fresh', 'fresh', 'ageing', 'overdue', 'overdue'])
  })
})
