import { BODY_LIMIT, countCharacters } from './limits.ts'

/**
 * What is stored is what the person wrote, less what no database and no screen can hold. What could mislead a reader (text
 * turned around, invisible characters) is taken out where it is shown, because a text can also come from a program that
 * never ran this one: see `stripMisleading`.
 */

// Control characters but tab and line feed, and what Unicode says is no character.
const UNSTORABLE = /(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}/gu
/**
 * What takes no room (zero-width spaces, soft hyphens, fillers, tags) and what turns the order of the text around and makes
 * "exe.pdf" of "fdp.exe". Variation selectors stay, they only choose how the character before is drawn.
 */
const MISLEADING = /(?![\ufe00-\ufe0f]|\u200c|\u200d)\p{Default_Ignorable_Code_Point}/gu
/** Joiners belong to emoji and to Persian or Hindi words; anywhere else they only hide a difference. */
const STRAY_JOINER =
  /(?<!\p{L}|\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier})(?:\u200c|\u200d)|(?:\u200c|\u200d)(?!\p{L}|\p{M}|\p{Extended_Pictographic})/gu

/** A body as it is stored: one kind of line end, composed letters, no control characters, no empty ends. */
export const cleanBody = (text: string): string =>
  text
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(UNSTORABLE, '')
    .replaceAll(/^(?:[^\S\n]*\n)+|\s+$/g, '')

/** A subject or a name as it is stored: one line. */
export const cleanLine = (text: string): string => cleanBody(text).replaceAll(/\s+/g, ' ').trim()

/** A text as it may be shown. Put it in an element with dir="auto" of its own. */
export const stripMisleading = (text: string): string => text.replaceAll(MISLEADING, '').replaceAll(STRAY_JOINER, '')

/** True when a reader would see nothing. */
export const isBlank = (text: string): boolean =>
  stripMisleading(text.replaceAll(UNSTORABLE, '')).replaceAll(/\s|\u2800|[\ufe00-\ufe0f]/g, '') === ''

export type BodyProblem = { code: 'empty' } | { code: 'too_long'; over: number }

/** Why a body cannot be sent, or null. The text itself is never shortened. */
export function bodyProblem(text: string, { attachments = 0 } = {}): BodyProblem | null {
  const body = cleanBody(text)
  if (isBlank(body) && attachments === 0) return { code: 'empty' }
  const over = countCharacters(body) - BODY_LIMIT
  return over > 0 ? { code: 'too_long', over } : null
}
