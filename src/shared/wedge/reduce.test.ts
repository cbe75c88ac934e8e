import { describe, expect, it } from 'vitest'
import { unwrapFrame } from '../scan/frame.ts'
import { MAX_WEDGE_CHARS } from './settings.ts'
import { burst, keyDown, play } from './testing.ts'

const UPS = '1Z999AA10123456784'

const around = (middle: ReturnType<typeof keyDown>[]) => [
  ...burst('420123', 0, 5),
  ...middle,
  ...burst('9205\n', 80, 5),
]

describe('a scan', () => {
  it.each([1, 5, 12, 30, 45])('is read at %i ms per key and leaves nothing in the field', (gap) => {
    const log = play(burst(`${UPS}\n`, 1000, gap))
    expect(log.scans).toMatchObject([
      { text: UPS, terminator: 'Enter', chars: 18, leaked: '1', corrupt: false, maxGap: gap, medianGap: gap },
    ])
    expect(log.typed).toBe('')
  })

  it('ends with Tab, keypad Enter or silence', () => {
    expect(play(burst('AB12345\t', 0, 5)).scans).toMatchObject([{ text: 'AB12345', terminator: 'Tab' }])
    expect(play([...burst('AB12345', 0, 5), keyDown('NumpadEnter', 'Enter', 40)]).scans[0]?.terminator).toBe('Enter')
    expect(play(burst('AB12345', 0, 5)).scans).toMatchObject([{ text: 'AB12345', terminator: 'silence' }])
  })

  const control = (letter: string, t: number) => keyDown(`Key${letter}`, letter.toLowerCase(), t, { ctrl: true })
  const alt = (digits: string, t: number) =>
    [...digits].map((digit, at) => keyDown(`Numpad${digit}`, digit, t + at * 5, { alt: true }))

  it.each([
    ['CR as Ctrl+M', [control('M', 40)], 'Enter'],
    ['LF as Ctrl+J', [control('J', 40)], 'LF'],
    ['LF as arrow down', [keyDown('ArrowDown', 'ArrowDown', 40)], 'LF'],
    ['ETX as Ctrl+C', [control('C', 40)], 'ETX'],
    ['ETX, then Enter', [control('C', 40), keyDown('Enter', 'Enter', 45)], 'ETX'],
    ['LF as Alt+010', alt('010', 40), 'LF'],
    ['CR as Alt+013', alt('013', 40), 'Enter'],
    ['ETX as Alt+03', alt('03', 40), 'ETX'],
  ] as const)('ends with %s, though the gun was never set up', (_name, end, terminator) => {
    const log = play([
      ...burst('AB12345', 0, 5),
      ...end,
      ...burst('CD67890', 600, 5),
      ...end.map((key) => ({ ...key, t: key.t + 600 })),
    ])
    expect(log.scans).toMatchObject([
      { terminator, corrupt: false, unended: false },
      { terminator, corrupt: false, unended: false },
    ])
    expect(log.scans.map(({ text }) => unwrapFrame({ text }).text)).toEqual(['AB12345', 'CD67890'])
    expect(log.typed).toBe('')
  })

  it('between STX and ETX is whole', () => {
    const log = play([control('B', 0), ...burst('AB12345', 5, 5), control('C', 45)])
    expect(log.scans).toMatchObject([{ text: 'AB12345', corrupt: false }])
  })

  it('leaves Ctrl+C, Ctrl+J and arrow down to a person', () => {
    const keys = [...burst('abc', 0, 20), control('C', 300), control('J', 600), keyDown('ArrowDown', 'ArrowDown', 900)]
    expect(play(keys)).toMatchObject({ typed: 'abc<^KeyC><^KeyJ><ArrowDown>', scans: [] })
  })

  it('lets only the first key in: a second one in the field would be a latency bug turned leak', () => {
    const kinds = play(burst(`${UPS}\n`, 0, 5)).effects.map((effect) => effect.type)
    expect(kinds.filter((kind) => kind === 'pass')).toHaveLength(1)
    expect(kinds.slice(0, 3)).toEqual(['open', 'pass', 'swallow'])
  })

  it('stays whole next to another scan 5 ms away', () => {
    const log = play([...burst('AAAAA1\n', 0, 5), ...burst('BBBBB2\n', 35, 5)])
    expect(log.scans.map((scan) => scan.text)).toEqual(['AAAAA1', 'BBBBB2'])
    expect(log.scans[1]?.leaked).toBe('')
    expect(log.typed).toBe('')
  })

  // Bug: a gun that sends a function key after its Enter undid the last act with each scan.
  it.each(['F9', 'F12', 'Escape', 'Delete'])('swallows %s that a gun sends after its Enter', (name) => {
    const log = play([...burst('AB12345\n', 0, 5), keyDown(name, name, 45), keyDown(name, name, 400)])
    expect(log.scans).toMatchObject([{ text: 'AB12345', corrupt: false }])
    expect(log.typed).toBe(`<${name}>`)
  })

  it('swallows the second half of CR LF, however the gun spells it', () => {
    for (const [code, more] of [
      ['Enter', {}],
      ['KeyJ', { ctrl: true }],
      ['ArrowDown', {}],
    ] as const) {
      const log = play([...burst('AB12345\n', 0, 5), keyDown(code, code, 40, more)])
      expect(log.typed).toBe('')
      expect(log.scans).toHaveLength(1)
    }
  })

  it('holds 5000 characters, and past the cap is swallowed to its end but never used', () => {
    const long = '0123456789'.repeat(500)
    expect(play(burst(`${long}\n`, 0, 2)).scans).toMatchObject([{ text: long, corrupt: false }])
    const log = play(burst(`${'7'.repeat(MAX_WEDGE_CHARS + 1)}\n`, 0, 1))
    expect(log.scans).toMatchObject([{ corrupt: true, terminator: 'Enter' }])
    expect(log.typed).toBe('')
  })

  it('with a key that has no character is corrupt, not one character shorter', () => {
    const keys = burst('12345678\n', 0, 5)
    const bad = keys.toSpliced(3, 1, keyDown('F9', 'F9', 15))
    expect(play(bad).scans).toMatchObject([{ text: '123\uFFFD5678', corrupt: true, chars: 8 }])
    expect(play(bad).typed).toBe('')
  })

  it('ignores Caps Lock and reads case by Shift', () => {
    const keys = burst('aB12345\n', 0, 5).map((key) => ({ ...key, key: key.key.toUpperCase(), capsLock: true }))
    expect(play(keys).scans).toMatchObject([{ text: 'aB12345', capsLock: true }])
  })

  it('ignores the bare modifiers between its keys', () => {
    const keys = burst('AB-12/34\n', 0, 12).flatMap((key) =>
      key.shift ? [keyDown('ShiftLeft', 'Shift', key.t - 3, { shift: true }), key] : [key],
    )
    expect(play(keys).scans[0]?.text).toBe('AB-12/34')
    expect(play(keys).typed).toBe('')
  })

  it('reads GS as Ctrl+], as F8 when so set, and as Alt+0029', () => {
    const text = '420123\u001D9205'
    expect(play(around([keyDown('BracketRight', ']', 40, { ctrl: true })])).scans[0]?.text).toBe(text)
    expect(play(around([keyDown('F8', 'F8', 40)]), { groupSeparatorKey: 'F8' }).scans[0]?.text).toBe(text)
    expect(play(around([keyDown('F8', 'F8', 40)])).scans[0]?.corrupt).toBe(true)
    const alt = [0, 0, 2, 9].map((n, at) => keyDown(`Numpad${n}`, String(n), 40 + at * 5, { alt: true }))
    expect(play(around(alt)).scans).toMatchObject([{ text, chars: 11, corrupt: false }])
  })

  it('sent wholly as Alt + keypad counts characters, not digits', () => {
    const keys = [...'A1B2'].flatMap((character, index) => [
      keyDown('AltLeft', 'Alt', index * 50, { alt: true }),
      ...[...`0${String(character.charCodeAt(0)).padStart(3, '0')}`].map((digit, at) =>
        keyDown(`Numpad${digit}`, digit, index * 50 + 5 + at * 5, { alt: true }),
      ),
    ])
    expect(play([...keys, ...burst('\n', 200, 5)]).scans).toEqual([])
    const five = [...keys, ...burst('5\n', 200, 5)]
    expect(play(five).scans).toMatchObject([{ text: 'A1B25', chars: 5 }])
    expect(play(five).typed).toBe('')
  })

  it('is read by position while an input method composes', () => {
    const keys = burst('AB12345\n', 0, 5).map((key) =>
      key.code === 'Enter' ? key : { ...key, key: 'Process', composing: true },
    )
    expect(play(keys).scans[0]?.text).toBe('AB12345')
  })

  it('begins in a date field too, where keys cannot be held until it is sure', () => {
    const log = play(burst(`${UPS}\n`, 0, 5).map((key) => ({ ...key, unscriptable: true })))
    expect(log.scans).toMatchObject([{ text: UPS, leaked: '1Z99' }])
    expect(log.typed).toBe('')
  })

  it('on the keypad with Num Lock off is read by position', () => {
    const keys = [...'123456'].map((digit, at) => keyDown(`Numpad${digit}`, 'ArrowLeft', at * 5))
    expect(play([...keys, keyDown('Enter', 'Enter', 40)]).scans[0]).toMatchObject({ text: '123456', corrupt: false })
  })
})

describe('a broken scan', () => {
  const hiccup = [...burst('1Z999AA1', 0, 5), ...burst('0123456784\n', 120, 5)]

  it('waits through a hiccup when the gun is known to end with Enter', () => {
    expect(play(hiccup, { requireTerminator: true }).scans).toMatchObject([{ text: UPS, corrupt: false, maxGap: 85 }])
  })

  it('never passes its tail for a whole code', () => {
    expect(play(hiccup, { requireTerminator: false }).scans.map((scan) => scan.corrupt)).toEqual([false, true])
  })

  it('never passes its tail for a whole code after a pause longer than any wait', () => {
    const torn = [...burst('TBA310003', 0, 5), ...burst('721930\n', 400, 5)]
    const scans = play(torn, { requireTerminator: true }).scans
    expect(scans.map((scan) => scan.corrupt)).toEqual([true, true])
    const again = [...torn, ...burst('TBA310003721930\n', 1900, 5)]
    expect(play(again, { requireTerminator: true }).scans.at(-1)).toMatchObject({ corrupt: false })
  })

  it('without the Enter that the gun always sends is corrupt', () => {
    const [scan] = play(burst('12345678', 0, 5), { requireTerminator: true }).scans
    expect(scan).toMatchObject({ corrupt: true, unended: true })
  })

  it('is not said to lack only its end when more is wrong with it', () => {
    const bad = burst('12345678', 0, 5).toSpliced(3, 1, keyDown('F9', 'F9', 15))
    expect(play(bad).scans).toMatchObject([{ corrupt: true, unended: false }])
  })
})

describe('a programmed prefix', () => {
  const F13 = keyDown('F13', 'F13', 0)
  const settings = { prefixKey: 'F13', suffixKey: 'F14' }

  it('makes a scan of any length, at any pace, with nothing leaked', () => {
    const log = play([F13, ...burst('A1', 90, 90), keyDown('F14', 'F14', 260)], settings)
    expect(log.scans).toMatchObject([{ text: 'A1', terminator: 'suffix', leaked: '', corrupt: false }])
    expect(log.typed).toBe('')
  })

  it('without its suffix is corrupt', () => {
    expect(play([F13, ...burst('A12345', 5, 5)], settings).scans).toMatchObject([{ corrupt: true }])
    expect(play([F13, ...burst('A12345', 5, 5)], { prefixKey: 'F13', requireTerminator: false }).scans).toMatchObject([
      { corrupt: false },
    ])
  })

  it('interrupts typing without losing it', () => {
    const log = play(
      [...burst('ab', 0, 20), { ...F13, t: 30 }, ...burst('XYZ', 35, 5), keyDown('F14', 'F14', 60)],
      settings,
    )
    expect(log).toMatchObject({ typed: 'ab', scans: [{ text: 'XYZ' }] })
  })

  it('may be the same key at both ends', () => {
    const keys = [
      F13,
      ...burst('12', 5, 5),
      { ...F13, t: 20 },
      { ...F13, t: 25 },
      ...burst('34', 30, 5),
      { ...F13, t: 45 },
    ]
    const log = play(keys, { prefixKey: 'F13', suffixKey: 'F13' })
    expect(log.scans.map((scan) => scan.text)).toEqual(['12', '34'])
  })
})
