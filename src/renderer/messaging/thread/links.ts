import { find } from 'linkifyjs'

/** A stretch of a text; with the address to open where it is a link. */
export interface Piece {
  /** Where it begins in the text. */
  at: number
  text: string
  href: string | null
}

const OPENABLE = new Set(['http:', 'https:', 'mailto:', 'tel:'])
const PHONE = /(?<![\w.+-])(?:\+?1[ .-]?)?\(?[2-9]\d{2}\)?[ .-]?[2-9]\d{2}[ .-]\d{4}(?![\w-])/g

/** True for an address that may be opened: nothing that runs, reads files or starts another program. */
export function isOpenable(href: string): boolean {
  try {
    const url = new URL(href)
    return OPENABLE.has(url.protocol) && url.username === '' && url.password === ''
  } catch {
    return false
  }
}

/** Cuts a text into plain stretches and links. Only what is written as an address or a phone number becomes one. */
export function piecesOf(text: string): Piece[] {
  const found = [
    ...find(text, { defaultProtocol: 'https' }).map(({ start, end, href }) => ({ start, end, href })),
    ...Array.from(text.matchAll(PHONE), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      href: `tel:${match[0].replaceAll(/[^\d+]/g, '')}`,
    })),
  ].toSorted((a, b) => a.start - b.start)
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, href } of found) {
    if (start < at || !isOpenable(href)) continue
    if (start > at) pieces.push({ at, text: text.slice(at, start), href: null })
    pieces.push({ at: start, text: text.slice(start, end), href })
    at = end
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), href: null })
  return pieces
}
