import { describe, expect, it } from 'vitest'
import { insertAt } from './insertAt.ts'

describe('a variable put into a text', () => {
  // Bug: it lands at the end, or eats the letters after the caret.
  it('goes where the caret was, and the caret after it', () => {
    expect(insertAt('Bonjour , merci', { start: 8, end: 8 }, '{unit}')).toEqual({
      text: 'Bonjour {unit}, merci',
      at: 14,
    })
  })
  it('takes the place of what was selected', () => {
    expect(insertAt('Dear NAME,', { start: 5, end: 9 }, '{given_name}').text).toBe('Dear {given_name},')
  })
  it('keeps its distance from a word', () => {
    expect(insertAt('Unit', { start: 4, end: 4 }, '{unit}').text).toBe('Unit {unit}')
  })
  // Bug: a text that was shortened meanwhile throws or duplicates.
  it('goes to the end where the caret is beyond it', () => {
    expect(insertAt('a ', { start: 99, end: 99 }, '{unit}').text).toBe('a {unit}')
  })
})
