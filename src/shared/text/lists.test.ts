import { describe, expect, it } from 'vitest'
import { textsIn, wordsIn } from './lists.ts'

describe('a list out of a row', () => {
  // Bug: a number among the other names of one resident ended every search.
  it('is empty when it is not of texts', () => {
    expect(textsIn('["Zo", ""]')).toEqual(['Zo', ''])
    for (const wrong of ['[5, null]', '["a", {}]', '{}', 'null', '"a"', '5', '', '['])
      expect(textsIn(wrong)).toEqual([])
  })

  it('is empty when one of its words is none', () => {
    expect(wordsIn('["en", "fr"]', ['fr', 'en'])).toEqual(['en', 'fr'])
    for (const wrong of ['["de"]', '["fr", 5]', '{}']) expect(wordsIn(wrong, ['fr', 'en'])).toEqual([])
  })
})
