/** A selection in a text field, in UTF-16 units. */
export interface Caret {
  start: number
  end: number
}

/** Puts `piece` where the selection is, with a space before it where a word would run into it; answers where the caret goes. */
export function insertAt(text: string, { start, end }: Caret, piece: string): { text: string; at: number } {
  const from = Math.min(start, text.length)
  const before = text.slice(0, from)
  const gap = /[\p{L}\p{N},.;:!?}]$/u.test(before) ? ' ' : ''
  const head = before + gap + piece
  return { text: head + text.slice(Math.max(from, Math.min(end, text.length))), at: head.length }
}
