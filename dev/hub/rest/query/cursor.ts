import { unparsed } from '../problem.ts'
import type { Problem } from '../problem.ts'

/** A place in a query string that moves forward while it is read. */
export interface Cursor {
  peek: (length?: number) => string
  ended: () => boolean
  /** Steps over `text` if it stands here. */
  take: (text: string) => boolean
  expect: (text: string, expecting: string) => void
  while: (allowed: (rest: string) => boolean) => string
  /** A name as written, or between double quotes where it holds a sign of the grammar. */
  name: (expecting: string) => string
  /** A text between double quotes, with backslash escapes. */
  quoted: () => string
  /** A quoted text, if one stands here and a sign that ends a value follows it. */
  quotedValue: () => string | undefined
  fail: (expecting: string) => Problem
}

const SIGNS = new Set([',', '.', ':', '(', ')', '!', '"'])

/** Reads `text`; `what` names it in error messages. */
export function createCursor(what: string, text: string): Cursor {
  let at = 0
  const peek = (length = 1): string => text.slice(at, at + length)
  const ended = (): boolean => at >= text.length
  const fail = (expecting: string): Problem => {
    const found = ended() ? 'end of input' : JSON.stringify(text[at])
    return unparsed(what, text, at + 1, `unexpected ${found} expecting ${expecting}`)
  }
  const take = (wanted: string): boolean => {
    if (!text.startsWith(wanted, at)) return false
    at += wanted.length
    return true
  }
  const read = (allowed: (rest: string) => boolean): string => {
    const from = at
    while (!ended() && allowed(text.slice(at, at + 3))) at += 1
    return text.slice(from, at)
  }
  const quoted = (): string => {
    if (!take('"')) throw fail('"\\""')
    let value = ''
    while (!ended() && text[at] !== '"') {
      if (text[at] === '\\' && at + 1 < text.length) at += 1
      value += text[at]
      at += 1
    }
    if (!take('"')) throw fail('"\\""')
    return value
  }
  const name = (expecting: string): string => {
    read((rest) => rest[0] === ' ')
    if (peek() === '"') return quoted()
    const value = read((rest) => !SIGNS.has(rest[0] ?? '') && !rest.startsWith('->')).trim()
    if (value === '') throw fail(expecting)
    return value
  }
  return {
    peek,
    ended,
    take,
    expect: (wanted, expecting) => {
      if (!take(wanted)) throw fail(expecting)
    },
    while: read,
    name,
    quoted,
    quotedValue: () => {
      const from = at
      if (peek() !== '"') return undefined
      try {
        const value = quoted()
        if (ended() || peek() === ',' || peek() === ')') return value
      } catch {
        // No closing quote: the sign belongs to the value.
      }
      at = from
      return undefined
    },
    fail,
  }
}
