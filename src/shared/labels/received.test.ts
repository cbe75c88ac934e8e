import { describe, expect, it } from 'vitest'
import { receivedStamp } from './received.ts'

describe('receivedStamp', () => {
  it('is the building’s clock, on the day that the building had', () => {
    expect(receivedStamp('2026-11-22T02:05:09.123Z', 'America/Toronto')).toEqual({ date: '2026-11-21', time: '21:05' })
  })
  it('says midnight as 00, not 24', () => {
    expect(receivedStamp('2026-07-01T04:00:00.000Z', 'America/Toronto')).toEqual({ date: '2026-07-01', time: '00:00' })
  })
  it('falls back to UTC, and says so, where the time zone is unknown', () => {
    expect(receivedStamp('2026-07-01T04:00:00.000Z', 'Mars/Olympus').time).toBe('04:00 UTC')
  })
  it('leaves a broken time blank', () => {
    expect(receivedStamp('soon', 'UTC')).toEqual({ date: '', time: '' })
  })
})
