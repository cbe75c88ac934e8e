/** A new password has at least so many characters. */
export const SHORTEST_PASSWORD = 8
/** Supabase takes no more bytes of one than bcrypt reads. */
const LONGEST_BYTES = 72

const bytesOf = (character: string): number => {
  const point = character.codePointAt(0)!
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

/** Whether a project can keep a password whole: letters with accents count twice. */
export const fitsAsPassword = (text: string): boolean =>
  [...text].reduce((sum, character) => sum + bytesOf(character), 0) <= LONGEST_BYTES
