import { createHash, createHmac } from 'node:crypto'
import type { PinBook } from './book.ts'

/** How long a desk vouches for somebody who has signed in there: a long shift. The server holds acts against it too (file 29b). */
const VOUCH_HOURS = 16

/** What the project knows of a desk's key. */
const keyDigest = (key: string): string => createHash('sha256').update(key).digest('hex')

interface VouchingPorts {
  random(bytes: number): Uint8Array
  now(): Date
}

/**
 * For whom this desk vouches to its project between sign-ins: whoever let it, under their own session, by a key that is made of the
 * desk's secret and is kept nowhere. The project has its digest alone. It ends with their shift and when they sign out.
 */
export function createVouching(book: PinBook, { random, now }: VouchingPorts) {
  const madeOf = (...parts: string[]): string =>
    createHmac('sha256', book.secret()).update(JSON.stringify(parts)).digest('hex')
  const keyOf = (desk: string, staffId: string, nonce: string): string => madeOf('vouch', desk, staffId, nonce)
  return {
    /** The key for what somebody did at this desk, also when their shift is over by now; null where they did not let it. */
    keyFor(desk: string, staffId: string): string | null {
      const vouched = book.of(staffId)?.vouched
      return vouched?.desk === desk ? keyOf(desk, staffId, vouched.nonce) : null
    },
    /** Whether it vouches for what they do now. */
    vouches(desk: string, staffId: string): boolean {
      const vouched = book.of(staffId)?.vouched
      return vouched?.desk === desk && vouched.until !== undefined && now().toISOString() < vouched.until
    },
    /** Somebody else could now go on duty as them: the desk vouches again when they have signed in. Without an id, for nobody. */
    end(staffId?: string): void {
      for (const [id, { vouched, ...rest }] of book.everybody())
        if (vouched && (staffId ?? id) === id) book.put(id, rest)
    },
    /** They signed out: what they have done goes out with their key, and they sign in before they do more. */
    shiftOver(staffIds: readonly (string | null)[]): void {
      const until = now().toISOString()
      for (const [id, { vouched, ...rest }] of book.everybody())
        if (vouched && staffIds.includes(id)) book.put(id, { ...rest, vouched: { ...vouched, until } })
    },
    /** Whoever works here no more, and comes back, signs in first. */
    endOthers(working: readonly string[]): void {
      for (const [id, { vouched, ...rest }] of book.everybody())
        if (vouched && !working.includes(id)) book.put(id, rest)
    },
    /** Their session tells the project the digest of a new key; only then the desk has it. */
    async allow(desk: string, staffId: string, tell: (digest: string) => Promise<void>): Promise<void> {
      const entry = book.of(staffId)
      if (!entry || entry.temporary) return
      const nonce = Buffer.from(random(16)).toString('hex')
      const until = new Date(now().getTime() + VOUCH_HOURS * 3_600_000).toISOString()
      await tell(keyDigest(keyOf(desk, staffId, nonce)))
      const current = book.of(staffId)
      if (current && !current.temporary) book.put(staffId, { ...current, vouched: { desk, nonce, until } })
    },
    /** The key by which this computer speaks for its desk; null while the secret that it is made of cannot be read. */
    ofDesk: (desk: string): string | null => (book.isLost() ? null : madeOf('desk', desk)),
  }
}
