import { describe, expect, it } from 'vitest'
import { reduceWedge, type WedgeStep } from './reduce.ts'
import { DEFAULT_WEDGE_SETTINGS, IDLE_WEDGE } from './settings.ts'
import { burst, keyDown, keyFor, play } from './testing.ts'
import type { KeyDown } from './types.ts'

const UPS = '1Z999AA10123456784'

// Bug: a gun that types Enter before its code pressed the button that had the focus with each scan.
describe('a key before a scan', () => {
  const plain = (name: string, t: number) => keyDown(name, name, t)
  const preambles: Record<string, (t: number) => KeyDown[]> = {
    Enter: (t) => [plain('Enter', t)],
    'keypad Enter': (t) => [keyDown('NumpadEnter', 'Enter', t)],
    'Enter twice': (t) => [plain('Enter', t), plain('Enter', t + 5)],
    'Tab, Enter': (t) => [plain('Tab', t), plain('Enter', t + 5)],
    Space: (t) => [keyDown('Space', ' ', t, { presses: true })],
    'Alt+2': (t) => [keyDown('Digit2', '2', t, { alt: true })],
    'Ctrl+2': (t) => [keyDown('Digit2', '2', t, { ctrl: true })],
  }

  it('a gun types Enter, Space, or Alt and a digit before its code', () => {
    for (const before of Object.values(preambles))
      for (const gap of [1, 12, 45]) {
        const keys = before(1000)
        const log = play([...keys, ...burst(`${UPS}\n`, keys.at(-1)!.t + gap, gap)])
        expect(log.scans).toMatchObject([{ text: UPS, terminator: 'Enter', corrupt: false, leaked: '' }])
        expect(log.typed.replace('<Tab>', '')).toBe('')
      }
  })

  it.each(Object.keys(preambles))('acts within 60 ms by hand: %s', (name) => {
    const keys = preambles[name]!(1000)
    const { state } = keys.reduce((step, key) => reduceWedge(step.state, key, DEFAULT_WEDGE_SETTINGS), {
      state: IDLE_WEDGE,
      effects: [],
    } as WedgeStep)
    const { effects } = reduceWedge(state, { type: 'tick', t: keys.at(-1)!.t + 60 }, DEFAULT_WEDGE_SETTINGS)
    expect(effects).toEqual([{ type: 'replay', keys: keys.filter(({ code }) => code !== 'Tab') }])
  })

  it('moves the focus if it is Tab, which the scan tells', () => {
    const { effects } = play([plain('Tab', 1000), ...burst(`${UPS}\n`, 1005, 5)])
    expect(effects.slice(0, 2)).toEqual([{ type: 'open' }, { type: 'pass' }])
    expect(effects.find(({ type }) => type === 'scan')).toMatchObject({ tabbed: true, passed: 0 })
    expect(play(burst(`${UPS}\n`, 1005, 5)).effects).toContainEqual(expect.objectContaining({ tabbed: false }))
  })

  it('belongs to a programmed prefix that follows', () => {
    const settings = { prefixKey: 'F13', suffixKey: 'F14' }
    const keys = [plain('Enter', 0), plain('F13', 5), ...burst('A1', 10, 5), plain('F14', 20)]
    expect(play(keys, settings)).toMatchObject({ typed: '', scans: [{ text: 'A1', corrupt: false }] })
  })

  it('is what it always was in a text, a date, a list of the system, and while an input method composes', () => {
    const first = (key: KeyDown) => reduceWedge(IDLE_WEDGE, key, DEFAULT_WEDGE_SETTINGS).effects
    expect(first(keyDown('Space', ' ', 0))).toContainEqual({ type: 'pass' })
    for (const more of [{ unscriptable: true }, { composing: true }, { repeat: true }])
      expect(first(keyDown('Enter', 'Enter', 0, more))).toEqual([{ type: 'pass' }])
  })
})

// Bug: five quick letters were a broken scan: they were gone, and what the banner had asked was replaced by "scan it again".
describe('a quick hand', () => {
  it('types a word of any length without an end, and loses nothing', () => {
    for (const gap of [22, 35, 50])
      expect(play(burst('tremblay', 0, gap))).toMatchObject({ typed: 'tremblay', scans: [] })
  })

  it('that goes on at its own pace is told from a gun while it types', () => {
    const keys = [...burst('Bonjo', 0, 30), ...burst('ur Madame\n', 240, 120)]
    expect(play(keys)).toMatchObject({ typed: 'Bonjour Madame<Enter>', scans: [] })
    const corrected = [...burst('Bonjo', 0, 30), keyDown('Backspace', 'Backspace', 300), keyFor('o', 420)]
    expect(play(corrected)).toMatchObject({ typed: 'Bonjo<Backspace>o', scans: [] })
  })

  it('does not make a scan of two hiccups less than a scan', () => {
    const torn = [...burst('1Z999AA1', 0, 5), ...burst('01234', 130, 5), ...burst('56784\n', 250, 5)]
    expect(play(torn).scans).toMatchObject([{ text: UPS, corrupt: false }])
  })
})

describe('typing', () => {
  it('passes at once, with no timer, when it is slow', () => {
    const effects = play(burst('Tremblay', 0, 120)).effects
    expect(effects.every((effect) => effect.type === 'open' || effect.type === 'pass')).toBe(true)
  })

  it('in short fast bursts comes out as typed, Enter included', () => {
    expect(play(burst('1204\n', 0, 20))).toMatchObject({ typed: '1204<Enter>', scans: [] })
    expect(play(burst('abc\t', 0, 10)).typed).toBe('abc<Tab>')
    expect(play(burst('1204\n', 0, 20)).rejections).toMatchObject([{ reason: 'too-short', chars: 4 }])
  })

  it('keeps editing keys, shortcuts and function keys in order', () => {
    const keys = [
      ...burst('ab', 0, 20),
      keyDown('Backspace', 'Backspace', 40),
      keyDown('KeyC', 'c', 60),
      keyDown('ArrowLeft', 'ArrowLeft', 80),
      keyDown('F2', 'F2', 100),
      keyDown('KeyK', 'k', 120, { ctrl: true }),
      keyDown('KeyV', 'v', 300, { ctrl: true }),
    ]
    expect(play(keys.slice(0, 6)).typed).toBe('ab<Backspace>c<ArrowLeft><F2>')
    expect(play([...keys.slice(0, 2), ...keys.slice(6)]).typed).toBe('ab<^KeyK><^KeyV>')
  })

  it('of an accent by dead key is left to the system, which alone can compose it', () => {
    const keys = [keyFor('a', 0), keyDown('BracketLeft', 'Dead', 30), keyFor('e', 60), keyFor('s', 90)]
    const steps = play(keys).effects.map((effect) => effect.type)
    expect(steps).toEqual(['open', 'pass', 'pass', 'pass', 'swallow', 'arm', 'replay', 'rejected'])
    expect(play(keys).typed).toBe('a<Dead>es')
  })

  it('with a key held down is never a scan', () => {
    const held = Array.from({ length: 40 }, (_, at) => keyDown('KeyA', 'a', 500 + at * 30, { repeat: at > 0 }))
    expect(play(held)).toMatchObject({ typed: 'a'.repeat(40), scans: [] })
  })

  it('keeps shortcuts outside a run out of it', () => {
    expect(play([keyDown('KeyS', 's', 0, { ctrl: true }), ...burst('abcd', 10, 10)]).scans).toEqual([])
  })

  it('is not confused by a scan in its middle', () => {
    const log = play([...burst('Mar', 0, 110), ...burst(`${UPS}\n`, 300, 8), ...burst('ie', 520, 110)])
    expect(log).toMatchObject({ typed: 'Marie', scans: [{ text: UPS, leaked: '1' }] })
  })

  it('from a text expander, which has no key positions, passes', () => {
    const keys = [...'Bonjour'].map((character, at) => keyDown('', character, at * 2))
    expect(play(keys)).toMatchObject({ typed: 'Bonjour', scans: [] })
  })

  it('at a machine pace slower than the setting is told to the diagnostics', () => {
    expect(play(burst('1Z999AA10123\n', 0, 70)).rejections).toMatchObject([
      { reason: 'too-slow', chars: 12, maxGap: 70 },
    ])
    expect(play(burst('1Z999AA10123\n', 0, 70), { maxGapMs: 80 }).scans).toHaveLength(1)
  })
})
