import { describe, expect, it, onTestFinished } from 'vitest'
import { openTestDirectory } from './testing.ts'

const inUnit = (hits: readonly { name: string; receives: boolean; vacant: boolean; former: boolean }[]) =>
  hits.map(({ name, receives, vacant, former }) => [name, { receives, vacant, former }])

describe('who receives parcels', () => {
  // Bug: an owner who lives elsewhere stood first by name, and Enter registered the tenant's parcel for them.
  it('stands before an owner whose parcels do not come here, and the hit says so', async () => {
    const directory = await openTestDirectory(onTestFinished, [
      { given: 'Ada', family: 'Abel', unit: '804', receives: false },
      { given: 'Zoé', family: 'Zola', unit: '804' },
      { given: 'Bea', family: 'Bard', unit: '804', to: '2026-10-01' },
    ])
    expect(inUnit(directory.search('804', 9))).toEqual([
      ['Zoé Zola', { receives: true, vacant: false, former: false }],
      ['', { receives: true, vacant: false, former: false }],
      ['Ada Abel', { receives: false, vacant: false, former: false }],
      ['Bea Bard', { receives: true, vacant: false, former: true }],
    ])
  })

  it('is nobody in a unit whose people left, are yet to come, or take their parcels elsewhere', async () => {
    const directory = await openTestDirectory(
      onTestFinished,
      [
        { family: 'Gone', unit: '101', to: '2026-11-21' },
        { family: 'Coming', unit: '102', from: '2026-11-23' },
        { family: 'Elsewhere', unit: '103', receives: false },
        { family: 'Last day', unit: '104', to: '2026-11-22' },
      ],
      { units: ['105'] },
    )
    const vacant = (unit: string) => directory.search(unit, 9).find(({ kind }) => kind === 'unit')!.vacant
    expect(['101', '102', '103', '104', '105'].map(vacant)).toEqual([true, true, true, false, true])
  })
})

describe('what to know of whom a parcel is for', () => {
  it('goes by the unit that the parcel names: who has left it no longer lives there', async () => {
    const directory = await openTestDirectory(
      onTestFinished,
      [
        { family: 'Here', unit: '101' },
        { family: 'Owner', unit: '102', receives: false },
      ],
      { units: ['103'] },
    )
    const care = (residentId: string | null, unit: string | null) =>
      directory.care({ residentId, unitId: unit && `u-${unit}` })?.kind ?? null
    expect(care('r0', '101')).toBeNull()
    expect(care('r0', '103')).toBe('moved_out')
    expect(care('r1', '102')).toBe('not_receiving')
    expect([care(null, '101'), care(null, '102'), care(null, '103')]).toEqual([null, 'vacant', 'vacant'])
    expect(care(null, null)).toBeNull()
  })
})
