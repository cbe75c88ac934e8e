import { describe, expect, it } from 'vitest'
import { addDays, dateIn, daysBetween, startOfDate, startOfDay } from './zone.ts'

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
  it('begins once where clocks change at midnight, and where a date was left out', () => {
    // 00:00 comes twice: the first counts. 00:00 does not come: 01:00 is the first instant of the day.
    expect(startOfDate('America/Havana', '2026-11-01').toISOString()).toBe('2026-11-01T04:00:00.000Z')
    expect(startOfDate('America/Santiago', '2026-09-06').toISOString()).toBe('2026-09-06T04:00:00.000Z')
    expect(startOfDate('Pacific/Apia', '2011-12-30').toISOString()).toBe('2011-12-30T10:00:00.000Z')
  })
  it('counts by the calendar', () => {
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(daysBetween(montreal, new Date('2026-03-08T04:59:00Z'), new Date('2026-03-09T04:01:00Z'))).toBe(2)
  })
})
