import { describe, expect, it } from 'vitest'
import { fold, words } from './fold.ts'

describe('fold', () => {
  it('finds a name whatever accents, ligatures or apostrophes were typed', () => {
    expect(fold("L'Écuyer-Bœuf")).toBe('l ecuyer boeuf')
    expect(fold('NGUYỄN  Thị')).toBe('nguyen thi')
    expect(fold('Ağaoğlu')).toBe('agaoglu')
  })
  it('keeps other scripts', () => {
    expect(fold('محمد علي')).toBe('محمد علي')
    expect(words('李 小龍')).toEqual(['李', '小龍'])
  })
  it('has no words in nothing', () => {
    expect(words(' - ')).toEqual([])
  })
})
