import { checkCharacter3736 } from '../carriers/index.ts'

export type OwnCodeType = 'package' | 'pickup' | 'shelf' | 'command'

export interface OwnCode {
  type: OwnCodeType
  /** The code without its prefix and its check character. */
  body: string
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const PACKAGE_BODY_LENGTH = 9

// Digits and capitals only: scanners type key positions, and these are the keys that no keyboard layout moves.
const FORMS: Readonly<Record<OwnCodeType, { letter: string; body: RegExp; lengths: readonly [number, number] }>> = {
  package: { letter: 'P', body: /^[0-9A-HJKMNP-TV-Z]{9}$/, lengths: [9, 9] },
  pickup: { letter: 'K', body: /^\d{6}$/, lengths: [6, 6] },
  shelf: { letter: 'S', body: /^[0-9A-Z]{1,10}$/, lengths: [1, 10] },
  command: { letter: 'C', body: /^[0-9A-Z]{1,10}$/, lengths: [1, 10] },
}

const TYPES: readonly OwnCodeType[] = ['package', 'pickup', 'shelf', 'command']
const LIKE_OURS = /^LD([PKSC])([0-9A-Z]{1,10})([0-9A-Z])$/

/** The text of one of our own barcodes: `LD`, type letter, body, ISO 7064 MOD 37,36 check character. */
export function makeOwnCode(type: OwnCodeType, body: string): string {
  const form = FORMS[type]
  const upper = body.toUpperCase()
  if (!form.body.test(upper)) throw new RangeError(`Not the body of a ${type} code: ${JSON.stringify(body)}`)
  const text = `LD${form.letter}${upper}`
  return text + checkCharacter3736(text)
}

/** Reads one of our own barcodes; `damaged` when it looks like one and its check character is wrong, else null. */
export function parseOwnCode(text: string): OwnCode | 'damaged' | null {
  if (text.length > 64) return null
  const upper = text.trim().toUpperCase()
  const match = LIKE_OURS.exec(upper)
  if (match === null) return null
  const [, letter = '', body = '', check = ''] = match
  const type = TYPES.find((candidate) => FORMS[candidate].letter === letter)
  if (type === undefined) return null
  const [shortest, longest] = FORMS[type].lengths
  if (body.length < shortest || body.length > longest) return null
  const intact = FORMS[type].body.test(body) && checkCharacter3736(`LD${letter}${body}`) === check
  return intact ? { type, body } : 'damaged'
}

/** A random package body (45 bits), in the alphabet that has no I, L, O or U. */
export function randomPackageBody(random: (n: number) => Uint8Array): string {
  const bytes = random(PACKAGE_BODY_LENGTH)
  if (bytes.length < PACKAGE_BODY_LENGTH) throw new RangeError('Too few random bytes')
  // 256 is a multiple of 32: no letter is favoured.
  return Array.from(bytes.subarray(0, PACKAGE_BODY_LENGTH), (byte) => CROCKFORD.charAt(byte % 32)).join('')
}
