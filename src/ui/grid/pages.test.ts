import { describe, expect, it } from 'vitest'
import { pagesFor } from './pages.ts'

describe('pages', () => {
  it('cover what is seen and nothing more', () => {
    expect(pagesFor(0, 20, 0)).toEqual([0])
    expect(pagesFor(0, 20, 5000)).toEqual([0])
    expect(pagesFor(95, 120, 5000)).toEqual([0, 1])
    expect(pagesFor(4990, 5010, 5000)).toEqual([49])
  })
})
