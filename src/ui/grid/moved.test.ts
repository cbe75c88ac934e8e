import { describe, expect, it } from 'vitest'
import { moved } from './moved.ts'

describe('keys of the list', () => {
  it('stay inside it', () => {
    expect(moved('ArrowDown', 4, 5, 10)).toBe(4)
    expect(moved('ArrowDown', -1, 5, 10)).toBe(0)
    expect(moved('PageUp', 3, 5, 10)).toBe(0)
    expect(moved('End', 0, 5, 10)).toBe(4)
    expect(moved('x', 0, 5, 10)).toBeNull()
    expect(moved('Home', 0, 0, 10)).toBeNull()
  })
})
