import { describe, expect, it } from 'vitest'
import { pagesFor } from './pagesFor.ts'

const seen = (first: number, last: number, total: number) => pagesFor({ first, last }, total, 100)

describe('pages', () => {
  it('cover what is seen and nothing more', () => {
    expect(seen(0, 20, 0)).toEqual([0])
    expect(seen(0, 20, 5000)).toEqual([0])
    expect(seen(95, 120, 5000)).toEqual([0, 1])
    expect(seen(4990, 5010, 5000)).toEqual([49])
  })

  it('are never none, also when the list has become shorter than what was seen of it', () => {
    // Bug: no page was asked for, and the list stayed as long as it had been.
    expect(seen(300, 320, 120)).toEqual([3])
  })
})
