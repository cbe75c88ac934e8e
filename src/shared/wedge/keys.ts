import type { KeyDown, WedgeTerminator } from './types.ts'

const BARE = /^(?:Shift|Control|Alt|AltGraph|Meta|OS|CapsLock|NumLock|ScrollLock|Fn|FnLock|Hyper|Super)(?:Left|Right)?$/
const EDITING = new Set([
  'Backspace',
  'Delete',
  'Insert',
  'Escape',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
])
/** Ctrl + these edit the field natively: no script can do it in the person's place. */
const NATIVE_SHORTCUTS = new Set(['KeyA', 'KeyC', 'KeyV', 'KeyX', 'KeyY', 'KeyZ'])
const KEYPAD_DIGIT = /^Numpad[0-9]$/

type Modified = Pick<KeyDown, 'ctrl' | 'alt' | 'altGraph' | 'meta'>

/** Shift, Ctrl, Alt, Caps Lock and their like, alone. */
export const isBareModifier = (key: Pick<KeyDown, 'code' | 'key'>): boolean => BARE.test(key.code) || BARE.test(key.key)

/** A digit of an Alt + keypad sequence. */
export const isAltDigit = (key: Modified & Pick<KeyDown, 'code'>): boolean =>
  key.alt && !key.altGraph && !key.meta && KEYPAD_DIGIT.test(key.code)

/** A key with Ctrl, Alt or Meta that is not AltGr: a shortcut, when a person hits it. */
export const isShortcut = (key: Modified): boolean => key.meta || ((key.ctrl || key.alt) && !key.altGraph)

/** A key that edits or moves in the field natively, which no synthetic event can do. */
export function isNativeEdit(key: KeyDown): boolean {
  if (EDITING.has(key.key) || EDITING.has(key.code) || key.meta) return true
  return key.ctrl && !key.altGraph && NATIVE_SHORTCUTS.has(key.code)
}

/** Enter or Tab as the gun ends a scan with, or null. */
export function terminatorOf(key: KeyDown): 'Enter' | 'Tab' | null {
  if (key.code === 'Enter' || key.code === 'NumpadEnter') return 'Enter'
  if (key.code === 'Tab') return 'Tab'
  return null
}

/**
 * A key that acts by itself and that guns are set to send before a code: Enter, Space where it presses, a digit with Alt or
 * Ctrl. It waits until no code follows. What only the system can carry out is left to it.
 */
export function actsAlone(key: KeyDown): boolean {
  if (key.unscriptable || key.composing || key.key === 'Process' || key.meta || key.altGraph) return false
  if (terminatorOf(key) === 'Enter') return true
  if (key.code === 'Space') return key.presses === true && !key.ctrl && !key.alt
  return key.alt !== key.ctrl && /^Digit[1-9]$/.test(key.code)
}

const CONTROL_ENDS: Readonly<Record<string, WedgeTerminator>> = { KeyM: 'Enter', KeyJ: 'LF', KeyC: 'ETX' }

/** The key that ends a scan, as guns send it: Enter, Tab, CR, LF or ETX as Ctrl + letter, LF as arrow down; else null. */
export function gunEndOf(key: KeyDown): WedgeTerminator | null {
  if (key.code === 'ArrowDown') return 'LF'
  const isControl = key.ctrl && !key.alt && !key.altGraph && !key.meta
  return terminatorOf(key) ?? (isControl ? (CONTROL_ENDS[key.code] ?? null) : null)
}

/** The key that a scan ended with, as it is called on keyboards. */
export const END_KEYS: Readonly<Record<Exclude<WedgeTerminator, 'silence'>, string>> = {
  Enter: 'Enter',
  Tab: 'Tab',
  LF: 'Ctrl+J',
  ETX: 'Ctrl+C',
  suffix: 'F…',
}

/** The character that a person meant by this key; '' for a key that is not text. */
export const typedText = (key: Modified & Pick<KeyDown, 'key'>): string =>
  isShortcut(key) || [...key.key].length !== 1 ? '' : key.key
