import { describe, expect, it } from 'vitest'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
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
})
