import type { Anchor, KeptEntry } from './verify.ts'

/** A prepared question, by the store or by a connection that only reads. */
type Ask = (sql: string) => { all(...given: unknown[]): unknown[] }

interface Row {
  seq: number
  segment: string
  n: number
  at: string
  actor_id: string | null
  area: string
  body: Uint8Array
  hash: Uint8Array
}

/** Entries after a place in the file, in its order. */
export function entriesAfter(prepare: Ask, seq: number, limit: number): KeptEntry[] {
  const rows = prepare(
    'SELECT seq, segment, n, at, actor_id, area, body, hash FROM _audit WHERE seq > ? ORDER BY seq LIMIT ?',
  ).all(seq, limit) as Row[]
  return rows.map(({ seq: place, body, hash, ...columns }) => ({ seq: place, body, hash, columns }))
}

/** The heads that the server has answered, as this file keeps them. */
export function keptAnchors(prepare: Ask): Anchor[] {
  const rows = prepare('SELECT segment, n, hash FROM _audit_anchors ORDER BY at').all() as {
    segment: string
    n: number
    hash: Uint8Array
  }[]
  return rows.map(({ segment, n, hash }) => ({ segment, n, hash: Buffer.from(hash).toString('hex') }))
}
