import { isAltDigit } from './keys.ts'
import { characterOf, isAccent } from './layouts.ts'
import type { WedgePress, WedgeSettings } from './types.ts'

export interface Decoded {
  readonly text: string
  readonly corrupt: boolean
}

type DecodeSettings = Pick<WedgeSettings, 'layout' | 'groupSeparatorKey'>

/** Stands where a key has no character, so that a damaged text never passes for a shorter one. */
export const UNREADABLE = '\uFFFD'
const GS = '\u001D'
const SPACING: Readonly<Record<string, string>> = {
  '\u0300': '`',
  '\u0301': '´',
  '\u0302': '^',
  '\u0303': '~',
  '\u0308': '¨',
  '\u0327': '¸',
}
// Guns that map control characters to Ctrl use the American key tops, whatever their layout.
const CONTROL: Readonly<Record<string, string>> = {
  BracketLeft: '\u001B',
  Backslash: '\u001C',
  BracketRight: GS,
  Digit6: '\u001E',
  Minus: '\u001F',
}

/** The control character that Ctrl + this key stands for. */
export function controlCharacter(press: Pick<WedgePress, 'code' | 'shift'>, settings: DecodeSettings) {
  const own = characterOf(settings.layout, press.code, { shift: press.shift, altGr: false })?.toUpperCase()
  if (own !== undefined && /^[A-Z[\\\]^_]$/.test(own)) return String.fromCharCode(own.charCodeAt(0) & 0x1f)
  return CONTROL[press.code]
}

/** The character of one key outside Alt sequences: a combining accent for a dead key, undefined for none. */
export function decodeKey(press: Pick<WedgePress, 'code' | 'shift' | 'ctrl' | 'alt'>, settings: DecodeSettings) {
  if (press.code === settings.groupSeparatorKey) return GS
  if (press.ctrl && !press.alt) return controlCharacter(press, settings)
  return characterOf(settings.layout, press.code, { shift: press.shift, altGr: press.alt })
}

function altCharacter(digits: string): string {
  const value = Number(digits)
  // Alt+0nnn is Windows-1252, Alt+nnn the old code page: alike in ASCII, and 1252 is Latin-1 from 160.
  if (value > 0 && value < 128) return String.fromCharCode(value)
  return digits.startsWith('0') && value >= 160 && value <= 255 ? String.fromCharCode(value) : UNREADABLE
}

/** What the keys of a scan say in the gun's layout. */
export function decodePresses(presses: readonly WedgePress[], settings: DecodeSettings): Decoded {
  const out: string[] = []
  let accent = ''
  let digits = ''
  const put = (character: string) => {
    if (!accent) out.push(character)
    else if (character === ' ') out.push(SPACING[accent] ?? UNREADABLE)
    else {
      const composed = (character + accent).normalize('NFC')
      out.push(composed.length === 1 ? composed : (SPACING[accent] ?? UNREADABLE) + character)
    }
    accent = ''
  }
  const closeAlt = () => {
    if (digits) put(altCharacter(digits))
    digits = ''
  }
  for (const press of presses) {
    if (isAltDigit({ ...press, altGraph: false, meta: false })) {
      if (press.opensAlt) closeAlt()
      digits += press.code.slice(-1)
      continue
    }
    closeAlt()
    const character = decodeKey(press, settings) ?? UNREADABLE
    if (isAccent(character) && !accent) accent = character
    else put(isAccent(character) ? (SPACING[character] ?? UNREADABLE) : character)
  }
  closeAlt()
  if (accent) out.push(SPACING[accent] ?? UNREADABLE)
  const text = out.join('')
  return { text, corrupt: text.includes(UNREADABLE) }
}
