import { describe, expect, it } from 'vitest'
import { directionRuns } from './bidi.ts'

/** What a reader sees, left to right, drawing right-to-left runs backwards. */
function seen(text: string): string {
  return directionRuns(text)
    .map((run) => (run.rtl ? Array.from(run.text).toReversed().join('') : run.text))
    .join('')
}

describe('directionRuns', () => {
  it('leaves a Latin name in one run', () => {
    expect(directionRuns('O’Hara (3)')).toEqual([{ text: 'O’Hara (3)', rtl: false }])
    expect(directionRuns('')).toEqual([])
  })
  it('draws a Hebrew name from the right, words included', () => {
    expect(directionRuns('דוד כהן')).toEqual([{ text: 'דוד כהן', rtl: true }])
    expect(seen('אב גד')).toBe('דג בא')
  })
  it('keeps a Latin name first when the line starts with it, and last when it does not', () => {
    expect(seen('Cohen אב')).toBe('Cohen בא')
    expect(seen('אב Cohen')).toBe('Cohen בא')
  })
  it('keeps figures in reading order inside right-to-left text', () => {
    expect(seen('אב 12.5 גד')).toBe('דג 12.5 בא')
    expect(seen('Cohen אב 12')).toBe('Cohen 12 בא')
    expect(seen('אב 12 Cohen')).toBe('Cohen 12 בא')
  })
  it('turns brackets to face their text', () => {
    expect(seen('אב (גד)')).toBe('(דג) בא')
    expect(seen('Ali (אב)')).toBe('Ali (בא)')
    expect(seen('Ali (אב) גד')).toBe('Ali (בא) דג')
  })
  it('loses no character of a mixed name', () => {
    const text = 'Ali محمد 12 - (علي) [x] Łukasz'
    const letters = (value: string): string =>
      Array.from(value)
        .filter((char) => /[\p{L}\p{N}]/u.test(char))
        .toSorted()
        .join('')
    expect(
      letters(
        directionRuns(text)
          .map((run) => run.text)
          .join(''),
      ),
    ).toBe(letters(text))
  })
})
