import { describe, expect, it } from 'vitest'
import { ageInDays, receivedBefore } from './age.ts'

const HALF_HOUR = 1_800_000
const ZONES = [
  'America/Toronto',
  'America/St_Johns',
  'Pacific/Kiritimati',
  // Clocks change at midnight: a day without its first hour, and one with it twice.
  'America/Santiago',
  'America/Havana',
  'Africa/Cairo',
]

describe('a parcel’s age', () => {
  // Bug: the boundary was "days times 24 hours ago": around a change of clocks the filter disagreed with the row.
  it('is one number for the row and for the filter, around both changes of clocks', () => {
    const montreal = 'America/Toronto'
    for (const [received, now, days] of [
      ['2026-03-07T17:00:00Z', '2026-03-10T04:30:00Z', 3],
      ['2026-03-08T04:59:59Z', '2026-03-10T04:30:00Z', 3],
      ['2026-03-08T05:00:00Z', '2026-03-10T04:30:00Z', 2],
      ['2026-03-07T17:00:00Z', '2026-03-10T03:59:59Z', 2],
      ['2026-10-30T03:59:59Z', '2026-11-02T04:30:00Z', 3],
      ['2026-10-30T04:00:00Z', '2026-11-02T04:30:00Z', 2],
      ['2026-11-01T03:30:00Z', '2026-11-03T04:59:59Z', 2],
      ['2026-11-01T04:30:00Z', '2026-11-04T05:00:00Z', 3],
    ] as const) {
      const at = new Date(now)
      expect(ageInDays(montreal, new Date(received), at), `${received} at ${now}`).toBe(days)
      expect(new Date(received) < receivedBefore(montreal, at, 3), `${received} at ${now}`).toBe(days >= 3)
    }
  })

  it.each(ZONES)('agrees with the boundary at every half hour of the days of change in %s', (zone) => {
    for (const around of ['2026-03-08', '2026-04-05', '2026-04-24', '2026-09-06', '2026-10-30', '2026-11-01']) {
      const middle = Date.parse(`${around}T12:00:00Z`)
      for (let now = middle - 48 * HALF_HOUR; now <= middle + 144 * HALF_HOUR; now += 7 * HALF_HOUR) {
        const at = new Date(now)
        for (const days of [1, 3]) {
          const before = receivedBefore(zone, at, days)
          expect(ageInDays(zone, new Date(before.getTime() - 1), at), `${zone} ${at.toISOString()}`).toBe(days)
          expect(ageInDays(zone, before, at), `${zone} ${at.toISOString()}`).toBe(days - 1)
        }
      }
    }
  })

  it('is never negative when a clock was put back', () => {
    expect(ageInDays('America/Toronto', new Date('2026-11-25T12:00:00Z'), new Date('2026-11-22T12:00:00Z'))).toBe(0)
  })
})
