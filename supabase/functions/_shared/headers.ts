/** Thrown for a letter that cannot be written, whatever the provider says. */
export class NotComposable extends Error {}

/** A header's value: a break or a control character in it would begin a header of somebody else's. */
export function headerValue(value: string): string {
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) throw new NotComposable('control character in a header')
  return value
}

/** A name as it may stand before an address: its breaks, and what turns the reading direction, are gone. */
export const displayName = (name: string): string =>
  name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/[<>"]/g, '')
    .trim()
    .slice(0, 100)

const ADDRESS = /^[^\s@<>(),:;"\\[\]\p{Cc}]{1,64}@[^\s@<>(),:;"\\[\]\p{Cc}]{1,255}$/u

/** One plain address, or a refusal: lists, comments and names in it are none of a person's own address. */
export function plainAddress(address: string): string {
  if (!ADDRESS.test(address)) throw new NotComposable('not one plain address')
  return address
}
