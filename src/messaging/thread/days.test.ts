import { describe, expect, it } from 'vitest'
import { daysOf } from './days.ts'

const MONTREAL = 'America/Toronto'
const words = { today: 'today', yesterday: 'yesterday' }
const at = (now: string, locale = 'en') => daysOf({ locale, timeZone: MONTREAL }, Date.parse(now), words)

describe('the days of a thread', () => {
  // Bug: the desk's own clock, or UTC, ends the day at eight in the evening.
  it('begin at midnight of the building', () => {
    const days = at('2026-11-22T19:30:00.000Z')
    expect(days.keyOf('2026-11-22T04:59:59.999Z')).toBe('2026-11-21')
    expect(days.keyOf('2026-11-22T05:00:00.000Z')).toBe('2026-11-22')
    expect(days.nameOf('2026-11-23T04:59:00.000Z')).toBe('today')
    expect(days.nameOf('2026-11-22T04:59:00.000Z')).toBe('yesterday')
  })

  // Bug: half an hour after midnight of the day with 23 hours, 24 hours ago is two days ago.
  it('know yesterday across the change of the clocks', () => {
    expect(at('2026-03-09T04:30:00.000Z').nameOf('2026-03-08T17:00:00.000Z')).toBe('yesterday')
    expect(at('2026-11-02T05:30:00.000Z').nameOf('2026-11-01T05:30:00.000Z')).toBe('yesterday')
  })

  it('are named in the language of the screen, with the year when it is another', () => {
    expect(at('2026-11-22T19:30:00.000Z', 'fr').nameOf('2026-11-17T12:00:00.000Z')).toBe('mardi 17 novembre')
    expect(at('2026-11-22T19:30:00.000Z').nameOf('2026-11-17T12:00:00.000Z')).toBe('Tuesday, November 17')
    expect(at('2026-11-22T19:30:00.000Z', 'fr').nameOf('2025-12-31T12:00:00.000Z')).toBe('31 décembre 2025')
  })
})
