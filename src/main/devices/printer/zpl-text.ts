/** What every ZPL printer's own scalable typeface holds, whatever its firmware: Windows-1252. */
const FONT_0 =
  /^[\u0020-\u007E\u00A0-\u00FF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u2013\u2014\u2018-\u201A\u201C-\u201E\u2020-\u2022\u2026\u2030\u2039\u203A\u20AC\u2122]*$/u

/** Whether the printer can set this text itself. */
export const printerHasLetters = (text: string): boolean => FONT_0.test(text)

/** Letters, figures and marks that mean nothing to any ZPL command. */
const HARMLESS = /[0-9A-Za-z .,:;()/#+*=-]/

/**
 * Text as the data of a field that `^FH` precedes. Everything but harmless ASCII goes as hexadecimal UTF-8 bytes: a name
 * can then be no command, whatever the printer's prefixes are, and no driver's code page can change an accent.
 */
export function zplFieldData(text: string): string {
  let out = ''
  for (const character of text) {
    if (HARMLESS.test(character)) out += character
    else
      for (const byte of Buffer.from(character, 'utf8')) out += `_${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return out
}
