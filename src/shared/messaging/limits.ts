/**
 * Characters are counted as Unicode code points: the one count on which JavaScript, SQLite and Postgres agree, so that what
 * the composer lets through no database refuses. A flag or a family emoji counts as the several characters it is made of.
 */
export const BODY_LIMIT = 4_000
export const SUBJECT_LIMIT = 120
/** An edit within this time; later a new message says what changed. */
export const EDIT_WINDOW_MS = 15 * 60_000
/** How long after its message an edit may reach the server without a manager: five minutes more, for the way. */
export const EDIT_ARRIVAL_MS = EDIT_WINDOW_MS + 5 * 60_000

export const ATTACHMENTS_PER_MESSAGE = 5
/** How long after its message the server takes the files that it announced. */
export const FILES_ARRIVAL_MS = 60 * 60_000
export const ATTACHMENT_BYTES = 10 * 1024 * 1024
/** Longest side of a re-encoded image. */
export const IMAGE_SIDE = 2_048

/** How long "is typing" is believed without another sign of life, and how often the sign is given. */
export const TYPING_TTL_MS = 6_000
export const TYPING_EVERY_MS = 3_000
/** How long a colleague is believed to have a thread open without another sign of life. */
export const VIEWING_TTL_MS = 45_000
export const VIEWING_EVERY_MS = 20_000

/** The beginning of a text, cut between two characters. */
export const firstCharacters = (text: string, count: number): string => [...text].slice(0, count).join('')

/** The characters of a text as every limit counts them. */
export const countCharacters = (text: string): number => {
  let count = 0
  for (let i = 0; i < text.length; i++, count++) if (text.codePointAt(i)! > 0xff_ff) i++
  return count
}
