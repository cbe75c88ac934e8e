/** What of a key press tells which shortcut it is. */
export interface Press {
  key: string
  code: string
  ctrlKey: boolean
  altKey: boolean
  shiftKey: boolean
  metaKey: boolean
}

/** The name of a key press, such as "F2", "Ctrl+K" or "Shift+F8"; letters by position, so that a layout does not matter. */
export function shortcutOf(press: Press): string {
  const key = /^Key[A-Z]$/.test(press.code) ? press.code.slice(3) : press.key
  return [press.ctrlKey && 'Ctrl', press.altKey && 'Alt', press.shiftKey && 'Shift', press.metaKey && 'Meta', key]
    .filter(Boolean)
    .join('+')
}

/** Control characters as guns type them: tab, line feed, carriage return. */
const OF_GUNS = new Set(['Ctrl+I', 'Ctrl+J', 'Ctrl+M'])

/** True for a key that never is part of typed or scanned text: what a general shortcut may be. */
export const isSafeShortcut = (shortcut: string): boolean =>
  !OF_GUNS.has(shortcut) && /^((Shift\+)?F\d{1,2}|Ctrl\+[A-Z]|Ctrl\+Enter|Alt\+ArrowLeft|Escape)$/.test(shortcut)
