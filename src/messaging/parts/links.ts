import { find } from 'linkifyjs'
import { phonesIn } from './phones.ts'

/** A stretch of a text; with the address to open where it is a link. */
export interface Piece {
  /** Where it begins in the text. */
  at: number
  text: string
  href: string | null
}

const OPENABLE = new Set(['http:', 'https:', 'mailto:', 'tel:'])
/** True for an address that may be opened: nothing that runs, reads files or starts another program. */
export function isOpenable(href: string): boolean {
  try {
    const url = new URL(href)
    return OPENABLE.has(url.protocol) && url.username === '' && url.password === ''
  } catch {
    return false
  }
}

/** Endings under which a bare name is an address; under others (.it, .je, .la) it is the end of a sentence far more often. */
const BARE = /^(?:[a-z0-9-]+\.)+(?:ca|com|org|net|quebec|gov|edu)(?=$|[/?#:])/
/** Never part of an address that a person writes: quotation marks and the ellipsis end it. */
const NOT_OF_ADDRESSES = /[«»“”„‹›"<>…\s]/
const HOST_END = /^((?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*?[a-z0-9])\.[A-Z][^./?#]*$/
const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

const count = (text: string, character: string): number => text.split(character).length - 1

/** What of a found address is the address: without the marks, brackets and words that follow it unspaced. */
function trimmed(written: string): string {
  let text = written.split(NOT_OF_ADDRESSES, 1)[0]!
  // "home.ca.Merci": a capital after the dot begins a sentence.
  text = HOST_END.exec(text)?.[1] ?? text
  for (;;) {
    const last = text.at(-1) ?? ''
    const opening = OPENING[last]
    const isLoose = opening === undefined ? /[.,;:!?'’*_]/.test(last) : count(text, last) > count(text, opening)
    if (!isLoose) return text
    text = text.slice(0, -1)
  }
}

/** The addresses of a text that begin with a scheme or www, hold an @, or end as addresses here do. */
function addressesIn(text: string): { start: number; end: number; href: string }[] {
  return find(text, { defaultProtocol: 'https' }).flatMap(({ start, value }) => {
    const written = trimmed(value)
    const [again] = find(written, { defaultProtocol: 'https' })
    if (again?.value !== written) return []
    const isPlain = again.type === 'email' || /^(?:[a-z][a-z0-9+.-]*:|www\.)/i.test(written)
    return isPlain || BARE.test(written) ? [{ start, end: start + written.length, href: again.href }] : []
  })
}

/** Cuts a text into plain stretches and links. Only what is written as an address or a phone number becomes one. */
export function piecesOf(text: string): Piece[] {
  const found = [...addressesIn(text), ...phonesIn(text)].toSorted((a, b) => a.start - b.start)
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
