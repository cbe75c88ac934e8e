import { describe, expect, it } from 'vitest'
import { leavesAt } from './quiet.ts'

const rules = { timezone: 'America/Toronto', graceMinutes: 1, quietHours: '' }
const at = (iso: string, quietHours = '', graceMinutes = 1) => leavesAt({ ...rules, quietHours, graceMinutes }, iso)

describe('when a notice may leave', () => {
  it('is after the grace period of the building', () => {
    expect(at('2026-11-30T15:00:00.000Z')).toBe('2026-11-30T15:01:00.000Z')
    expect(at('2026-11-30T15:00:00.000Z', '', 0)).toBe('2026-11-30T15:00:00.000Z')
    expect(at('2026-11-30T15:00:00.000Z', '', 90)).toBe('2026-11-30T16:30:00.000Z')
  })

  // Bug: hours over midnight were none, or all of the day.
  it('is not in quiet hours, over midnight or not', () => {
    const night = '22:00-07:00'
    // 22:30, 03:00, 06:59, 07:00 and 21:58 in Montréal.
    expect(at('2026-12-01T03:29:00.000Z', night)).toBe('2026-12-01T12:00:00.000Z')
    expect(at('2026-12-01T08:00:00.000Z', night)).toBe('2026-12-01T12:00:00.000Z')
    expect(at('2026-12-01T11:58:00.000Z', night)).toBe('2026-12-01T12:00:00.000Z')
    expect(at('2026-12-01T11:59:00.000Z', night)).toBe('2026-12-01T12:00:00.000Z')
    expect(at('2026-12-01T02:57:00.000Z', night)).toBe('2026-12-01T02:58:00.000Z')
    expect(at('2026-12-01T17:15:00.000Z', '12:00-13:30')).toBe('2026-12-01T18:30:00.000Z')
    expect(at('2026-12-01T18:30:00.000Z', '12:00-13:30')).toBe('2026-12-01T18:31:00.000Z')
  })

  it('ends when the clock of the building says so, also in the night that it is set back', () => {
    expect(at('2026-11-01T04:00:00.000Z', '22:00-07:00')).toBe('2026-11-01T12:00:00.000Z')
    expect(at('2026-03-08T04:00:00.000Z', '22:00-07:00')).toBe('2026-03-08T11:00:00.000Z')
  })
})
