import type Database from 'better-sqlite3'
import type { ChangeSet } from '../changes.ts'

/** An entry as it travels. */
interface WireEntry {
  segment: string
  n: number
  body: string
  hash: string
}
interface Last {
  seq: number
  segment: string
  n: number
  hash: Uint8Array
}

/** The entries of this desk that the project does not have, and what it answers. */
export interface AuditOutbox {
  /** The next ones, oldest first; null when it has all. */
  next(): { entries: WireEntry[]; last: Last } | null
  /** It has these: its heads are kept, the last ones of each day. */
  taken(last: Last, head: { place: number; chain: string; server_time: string }): void
  /** It has another entry in the place of one of these: they stay at this desk, and another segment begins. */
  refused(): void
  /** It knows less than was sent: all is told again, and what it has it passes over. */
  again(): void
}

const MOST = 200
const MOST_BYTES = 400_000
/** Of `_meta`: the place up to which the project has them, and the place where those of this desk begin. */
const SENT = 'audit_sent'
export const FROM = 'audit_from'

/** The queue of the chain: nothing but the places up to which it was sent. */
export function auditOutbox(
  db: Database.Database,
  within: <T>(fn: (changes: ChangeSet) => T) => T,
  serverAhead: () => void,
): AuditOutbox {
  const meta = db.prepare('SELECT value FROM _meta WHERE key = ?').pluck()
  const setMeta = db.prepare(
    'INSERT INTO _meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const after = db.prepare<[number, number], Last & { body: Uint8Array }>(
    'SELECT seq, segment, n, hash, body FROM _audit WHERE seq > ? ORDER BY seq LIMIT ?',
  )
  const last = db.prepare<[], number>('SELECT max(seq) FROM _audit').pluck()
  const keep = db.prepare(
    `INSERT OR REPLACE INTO _audit_anchors (day, segment, n, seq, hash, place, chain, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const number = (key: string): number => Number((meta.get(key) as string | undefined) ?? 0)
  const sentUpTo = (seq: number) => setMeta.run(SENT, String(seq))

  return {
    next() {
      const from = Math.max(number(SENT), number(FROM) - 1)
      const entries: WireEntry[] = []
      let end: Last | null = null
      let bytes = 0
      for (const { body, ...place } of after.all(from, MOST)) {
        bytes += body.length
        if (bytes > MOST_BYTES && end) break
        const hash = Buffer.from(place.hash).toString('hex')
        entries.push({ segment: place.segment, n: place.n, body: Buffer.from(body).toString('utf8'), hash })
        end = place
      }
      return end && { entries, last: end }
    },
    taken({ seq, segment, n, hash }, { place, chain, server_time: at }) {
      within((changes) => {
        sentUpTo(seq)
        keep.run(at.slice(0, 10), segment, n, seq, hash, place, Buffer.from(chain, 'hex'), at)
        changes.add('_audit_anchors')
      })
    },
    refused() {
      within(() => {
        sentUpTo(last.get() ?? 0)
        serverAhead()
      })
    },
    again() {
      within(() => sentUpTo(0))
    },
  }
}
