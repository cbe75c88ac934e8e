import { expect, it } from 'vitest'
import { BADGE_SIDE, badgePicture } from './badgePicture.ts'

/** The picture as text: # ink, o disc, blank outside. */
const drawn = (count: number): string[] => {
  const bytes = badgePicture(count)
  return Array.from({ length: BADGE_SIDE }, (_, y) =>
    Array.from({ length: BADGE_SIDE }, (_, x) => {
      const [blue, , , alpha] = bytes.subarray((y * BADGE_SIDE + x) * 4)
      return alpha === 0 ? ' ' : blue === 0xff ? '#' : 'o'
    }).join(''),
  )
}

// Bug: the number runs out of the disc, or two numbers look the same.
it('draws each number within the disc, and different ones differently', () => {
  const all = Array.from({ length: 10 }, (_, n) => drawn(n + 1))
  for (const rows of all) {
    expect(rows.join('')).toContain('#')
    for (const row of rows) expect(row).not.toMatch(/^ *#|# *$/)
  }
  expect(new Set(all.map((rows) => rows.join('\n'))).size).toBe(10)
})

it('says 9+ for everything beyond nine, and one at least', () => {
  expect(drawn(250)).toEqual(drawn(10))
  expect(drawn(0)).toEqual(drawn(1))
})
