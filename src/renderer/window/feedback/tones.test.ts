import { describe, expect, it } from 'vitest'
import { toneLength, TONES } from './tones.ts'

describe('the sounds', () => {
  it('differ in rhythm, not only in pitch, so that they are told apart on any speaker', () => {
    const rhythms = Object.values(TONES).map((notes) => notes.map(({ at, length }) => `${at}+${length}`).join(' '))
    expect(new Set(rhythms).size).toBe(6)
  })

  it('make the error the longest and the loudest, and none longer than a second', () => {
    const loudness = (tone: keyof typeof TONES) => Math.max(...TONES[tone].map(({ gain }) => gain))
    for (const tone of ['ok', 'known', 'attention'] as const) {
      expect(toneLength(tone)).toBeLessThan(toneLength('error'))
      expect(loudness(tone)).toBeLessThan(loudness('error'))
    }
    expect(toneLength('error')).toBeLessThan(1)
    expect(loudness('message')).toBeLessThanOrEqual(loudness('attention'))
    expect(loudness('tick')).toBeLessThan(loudness('message'))
  })
})
