import { describe, expect, it } from 'vitest'
import { cleanLabelText, graphemes } from './clean-text.ts'

describe('cleanLabelText', () => {
  it('removes what has no ink and could reorder or break the line', () => {
    expect(cleanLabelText(' Tab\tNew\nLine\u0000\u001B \u202Eevil\u202C zero\u200Bwidth \uFEFF')).toBe(
      'Tab New Line evil zerowidth',
    )
  })
  it('composes accents, so that the main font draws them', () => {
    expect(cleanLabelText('e\u0301te\u0301')).toBe('été')
  })
  it('keeps printer command characters and quotes: the label is a drawing, not a program', () => {
    expect(cleanLabelText('^XA ~JA \\ "x" \'y\'')).toBe('^XA ~JA \\ "x" \'y\'')
  })
  it('cuts towers of combining marks and marks that stand on nothing', () => {
    expect(Array.from(cleanLabelText('Z\u0351\u036B\u0343\u036A')).length).toBeLessThanOrEqual(3)
    expect(cleanLabelText('\u0301\u0302 x')).toBe('x')
  })
  it('shows a lone surrogate as a replacement, never as a broken file', () => {
    expect(cleanLabelText('a\uD800b')).toBe('a\uFFFDb')
  })
  it('bounds a pasted page', () => {
    expect(graphemes(cleanLabelText('Zoé '.repeat(100_000))).length).toBeLessThanOrEqual(200)
  })
})
