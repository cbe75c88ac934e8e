import { describe, expect, it } from 'vitest'
import { snoozes } from './snoozes.ts'

const place = { locale: 'en', timeZone: 'America/Toronto' }
const until = (now: string) => snoozes(Date.parse(now), place).map(({ at }) => at)

describe('putting a conversation off', () => {
  it('offers an hour, this evening while it is day, tomorrow and Monday', () => {
    // Wednesday, 10:00 at the desk.
    expect(until('2026-11-25T15:00:00Z')).toEqual([
      '2026-11-25T16:00:00.000Z',
      '2026-11-25T23:00:00.000Z',
      '2026-11-26T14:00:00.000Z',
      '2026-11-30T14:00:00.000Z',
    ])
  })

  // Bug: 24 hours from 23:30 before the short night end the day after tomorrow.
  it('means tomorrow by the calendar, on both nights of a change of clocks', () => {
    expect(until('2026-03-08T04:30:00Z')[1]).toBe('2026-03-08T13:00:00.000Z')
    expect(until('2026-11-01T03:30:00Z')[1]).toBe('2026-11-01T14:00:00.000Z')
    expect(until('2026-11-01T04:30:00Z')[2]).toBe('2026-11-02T14:00:00.000Z')
  })

  it('names Monday once on a Sunday: as tomorrow', () => {
    expect(until('2026-11-29T22:00:00Z')).toEqual(['2026-11-29T23:00:00.000Z', '2026-11-30T14:00:00.000Z'])
  })
})
