import { describe, expect, it } from 'vitest'
import { characterOf, WEDGE_LAYOUTS } from './layouts.ts'
import { learnGun, suggestMaxGap } from './learn.ts'
import { burst, keyDown, play } from './testing.ts'

const TEST_CODE = "]C1AZ-09/q'm"

const at = (layout: (typeof WEDGE_LAYOUTS)[number], code: string, shift = false, altGr = false) =>
  characterOf(layout, code, { shift, altGr })
const pace = (gap: number) => suggestMaxGap(burst('0123456789', 0, gap).map((key) => ({ ...key, opensAlt: false })))

describe('the layouts', () => {
  it('keep what the reference tables of the systems say', () => {
    expect([at('us', 'BracketRight'), at('ca-multix', 'BracketRight'), at('ca-fr', 'BracketRight')]).toEqual([
      ']',
      'ç',
      '\u0327',
    ])
    expect([at('fr', 'Digit1'), at('fr', 'Digit1', true), at('fr', 'KeyQ'), at('fr', 'Semicolon')]).toEqual([
      '&',
      '1',
      'a',
      'm',
    ])
    expect([at('uk', 'Digit2', true), at('uk', 'Quote', true), at('uk', 'Backslash')]).toEqual(['"', '@', '#'])
    expect([at('fr', 'Digit0', false, true), at('ca-fr', 'BracketRight', false, true)]).toEqual(['@', ']'])
    for (const layout of WEDGE_LAYOUTS)
      expect([at(layout, 'Space'), at(layout, 'Numpad7'), at(layout, 'F9')]).toEqual([' ', '7', undefined])
  })

  it.each(['ca-fr', 'ca-multix', 'fr', 'uk'] as const)(
    'do not let a computer set to %s damage a US gun',
    (computer) => {
      const log = play(burst(`${TEST_CODE}\n`, 0, 5, 'us', computer))
      expect(log.scans).toMatchObject([{ text: TEST_CODE, corrupt: false }])
      expect(log.typed).toBe('')
    },
  )

  it('show what the computer would have typed', () => {
    const scan = play(burst(']C1004HQ3\n', 0, 5, 'us', 'ca-multix')).scans[0]
    expect([scan?.text, scan?.typed, scan?.leaked]).toEqual([']C1004HQ3', 'çC1004HQ3', 'ç'])
    expect(play(burst('004HQ3NIDBVD\n', 0, 5, 'us', 'fr')).scans[0]?.typed).toBe('àà\'HA"NIDBVD')
  })

  it.each(['us', 'fr', 'ca-fr', 'ca-multix', 'uk'] as const)('read a gun that is set to %s itself', (gun) => {
    expect(play(burst('AZ-09qm12\n', 0, 5, gun, 'us'), { layout: gun }).scans[0]?.text).toBe('AZ-09qm12')
  })

  it('compose the dead keys of a French gun', () => {
    const keys = [
      ...burst('ABCDE', 0, 5, 'fr'),
      keyDown('BracketLeft', 'Dead', 25),
      ...burst('e', 30, 5, 'fr'),
      keyDown('BracketLeft', 'Dead', 35),
      keyDown('Space', ' ', 40),
    ]
    expect(play(keys, { layout: 'fr', requireTerminator: false }).scans).toMatchObject([
      { text: 'ABCDEê^', chars: 7, corrupt: false },
    ])
  })

  it('type a bracket with AltGr, as Windows reports it', () => {
    const keys = [...burst('ABCDE', 0, 5), keyDown('BracketRight', ']', 25, { ctrl: true, alt: true, altGraph: true })]
    expect(play(keys, { layout: 'ca-fr' }).scans[0]?.text).toBe('ABCDE]')
  })
})

describe('a test scan', () => {
  it.each(['us', 'ca-fr', 'ca-multix', 'fr'] as const)('tells that a gun is set to %s', (gun) => {
    // Each of these codes exists on the layout that it is sent from.
    const expected = { us: TEST_CODE, uk: '', 'ca-fr': "A1-/'Q", 'ca-multix': 'A1-/Q"', fr: 'A1-/Q!m' }[gun]
    const scan = play(burst(`${expected}\n`, 0, 5, gun, 'us'), { layout: 'us' }).scans[0]!
    expect(learnGun(scan.presses, expected)).toEqual({ layout: gun, before: '', after: '' })
    expect(learnGun(scan.presses, 'ZZZZZ')).toBeNull()
  })

  it('finds the layout behind whatever a gun puts around each code', () => {
    const code = "A1-b2/C3:'q?m]"
    const control = (letter: string, t: number) => keyDown(`Key${letter}`, letter.toLowerCase(), t, { ctrl: true })
    const learnt = (keys: readonly ReturnType<typeof keyDown>[]) => learnGun(play(keys).scans[0]!.presses, code)
    const us = { layout: 'us', before: '', after: '' }
    expect(learnt([...burst(code, 0, 5), control('J', 70)])).toEqual(us)
    expect(learnt([control('B', 0), ...burst(code, 5, 5), control('C', 75)])).toEqual(us)
    for (const text of [`]C0${code}\n`, `*${code}*\n`, `]A0*${code}*\n`]) expect(learnt(burst(text, 0, 5))).toEqual(us)
    expect(learnt(burst(`*${code}*\n`, 0, 5, 'uk', 'us'))).toEqual({ ...us, layout: 'us' })
    // What cannot be taken off is told, so that somebody can switch it off.
    expect(learnt(burst(`#7${code}~\n`, 0, 5))).toEqual({ layout: 'us', before: '#7', after: '~' })
  })

  it('sets the pace, within sense', () => {
    expect([pace(2), pace(18), pace(45), pace(90)]).toEqual([20, 36, 90, 120])
  })
})
