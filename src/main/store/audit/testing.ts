import { entriesAfter } from './read.ts'
import type { Replica } from '../open.ts'
import { createVerifier, type Anchor, type KeptEntry } from './verify.ts'

/** All entries of a store's chain. */
export const chainOf = (store: Replica): KeptEntry[] => entriesAfter(store.prepare, 0, 1_000_000)

/** The verdict over these entries. */
export function verdictOf(entries: Iterable<KeptEntry>, anchors: readonly Anchor[] = [], length: number | null = null) {
  const verifier = createVerifier(anchors)
  for (const entry of entries) verifier.take(entry)
  return verifier.end(length)
}

/** The bodies, as they can be looked into. */
export const bodiesOf = (entries: readonly KeptEntry[]) =>
  entries.map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>)
