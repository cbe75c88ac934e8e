import { isPlainAddress } from '../../../src/shared/notices/address.ts'

/** Thrown for a letter that cannot be written, whatever the provider says. */
export class NotComposable extends Error {}

/** A header's value: a break or a control character in it would begin a header of somebody else's. */
export function headerValue(value: string): string {
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) throw new NotComposable('control character in a header')
  return value
}

const LONGEST_NAME = 100

/** A name as it may stand before an address: its breaks, what turns the reading direction, and quotes are gone. */
export function displayName(name: string): string {
  const plain = name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/[<>"\\]/g, '')
    .trim()
  // By whole signs: half of one is no text.
  return Array.from(plain).slice(0, LONGEST_NAME).join('').trim()
}

/** Sender and address as the providers' interfaces take them, in one text. */
export const nameAndAddress = ({ name, address }: { name: string; address: string }): string =>
  name === '' ? address : `"${name}" <${address}>`

/** One plain address, or a refusal: lists, comments and names in it are none of a person's own address. */
export function plainAddress(address: string): string {
  if (!isPlainAddress(address)) throw new NotComposable('not one plain address')
  return address
}
