import { describe, expect, it } from 'vitest'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { asIntake } from '../../parcel/outcome/asIntake.ts'
import { draftFrom } from './draft.ts'
import { counts, EMPTY_PILE, nextOpen, pileStep, type Pile, type PileEvent } from './pile.ts'

const draft = (id: string) =>
  draftFrom({ ...asIntake({ kind: 'unknown', raw: id, normalised: id, previous: null }), symbology: null }, id)
const row = (id: string, unassigned = true) => ({ id, unassigned }) as PackageRow
const run = (events: PileEvent[], pile: Pile = EMPTY_PILE) => events.reduce(pileStep, pile)
const kept = (...ids: string[]) =>
  run(
    ids.flatMap((id): PileEvent[] => [
      { type: 'scanned', draft: draft(id) },
      { type: 'registered', row: row(id), at: 1000 },
    ]),
  )

describe('pile', () => {
  it('counts a parcel as kept only when main said so', () => {
    const pile = run([{ type: 'scanned', draft: draft('a') }])
    expect(counts(pile.items)).toEqual({ scanned: 1, toIdentify: 0, failed: 0 })
    expect(counts(run([{ type: 'registered', row: row('a'), at: 1000 }], pile).items)).toEqual({
      scanned: 1,
      toIdentify: 1,
      failed: 0,
    })
  })

  it('keeps a parcel that main refused, so that it can be tried again', () => {
    const pile = run([
      { type: 'scanned', draft: draft('a') },
      { type: 'failed', id: 'a' },
    ])
    expect(counts(pile.items).failed).toBe(1)
    expect(run([{ type: 'retry', id: 'a' }], pile).items[0]).toMatchObject({
      state: 'sending',
      draft: { trackingNumber: 'a' },
    })
  })

  it('jumps to the next parcel without an addressee, and around the end', () => {
    const pile = kept('a', 'b', 'c') // newest first: c b a
    const onB = run(
      [
        { type: 'select', id: 'b' },
        { type: 'assigned', row: row('b', false) },
      ],
      pile,
    )
    expect(onB.current).toBe('a')
    const onA = run([{ type: 'assigned', row: row('a', false) }], onB)
    expect(onA.current).toBe('c')
    expect(run([{ type: 'assigned', row: row('c', false) }], onA).current).toBeNull()
  })

  it('does not move the search when another parcel was assigned elsewhere', () => {
    const pile = run(
      [
        { type: 'select', id: 'a' },
        { type: 'assigned', row: row('b', false) },
      ],
      kept('a', 'b'),
    )
    expect(pile.current).toBe('a')
  })

  it('lets a scan arrive while an addressee is being searched', () => {
    const pile = run(
      [
        { type: 'select', id: 'a' },
        { type: 'scanned', draft: draft('z') },
        { type: 'registered', row: row('z'), at: 1000 },
      ],
      kept('a'),
    )
    expect(pile.current).toBe('a')
    expect(nextOpen(pile.items, 'a')).toBe('z')
  })

  it('takes over what an earlier pile left, at the end of the list', () => {
    const fresh = run([{ type: 'refreshed', rows: [row('old'), row('a')], complete: true, at: 9000 }], kept('a'))
    expect(fresh.items.map(({ id }) => id)).toEqual(['a', 'old'])
    expect(counts(fresh.items)).toEqual({ scanned: 1, toIdentify: 2, failed: 0 })
  })

  it('knows what was assigned on another screen, and moves the search on', () => {
    const pile = run(
      [
        { type: 'select', id: 'b' },
        { type: 'refreshed', rows: [row('a')], complete: true, at: 9000 },
      ],
      kept('a', 'b'),
    )
    expect(counts(pile.items).toIdentify).toBe(1)
    expect(pile.current).toBe('a')
  })

  it('does not lose a parcel to a list that was asked for before it was registered', () => {
    const pile = run([{ type: 'refreshed', rows: [], complete: true, at: 1500 }], kept('a'))
    expect(counts(pile.items).toIdentify).toBe(1)
  })

  it('never turns a failed item into a kept one', () => {
    const pile = run([
      { type: 'scanned', draft: draft('b') },
      { type: 'failed', id: 'b' },
    ])
    expect(counts(run([{ type: 'refreshed', rows: [row('b')], complete: true, at: 9000 }], pile).items).failed).toBe(1)
  })
})
