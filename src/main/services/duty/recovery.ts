import { createHash } from 'node:crypto'
import { DeskError } from '../../../shared/contract/errors.ts'
import { isSameHash } from './hash.ts'
import type { BookPorts, PinBook } from './book.ts'

const META_KEY = 'duty_recovery'
/** Crockford's base32: nothing in it is taken for something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 20

/** As it is compared: people write O for 0, I and L for 1, and spaces or dashes as they like. */
const plain = (code: string): string =>
  code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
// Long enough to be guessed by nobody: it needs no key, which would be lost with the rest.
const digestOf = (code: string): Buffer => createHash('sha256').update(plain(code)).digest()

/** A code on paper with which the PINs of a desk begin anew when the computer has lost the key that seals them. */
export function createRecovery(book: PinBook, { meta, random }: Pick<BookPorts, 'meta' | 'random'>) {
  const kept = (): string => meta()?.get(META_KEY) ?? ''
  return {
    isMade: (): boolean => kept() !== '',
    /** Makes a code, in the place of the one before; it is shown once. */
    make(): string {
      const code = Array.from(random(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
      meta()?.set(META_KEY, digestOf(code).toString('hex'))
      return code.match(/.{5}/g)!.join('-')
    },
    /** The PINs begin anew, once by each code. */
    use(code: string): void {
      if (!book.isLost()) throw new DeskError('NOT_FOUND')
      if (kept() === '' || !isSameHash(digestOf(code), Buffer.from(kept(), 'hex')))
        throw new DeskError('CODE_NOT_RIGHT')
      meta()?.set(META_KEY, '')
      book.beginAnew()
    },
  }
}
