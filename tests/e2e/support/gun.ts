import type { CDPSession, Page } from '@playwright/test'

interface Key {
  code: string
  vk: number
  plain: string
  shifted: string
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter): Key => ({
  code: `Key${letter}`,
  vk: letter.charCodeAt(0),
  plain: letter.toLowerCase(),
  shifted: letter,
}))
const DIGITS = [...'0123456789'].map((digit, at): Key => ({
  code: `Digit${digit}`,
  vk: 48 + at,
  plain: digit,
  shifted: ')!@#$%^&*('[at]!,
}))
const SIGNS: Key[] = (
  [
    ['Minus', 0xbd, '-_'],
    ['Equal', 0xbb, '=+'],
    ['BracketLeft', 0xdb, '[{'],
    ['BracketRight', 0xdd, ']}'],
    ['Semicolon', 0xba, ';:'],
    ['Quote', 0xde, `'"`],
    ['Comma', 0xbc, ',<'],
    ['Period', 0xbe, '.>'],
    ['Slash', 0xbf, '/?'],
    ['Backslash', 0xdc, '\\|'],
    ['Backquote', 0xc0, '`~'],
    ['Space', 0x20, '  '],
  ] as const
).map(([code, vk, signs]) => ({ code, vk, plain: signs[0]!, shifted: signs[1]! }))
const KEYS = [...LETTERS, ...DIGITS, ...SIGNS]
const ALT = 1
const CTRL = 2
const SHIFT = 8

/** Within this time after a scan a key still counts as the gun's own (its CR LF). */
const AFTER_SCAN_MS = 60

/** Keys that some guns are set to send before a code. */
const PREAMBLES = {
  Enter: { code: 'Enter', vk: 13, key: 'Enter', modifiers: 0, typed: '\r' },
  Space: { code: 'Space', vk: 0x20, key: ' ', modifiers: 0, typed: ' ' },
  Tab: { code: 'Tab', vk: 9, key: 'Tab', modifiers: 0, typed: '' },
  'Alt+2': { code: 'Digit2', vk: 50, key: '2', modifiers: ALT, typed: '' },
} as const

export type Preamble = keyof typeof PREAMBLES

export interface ScanOptions {
  /** What the gun types before the code. */
  preamble?: readonly Preamble[]
  terminator?: 'Enter' | 'Tab' | null
  /** Time between two keys as the keyboard stamps it, in ms. */
  gapMs?: number
  /** The key that a system set to another layout reports, by position. */
  systemKey?: (code: string, char: string) => string
  /** Hold the last key back until all others have arrived and let it be stamped on arrival: for a stopwatch. */
  endsNow?: boolean
}

const sessions = new WeakMap<Page, Promise<CDPSession>>()
function session(page: Page): Promise<CDPSession> {
  let open = sessions.get(page)
  if (!open) sessions.set(page, (open = page.context().newCDPSession(page)))
  return open
}

/** The stamp of the last key, in ms. Stamps never stand still or go back, also between two scans sent at once. */
let clock = 0

/** Hands that have typed need longer than this to take up the gun; what comes sooner is taken for a torn scan. */
const TO_THE_GUN_MS = 250

/** Takes up the gun after typing, or again after a scan: the window takes what comes sooner for something else. */
export async function takeUpGun(page: Page, afterMs = TO_THE_GUN_MS): Promise<void> {
  await page.waitForFunction((until) => Date.now() > until, Math.max(Date.now(), clock) + afterMs, { polling: 'raf' })
}

/**
 * Types a code as a barcode gun in keyboard mode does: real key events to the focused window, stamped `gapMs` apart as
 * a keyboard would, then Enter. All are sent at once, so that a busy machine delays them but does not tear them apart.
 */
export async function scan(page: Page, text: string, options: ScanOptions = {}): Promise<void> {
  const { preamble = [], terminator = 'Enter', gapMs = 4, systemKey, endsNow = false } = options
  const cdp = await session(page)
  // The wall clock is read once: a machine that is busy in between must not tear the scan apart.
  clock = Math.max(clock, Date.now() - (endsNow ? text.length * gapMs : 0))
  const sent: Promise<unknown>[] = []
  let isLast = false
  const press = (code: string, vk: number, key: string, modifiers: number, typed: string) => {
    clock += gapMs
    const stamp = isLast ? {} : { timestamp: clock / 1000 }
    const common = { code, key, windowsVirtualKeyCode: vk, modifiers, ...stamp }
    sent.push(
      cdp.send(
        'Input.dispatchKeyEvent',
        typed ? { type: 'keyDown', text: typed, ...common } : { type: 'rawKeyDown', ...common },
      ),
    )
    sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common }))
  }
  for (const name of preamble) {
    const { code, vk, key, modifiers, typed } = PREAMBLES[name]
    press(code, vk, key, modifiers, typed)
  }
  for (const [at, char] of [...text].entries()) {
    if (endsNow && at === text.length - 1) {
      await Promise.all(sent)
      isLast = true
    }
    const control = char.charCodeAt(0) < 32
    const wanted = control ? String.fromCharCode(char.charCodeAt(0) + 64).toLowerCase() : char
    const key = KEYS.find(({ plain, shifted }) => plain === wanted || shifted === wanted)
    if (!key) throw new Error(`a US-set scanner has no key for ${JSON.stringify(char)}`)
    const shift = !control && key.plain !== wanted
    const name = systemKey?.(key.code, wanted) ?? wanted
    press(key.code, key.vk, name, (shift ? SHIFT : 0) | (control ? CTRL : 0), control || name === 'Dead' ? '' : name)
  }
  if (terminator === 'Enter') press('Enter', 13, 'Enter', 0, '\r')
  if (terminator === 'Tab') press('Tab', 9, 'Tab', 0, '')
  await Promise.all(sent)
  if (endsNow) return
  // A gun takes its time to type: what a test does next comes after the last stamp, never in the middle of the scan.
  await page.waitForFunction((until) => Date.now() > until, clock + AFTER_SCAN_MS, { polling: 'raf' })
}
