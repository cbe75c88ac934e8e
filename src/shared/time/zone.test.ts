import { describe, expect, it } from 'vitest'
import { dateIn, startOfDay } from './zone.ts'

const montreal = 'America/Toronto'

describe('the building’s own day', () => {
  it('is yesterday until midnight in Montréal, not in UTC', () => {
    expect(dateIn(montreal, new Date('2026-11-22T03:30:00Z'))).toBe('2026-11-21')
  })
  it('begins at local midnight, also on the day that clocks go back', () => {
    expect(startOfDay(montreal, new Date('2026-11-22T15:00:00Z')).toISOString()).toBe('2026-11-22T05:00:00.000Z')
    expect(startOfDay(montreal, new Date('2026-11-01T20:00:00Z')).toISOString()).toBe('2026-11-01T04:00:00.000Z')
    expect(startOfDay(montreal, new Date('2026-03-08T20:00:00Z')).toISOString()).toBe('2026-03-08T05:00:00.000Z')
  })
})
