import type { Prepare } from '../statements.ts'
import type { KeptEntry } from './verify.ts'

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
export function entriesAfter(prepare: Prepare, seq: number, limit: number): KeptEntry[] {
  return prepare<Row>(
    'SELECT seq, segment, n, at, actor_id, area, body, hash FROM _audit WHERE seq > ? ORDER BY seq LIMIT ?',
  )
    .all(seq, limit)
    .map(({ seq: place, body, hash, ...columns }) => ({ seq: place, body, hash, columns }))
}
