import type { Page } from '@playwright/test'

const SHIFTED: Record<string, string> = {
  '!': 'Digit1',
  '@': 'Digit2',
  '#': 'Digit3',
  $: 'Digit4',
  '%': 'Digit5',
  '^': 'Digit6',
  '&': 'Digit7',
  '*': 'Digit8',
  '(': 'Digit9',
  ')': 'Digit0',
  _: 'Minus',
  '+': 'Equal',
  '{': 'BracketLeft',
  '}': 'BracketRight',
  ':': 'Semicolon',
  '"': 'Quote',
  '<': 'Comma',
  '>': 'Period',
  '?': 'Slash',
  '|': 'Backslash',
  '~': 'Backquote',
}
const PLAIN: Record<string, string> = {
  '-': 'Minus',
  '=': 'Equal',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  ';': 'Semicolon',
  "'": 'Quote',
  ',': 'Comma',
  '.': 'Period',
  '/': 'Slash',
  '\\': 'Backslash',
  '`': 'Backquote',
  ' ': 'Space',
}

interface Stroke {
  code: string
  shift: boolean
  ctrl: boolean
}

function strokeOf(char: string): Stroke {
  if (/[a-z]/.test(char)) return { code: `Key${char.toUpperCase()}`, shift: false, ctrl: false }
  if (/[A-Z]/.test(char)) return { code: `Key${char}`, shift: true, ctrl: false }
  if (/\d/.test(char)) return { code: `Digit${char}`, shift: false, ctrl: false }
  // Control characters as scanners type them: Ctrl and the key 64 above, GS is Ctrl+].
  if (char.charCodeAt(0) < 32)
    return { ...strokeOf(String.fromCharCode(char.charCodeAt(0) + 64).toLowerCase()), ctrl: true }
  if (PLAIN[char]) return { code: PLAIN[char], shift: false, ctrl: false }
  if (SHIFTED[char]) return { code: SHIFTED[char], shift: true, ctrl: false }
  throw new Error(`a US-set scanner has no key for ${JSON.stringify(char)}`)
}

/**
 * Types a code as a barcode gun in keyboard mode does: real key events in the focused window, as fast as the
 * pipe carries them, then Enter. Nothing is awaited in between, so that the gaps stay those of a scanner.
 */
export async function scan(
  page: Page,
  text: string,
  options: { terminator?: 'Enter' | 'Tab' | null } = {},
): Promise<void> {
  const { terminator = 'Enter' } = options
  const sent: Promise<void>[] = []
  for (const char of text) {
    const { code, shift, ctrl } = strokeOf(char)
    if (ctrl) sent.push(page.keyboard.down('Control'))
    if (shift) sent.push(page.keyboard.down('Shift'))
    sent.push(page.keyboard.press(code))
    if (shift) sent.push(page.keyboard.up('Shift'))
    if (ctrl) sent.push(page.keyboard.up('Control'))
  }
  if (terminator) sent.push(page.keyboard.press(terminator))
  await Promise.all(sent)
}
