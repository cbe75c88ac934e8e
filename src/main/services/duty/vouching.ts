import { createHash, createHmac } from 'node:crypto'
import type { PinBook } from './book.ts'

/** What the project knows of a desk's key for somebody. */
const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex')

/**
 * For whom this desk vouches to its project between sign-ins: whoever let it, under their own session, by a key that is made of the
 * desk's secret and is kept nowhere. The project has its digest alone.
 */
export function createVouching(book: PinBook, random: (bytes: number) => Uint8Array) {
  const keyOf = (desk: string, staffId: string, nonce: string): string =>
    createHmac('sha256', book.secret())
      .update(JSON.stringify(['vouch', desk, staffId, nonce]))
      .digest('hex')
  return {
    /** The key for somebody at this desk; null where they did not let it. */
    keyFor(desk: string, staffId: string): string | null {
      const vouched = book.of(staffId)?.vouched
      return vouched?.desk === desk ? keyOf(desk, staffId, vouched.nonce) : null
    },
    /** Somebody else could now go on duty as them: the desk vouches again when they have signed in. Without an id, for nobody. */
    end(staffId?: string): void {
      for (const [id, { vouched, ...rest }] of book.everybody())
        if (vouched && (staffId ?? id) === id) book.put(id, rest)
    },
    /** Their session tells the project the digest of a new key; only then the desk has it. */
    async allow(desk: string, staffId: string, tell: (digest: string) => Promise<void>): Promise<void> {
      const entry = book.of(staffId)
      if (!entry || entry.temporary || entry.vouched?.desk === desk) return
      const nonce = Buffer.from(random(16)).toString('hex')
      await tell(digestOf(keyOf(desk, staffId, nonce)))
      const now = book.of(staffId)
      if (now && !now.temporary) book.put(staffId, { ...now, vouched: { desk, nonce } })
    },
  }
}
