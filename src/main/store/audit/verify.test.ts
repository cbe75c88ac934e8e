import { assert, boolean, integer, nat, property } from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SEGMENT } from '../../../shared/audit/entry.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions } from '../testing.ts'
import { linkOf, START } from './link.ts'
import { chainOf, verdictOf } from './testing.ts'
import type { Anchor, KeptEntry } from './verify.ts'

async function chain(count: number): Promise<KeptEntry[]> {
  const store = await openReady(testOptions(testDir(onTestFinished)), onTestFinished)
  seedSmall(store)
  for (let n = 1; n < count; n++) registerParcel(store, n)
  return chainOf(store)
}
const copy = (entry: KeptEntry): KeptEntry => ({
  ...entry,
  body: Uint8Array.from(entry.body),
  hash: Uint8Array.from(entry.hash),
  columns: { ...entry.columns! },
})
const headOf = (entry: KeptEntry): Anchor => ({
  segment: entry.columns!.segment,
  n: entry.columns!.n,
  hash: Buffer.from(entry.hash).toString('hex'),
})
/** What somebody does who knows how the chain is made: everything from a place on is linked anew. */
function restamp(entries: readonly KeptEntry[], from: number, change: (text: string) => string): KeptEntry[] {
  let before: Uint8Array = from === 0 ? START : entries[from - 1]!.hash
  return entries.map((entry, at) => {
    if (at < from) return entry
    const text = Buffer.from(entry.body).toString('utf8')
    const body = Buffer.from(at === from ? change(text) : text)
    before = linkOf(before, body)
    return { ...entry, body, hash: before }
  })
}

describe('a chain that was tampered with', () => {
  // Bug: a byte that decodes to the same text (an invalid one, a replacement character) passed.
  it('is found by each single byte, wherever it stands, and named', async () => {
    const entries = await chain(12)
    expect(verdictOf(entries).broken).toBeNull()
    assert(
      property(
        nat(entries.length - 1),
        boolean(),
        nat(100_000),
        integer({ min: 1, max: 255 }),
        (at, inHash, place, change) => {
          const changed = entries.map(copy)
          const bytes = inHash ? changed[at]!.hash : changed[at]!.body
          bytes[place % bytes.length]! ^= change
          const { broken } = verdictOf(changed)
          expect(broken).not.toBeNull()
          expect(broken!.seq).toBe(at + 1)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('is found by what stands beside the bytes', async () => {
    const entries = await chain(4)
    for (const [column, value] of [
      ['at', '2020-01-01T00:00:00.000Z'],
      ['actor_id', 's2'],
      ['area', 'staff'],
      ['n', 7],
      ['segment', 'x'],
    ] as const) {
      const changed = entries.map(copy)
      Object.assign(changed[2]!.columns!, { [column]: value })
      expect(verdictOf(changed).broken, column).toMatchObject({ kind: 'changed', seq: 3 })
    }
  })

  it('names an entry that was taken out, in whatever way the rest was closed up', async () => {
    const entries = await chain(8)
    const without = entries.toSpliced(4, 1)
    expect(verdictOf(without).broken).toMatchObject({ kind: 'missing', n: 5 })
    expect(verdictOf(without.map((entry, at) => ({ ...entry, seq: at + 1 }))).broken).toMatchObject({
      kind: 'missing',
      n: 5,
    })
    expect(verdictOf(entries.slice(1)).broken).toMatchObject({ kind: 'missing', n: 1 })
  })

  it('names an entry that stands elsewhere', async () => {
    const entries = await chain(8)
    const moved = [...entries.slice(0, 3), ...entries.slice(4, 7), entries[3]!, entries[7]!]
    expect(verdictOf(moved).broken).toMatchObject({ kind: 'reordered', n: 4 })
    const twice = [...entries.slice(0, 5), entries[2]!, ...entries.slice(5)]
    expect(verdictOf(twice).broken).toMatchObject({ kind: 'reordered', n: 3 })
  })

  // Bug: a chain whose end is cut off is a good chain.
  it('is found cut by the length, and by a head from elsewhere', async () => {
    const entries = await chain(8)
    const cut = entries.slice(0, 6)
    expect(verdictOf(cut).broken).toBeNull()
    expect(verdictOf(cut, [], 8).broken).toMatchObject({ kind: 'cut', n: 7 })
    expect(verdictOf(cut, [headOf(entries[7]!)]).broken).toMatchObject({ kind: 'cut', n: 7 })
    expect(verdictOf(cut, [{ ...headOf(entries[7]!), segment: null }]).broken).toMatchObject({ kind: 'cut', n: 7 })
    expect(verdictOf([], [headOf(entries[7]!)]).broken).toMatchObject({ kind: 'cut' })
  })

  // Bug: whoever has the program links all that follows anew, or cuts and fills up to the same length: nothing in the chain tells it.
  it('is found linked anew by a head from elsewhere', async () => {
    const entries = await chain(8)
    const anew = restamp(entries, 3, (text) => text.replace('"received"', '"returned"'))
    expect(verdictOf(anew).broken).toBeNull()
    expect(verdictOf(anew, [headOf(entries[1]!), headOf(entries[6]!)]).broken).toMatchObject({
      kind: 'restamped',
      n: 7,
      provenUpTo: 2,
    })
    const label = { segment: null, n: 7, hash: headOf(entries[6]!).hash.slice(0, 32) }
    expect(verdictOf(entries, [label])).toMatchObject({ broken: null, anchors: { given: 1, met: 1 } })
    expect(verdictOf(anew, [label]).broken).toMatchObject({ kind: 'restamped', n: 7 })
  })

  it('cannot hide entries behind a new beginning', async () => {
    const entries = await chain(6)
    const more = await chain(3)
    const both = [...entries, ...more.map((entry) => ({ ...entry, seq: entry.seq + 6 }))]
    expect(verdictOf(both).broken).toMatchObject({ seq: 7 })
    const begins = restamp(entries, 2, (text) => text.replace('packages.register', SEGMENT))
    expect(verdictOf(begins).broken).toMatchObject({ kind: 'changed', seq: 3 })
  })
})
