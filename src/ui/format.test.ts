import { describe, expect, it } from 'vitest'
import { format, formatFull, formatMoment, formatTime } from './format.ts'

const plain = (text: string) => text.replaceAll(/\s/g, ' ')
const montreal = (locale: string) => ({ locale, timeZone: 'America/Toronto' })
const at = (text: string) => Date.parse(text)

describe('formatMoment', () => {
  it('tells the hour of the building, not of the machine', () => {
    const now = at('2026-11-22T20:00:00Z')
    expect(plain(formatMoment('2026-11-22T19:05:00Z', montreal('fr'), now))).toBe('14 h 05')
    expect(plain(formatMoment('2026-11-22T19:05:00Z', montreal('en'), now))).toBe('2:05 p.m.')
  })

  it('adds the day for yesterday, by the calendar of the building', () => {
    const justAfterMidnight = at('2026-11-23T05:10:00Z')
    expect(plain(formatMoment('2026-11-23T04:50:00Z', montreal('en'), justAfterMidnight))).toBe('Nov 22, 11:50 p.m.')
  })

  it('adds the year for another year', () => {
    expect(formatMoment('2025-06-01T16:00:00Z', montreal('fr'), at('2026-06-01T16:00:00Z'))).toContain('2025')
  })
})

// Bug: at the end of a narrow line stood "14", and "h 05" began the next.
it('keeps a time on one line, alone and after its day', () => {
  expect(formatTime('2026-11-22T19:05:00Z', montreal('fr'))).toBe('14\u00A0h\u00A005')
  expect(formatTime('2026-11-22T19:05:00Z', montreal('en'))).toBe('2:05\u00A0p.m.')
  expect(formatFull('2026-11-22T19:05:00Z', montreal('fr'))).toBe('22 novembre 2026 à 14\u00A0h\u00A005')
})

// Bug: a French date said "1 mars", which nobody writes.
it.each([
  [{ dateStyle: 'long' }, '1er mars 2027'],
  [{ dateStyle: 'long', timeStyle: 'short' }, '1er mars 2027 à 01 h 05'],
  [{ day: 'numeric', month: 'short' }, '1er mars'],
  [{ weekday: 'long', day: 'numeric', month: 'long' }, 'lundi 1er mars'],
] as const)('begins a French month with its first day: %j', (options, said) => {
  const spaces = (text: string) => text.replaceAll(/\s/gu, ' ')
  const display = { locale: 'fr', timeZone: 'UTC' }
  expect(spaces(format(display, options).format(new Date('2027-03-01T01:05:00Z')))).toBe(said)
  expect(format(display, options).format(new Date('2027-03-21T01:05:00Z'))).not.toContain('1er')
  expect(format({ ...display, locale: 'en' }, options).format(new Date('2027-03-01T01:05:00Z'))).not.toContain('1er')
})
