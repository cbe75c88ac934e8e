/** Layouts that a gun may be set to. The data are Microsoft's legacy layouts, which guns imitate. */
export type WedgeLayout = 'us' | 'uk' | 'fr' | 'ca-fr' | 'ca-multix'

export const WEDGE_LAYOUTS: readonly WedgeLayout[] = ['us', 'ca-fr', 'ca-multix', 'fr', 'uk']

type Rows = readonly [digits: string, top: string, home: string, bottom: string]
type Levels = readonly [base: Rows, shift: Rows, altGr?: Readonly<Record<string, string>>]

const ROWS = [
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backslash',
  'IntlBackslash KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
].map((row) => row.split(' '))

const KEYPAD: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`Numpad${n}`, String(n)])),
  NumpadDecimal: '.',
  NumpadAdd: '+',
  NumpadSubtract: '-',
  NumpadMultiply: '*',
  NumpadDivide: '/',
  Space: ' ',
}

// A combining accent (U+0300..) is a dead key.
const LAYOUTS: Readonly<Record<WedgeLayout, Levels>> = {
  us: [
    ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'\\", '\\zxcvbnm,./'],
    ['~!@#$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:"|', '|ZXCVBNM<>?'],
  ],
  uk: [
    ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'#", '\\zxcvbnm,./'],
    ['¬!"£$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:@~', '|ZXCVBNM<>?'],
    { Backquote: '¦', Digit4: '€' },
  ],
  fr: [
    ['²&é"\'(-è_çà)=', 'azertyuiop\u0302$', 'qsdfghjklmù*', '<wxcvbn,;:!'],
    ['~1234567890°+', 'AZERTYUIOP\u0308£', 'QSDFGHJKLM%µ', '>WXCVBN?./§'],
    {
      Digit2: '\u0303',
      Digit3: '#',
      Digit4: '{',
      Digit5: '[',
      Digit6: '|',
      Digit7: '\u0300',
      Digit8: '\\',
      Digit9: '^',
      Digit0: '@',
      Minus: ']',
      Equal: '}',
      BracketRight: '¤',
      KeyE: '€',
    },
  ],
  'ca-fr': [
    ['#1234567890-=', 'qwertyuiop\u0302\u0327', 'asdfghjkl;\u0300<', '«zxcvbnm,.é'],
    ['|!"/$%?&*()_+', 'QWERTYUIOP\u0302\u0308', 'ASDFGHJKL:\u0300>', "»ZXCVBNM'.É"],
    {
      Backquote: '\\',
      Digit1: '±',
      Digit2: '@',
      Digit3: '£',
      Digit4: '¢',
      Digit5: '¤',
      Digit6: '¬',
      Digit7: '¦',
      Digit8: '²',
      Digit9: '³',
      Digit0: '¼',
      Minus: '½',
      Equal: '¾',
      KeyO: '§',
      KeyP: '¶',
      BracketLeft: '[',
      BracketRight: ']',
      Semicolon: '~',
      Quote: '{',
      Backslash: '}',
      IntlBackslash: '°',
      KeyM: 'µ',
      Slash: '\u0301',
    },
  ],
  'ca-multix': [
    ['/1234567890-=', 'qwertyuiop\u0302ç', 'asdfghjkl;èà', 'ùzxcvbnm,.é'],
    ['\\!@#$%?&*()_+', 'QWERTYUIOP\u0308Ç', 'ASDFGHJKL:ÈÀ', 'ÙZXCVBNM\'"É'],
    {
      Backquote: '|',
      Digit7: '{',
      Digit8: '}',
      Digit9: '[',
      Digit0: ']',
      Equal: '¬',
      KeyE: '€',
      BracketLeft: '\u0300',
      BracketRight: '~',
      Semicolon: '°',
      KeyZ: '«',
      KeyX: '»',
      Comma: '<',
      Period: '>',
    },
  ],
}

const isSameOnEveryLayout = (code: string): boolean => code in KEYPAD

/** The character of a physical key under a layout: a combining accent for a dead key, undefined for none. */
export function characterOf(
  layout: WedgeLayout,
  code: string,
  level: { shift: boolean; altGr: boolean },
): string | undefined {
  if (isSameOnEveryLayout(code)) return KEYPAD[code]
  const [base, shift, altGr] = LAYOUTS[layout]
  if (level.altGr) return altGr?.[code]
  for (const [row, codes] of ROWS.entries()) {
    const column = codes.indexOf(code)
    if (column >= 0) return (level.shift ? shift : base)[row]![column]
  }
  return undefined
}

/** Whether a character of the table is a dead key's accent. */
export const isAccent = (character: string): boolean => /^[\u0300-\u036F]$/.test(character)
