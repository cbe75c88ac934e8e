import { describe, expect, it } from 'vitest'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import type { Response } from '../../../shared/contract/index.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { asIntake } from '../../parcel/outcome/asIntake.ts'
import { world, settle, scan } from './testing.ts'

describe('pile', () => {
  it('puts every scan on disk at once, without a label', async () => {
    const w = world()
    w.desk.setPiling(true)
    for (const raw of ['A', 'B', 'C']) w.desk.arrive(scan(raw))
    await settle()
    expect([...w.kept.values()].map(({ rawBarcode, print }) => [rawBarcode, print])).toEqual([
      ['A', false],
      ['B', false],
      ['C', false],
    ])
    expect(w.news.at(-1)).toMatchObject({ kind: 'piled', scanned: 3, toIdentify: 3 })
  })

  it('says of a number that was here before that it was, and keeps it all the same', async () => {
    // Bug: a pile registered such a parcel again without a word.
    const w = world()
    const previous = { id: 'old', shortNumber: 'A7' } as PackageRow
    w.desk.setPiling(true)
    w.desk.arrive({ ...asIntake({ kind: 'unknown', raw: 'A', normalised: 'A', previous }), symbology: null })
    w.desk.arrive(scan('B'))
    await settle()
    expect([...w.kept.keys()]).toEqual(['p1', 'p2'])
    expect(w.news).toMatchObject([
      { kind: 'piled', previous },
      { kind: 'piled', previous: null },
    ])
  })

  it('registers what is in hand when the pile begins', async () => {
    const w = world()
    w.desk.arrive(scan('A'))
    w.desk.setPiling(true)
    await settle()
    expect(w.desk.state.get()).toMatchObject({ draft: null, piling: true })
    expect(w.kept.has('p1')).toBe(true)
  })

  it('assigns one, prints it and goes on to the next', async () => {
    const w = world()
    w.desk.setPiling(true)
    for (const raw of ['A', 'B']) w.desk.arrive(scan(raw))
    await settle()
    w.desk.pile({ type: 'select', id: 'p2' })
    await w.desk.assign('p2', { unitId: 'u', residentId: null } as AddresseeHit)
    expect(w.desk.state.get().pile.current).toBe('p1')
    expect(w.news.at(-1)).toMatchObject({ kind: 'assigned', printing: true, toIdentify: 1 })
  })

  it('keeps everything when it is left', async () => {
    const w = world()
    w.desk.setPiling(true)
    w.desk.arrive(scan('A'))
    await settle()
    w.desk.setPiling(false)
    expect(w.desk.state.get().pile.items).toHaveLength(1)
  })

  // Bug: F9 twice took an identified parcel's addressee and registration back, and its row stayed in the pile with the
  // old name: only what had no addressee was asked for again. The same for an addressee that another screen changed.
  it('follows what happens to the parcels of a pile elsewhere: undone they go, for somebody else they say so', async () => {
    const w = world()
    const shows = (id: string, unit: string | null, removed = false) =>
      w.rows.set(id, {
        id,
        unassigned: unit === null,
        unit: unit && { id: unit, number: unit },
        removed,
      } as unknown as Response<'packages.get'>)
    w.desk.setPiling(true)
    for (const raw of ['A', 'B', 'C']) w.desk.arrive(scan(raw))
    await settle()
    const marie = { unitId: 'u1204', residentId: 'marie' } as AddresseeHit
    await w.desk.assign('p1', marie)
    await w.desk.assign('p2', marie)
    shows('p1', '1204', true)
    shows('p2', '508')
    w.desk.changed(['p1', 'p2', 'not of this pile'])
    await settle()
    const { items } = w.desk.state.get().pile
    expect(items.map(({ id, row }) => [id, row?.unit?.number])).toEqual([
      ['p3', undefined],
      ['p2', '508'],
    ])
    // What cannot be read stays as it was; many changes mean all.
    shows('p2', null)
    w.desk.changed('all')
    await settle()
    expect(w.desk.state.get().pile.items.map(({ id, row }) => [id, row?.unassigned])).toEqual([
      ['p3', true],
      ['p2', true],
    ])
  })
})
