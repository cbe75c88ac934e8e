import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typedText } from './keys.ts'
import { characterOf, WEDGE_LAYOUTS, type WedgeLayout } from './layouts.ts'
import { keyDown, play, positionOf } from './testing.ts'
import type { KeyDown } from './types.ts'
import { XKB } from './xkb.fixture.ts'

const CODE = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz-./]'
const PACES = [1, 5, 12, 30, 45]
const isDead = (text: string) => /[\u0300-\u036f]/.test(text)

/** A key as a computer set to `layout` reports it. */
function press(layout: WedgeLayout, code: string, shift: boolean, t: number): KeyDown {
  const shown = XKB[layout][code]?.[shift ? 1 : 0] ?? ''
  return keyDown(code, shown === '' ? 'Unidentified' : isDead(shown) ? 'Dead' : shown, t, { shift })
}

/** A US-set scanner on a computer set to `layout`, then its Enter. */
function gun(text: string, layout: WedgeLayout, start: number, gap: number): KeyDown[] {
  const keys = Array.from(text, (character, n) => {
    const { code, shift } = positionOf(character, 'us')
    return press(layout, code, shift, start + n * gap)
  })
  return [...keys, keyDown('Enter', 'Enter', start + text.length * gap)]
}

/** A person's pauses: log-normal around 130 ms, never under what the scanner's pace is held to be. */
function person(layout: WedgeLayout, count: number, start: number, seed: number): KeyDown[] {
  let state = seed
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
  const codes = Object.keys(XKB[layout])
  let t = start
  return Array.from({ length: count }, () => {
    t += Math.exp(Math.log(130) + 0.45 * normal())
    return press(layout, codes[Math.floor(random() * codes.length)]!, random() < 0.2, t)
  })
}

const typed = (keys: readonly KeyDown[]) => keys.map((key) => typedText(key) || `<${key.key}>`).join('')

describe('our layouts and the system’s', () => {
  it.each(WEDGE_LAYOUTS)(
    '%s: every key is the same, but for the blank with Shift and the 102nd key of the US',
    (layout) => {
      const different = Object.entries(XKB[layout]).flatMap(([code, levels]) =>
        levels.flatMap((expected, shift) => {
          const ours = characterOf(layout, code, { shift: shift === 1, altGr: false })
          return ours === expected || code === 'Space' ? [] : [code]
        }),
      )
      expect([...new Set(different)]).toEqual(layout === 'us' ? ['IntlBackslash'] : [])
      expect(Object.keys(XKB[layout])).toHaveLength(49)
    },
  )
})

describe.each(WEDGE_LAYOUTS)('on a computer set to %s', (layout) => {
  it.each(PACES)('a scanner at %i ms a key is read exactly, and leaves nothing in the field', (gap) => {
    const log = play(gun(CODE, layout, 0, gap))
    expect(log.scans).toMatchObject([{ text: CODE, corrupt: false, terminator: 'Enter' }])
    expect(log.typed).toBe('')
  })

  it('a person’s typing, dead keys and all, is neither lost nor reordered nor taken for a scan', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const keys = person(layout, 400, 0, seed * 7919)
      const log = play(keys)
      expect(log.scans).toEqual([])
      expect(log.typed).toBe(typed(keys))
    }
  })

  it('scans at any pace between typing are exact, and so is the typing', () => {
    const text = fc.string({ unit: fc.constantFrom(...CODE), minLength: 8, maxLength: 34 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.constantFrom(...PACES), fc.integer({ min: 0, max: 30 })), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.integer({ min: 1, max: 2 ** 30 }),
        (rounds, seed) => {
          const keys: KeyDown[] = []
          const people: KeyDown[] = []
          let t = 0
          for (const [code, gap, count] of rounds) {
            const typing = person(layout, count, t, seed)
            people.push(...typing)
            // Whoever types takes the hand off the keyboard to pull a trigger.
            const scan = gun(code, layout, (typing.at(-1)?.t ?? t) + 400, gap)
            keys.push(...typing, ...scan)
            t = scan.at(-1)!.t + 300
          }
          const log = play(keys)
          expect(log.scans.map((scan) => scan.text)).toEqual(rounds.map(([code]) => code))
          expect(log.scans.every((scan) => !scan.corrupt)).toBe(true)
          expect(log.typed).toBe(typed(people))
        },
      ),
      { numRuns: 150 },
    )
  })
})
