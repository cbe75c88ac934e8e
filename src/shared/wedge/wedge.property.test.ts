import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typedText } from './keys.ts'
import { DEFAULT_WEDGE_SETTINGS } from './settings.ts'
import { burst, keyDown, keyFor, play } from './testing.ts'
import type { KeyDown } from './types.ts'
import { seeded } from '../random.ts'

const { maxGapMs, minLength } = DEFAULT_WEDGE_SETTINGS
const CHARACTERS = [..."abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 -'.,/]!?@"]
const NON_TEXT = ['Enter', 'Tab', 'Backspace', 'ArrowLeft', 'Delete', 'Escape', 'F2', 'Home'] as const

const PREAMBLES = ['', 'Enter', 'NumpadEnter', 'Digit2', 'Space'] as const

const character = fc.constantFrom(...CHARACTERS).map((c) => keyFor(c, 0))
const nonText = fc.constantFrom(...NON_TEXT).map((name) => keyDown(name, name, 0))
const dead = fc.constant(keyDown('BracketLeft', 'Dead', 0))
const shortcut = fc.constantFrom('c', 'k', 'v').map((c) => ({ ...keyFor(c, 0), ctrl: true }))
const anyKey = fc.oneof(
  { arbitrary: character, weight: 8 },
  { arbitrary: nonText, weight: 3 },
  { arbitrary: dead, weight: 1 },
  { arbitrary: shortcut, weight: 1 },
)
const slow = fc.integer({ min: maxGapMs + 1, max: 400 })
const fast = fc.integer({ min: 0, max: maxGapMs })

/** A person: fast runs shorter than a scan, with a pause longer than the threshold between them. */
const humanRuns = fc.array(
  fc.tuple(slow, fc.array(fc.tuple(fast, anyKey), { minLength: 1, maxLength: minLength - 1 })),
  {
    maxLength: 12,
  },
)
const scan = fc.record({
  text: fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength, maxLength: 40 }),
  gap: fc.integer({ min: 0, max: 45 }),
  before: fc.integer({ min: 3 * maxGapMs + 1, max: 400 }),
  preamble: fc.constantFrom(...PREAMBLES),
})
const pressed = (code: string, t: number) =>
  code === '' ? [] : [keyDown(code, code, t, { alt: code === 'Digit2', presses: true })]

const label = (key: KeyDown) => typedText(key) || (key.ctrl ? `<^${key.code}>` : `<${key.key}>`)

type Runs = readonly (readonly [number, readonly (readonly [number, KeyDown])[]])[]

function human(runs: Runs, start: number): KeyDown[] {
  let t = start
  return runs.flatMap(([pause, keys]) => {
    t += pause
    return keys.map(([gap, key], at) => {
      t += at > 0 ? gap : 0
      return { ...key, t }
    })
  })
}

describe('whatever the trace', () => {
  it('typing is never lost, reordered or taken for a scan', () => {
    fc.assert(
      fc.property(humanRuns, (runs) => {
        const keys = human(runs, 0)
        const log = play(keys)
        expect(log.scans).toEqual([])
        expect(log.typed).toBe(keys.map(label).join(''))
      }),
      { numRuns: 1500 },
    )
  })

  it('what waits acts within 60 ms of the pause after it', () => {
    fc.assert(
      fc.property(humanRuns, (runs) => {
        const keys = human(runs, 0)
        const until = (keys.at(-1)?.t ?? 0) + maxGapMs + 11
        expect(play(keys, {}, until).typed).toBe(keys.map(label).join(''))
      }),
      { numRuns: 500 },
    )
  })

  it('a scan between typing is exact, and so is the typing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(humanRuns, scan), { minLength: 1, maxLength: 4 }), humanRuns, (parts, last) => {
        let t = 0
        const keys: KeyDown[] = []
        const people: KeyDown[] = []
        const add = (more: KeyDown[], isTyping: boolean) => {
          keys.push(...more)
          if (isTyping) people.push(...more)
          t = more.at(-1)?.t ?? t
        }
        for (const [runs, { text, gap, before, preamble }] of parts) {
          add(human(runs, t), true)
          add([...pressed(preamble, t + before - gap), ...burst(`${text}\n`, t + before, gap)], false)
        }
        add(human(last, t), true)
        const log = play(keys)
        expect(log.scans.map(({ text, corrupt }) => ({ text, corrupt }))).toEqual(
          parts.map(([, { text }]) => ({ text, corrupt: false })),
        )
        expect(log.typed).toBe(people.map(label).join(''))
      }),
      { numRuns: 600 },
    )
  })

  it('a pause anywhere in a scan asks for it again and never shortens the code', () => {
    fc.assert(
      fc.property(
        scan,
        fc.integer({ min: 1, max: 39 }),
        fc.integer({ min: maxGapMs + 1, max: 3 * maxGapMs }),
        ({ text, gap }, at, pause) => {
          const cut = Math.min(at, text.length - 1)
          const head = burst(text.slice(0, cut), 0, gap)
          const log = play([...head, ...burst(`${text.slice(cut)}\n`, (head.at(-1)?.t ?? 0) + pause, gap)])
          for (const one of log.scans) expect(one.corrupt || one.text === text).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('a person at a natural pace makes no scan in ten thousand keys', () => {
    const random = seeded(7).next
    const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
    let t = 0
    const keys = Array.from({ length: 10_000 }, (_, at) => {
      t += Math.exp(Math.log(130) + 0.45 * normal())
      return keyFor(at % 60 === 59 ? '\n' : CHARACTERS[Math.floor(random() * CHARACTERS.length)]!, t)
    })
    const log = play(keys)
    expect(log.scans).toEqual([])
    expect(log.typed).toBe(keys.map(label).join(''))
  })
})
