import { describe, expect, it } from 'vitest'
import { cleanCode, grouped, missing, scanned, ticked, type Collectable } from './selection.ts'

const parcel = (id: string, residentId: string | null, status = 'received'): Collectable => ({
  id,
  status,
  resident: residentId === null ? null : { id: residentId },
})
const all = [parcel('1', 'marie'), parcel('2', 'marie', 'on_hold'), parcel('3', 'paul'), parcel('4', null)]

describe('what is ticked', () => {
  it("is the person's own, but nothing on hold and nothing of the neighbours", () => {
    expect(ticked(all, { residentId: 'marie', packageId: null }, {})).toEqual(['1'])
  })

  it('is the scanned label, also when it is on hold', () => {
    expect(ticked(all, { residentId: 'marie', packageId: '2' }, {})).toEqual(['1', '2'])
  })

  it('is what has no name when a unit of several people was opened', () => {
    expect(ticked(all, { residentId: null, packageId: null }, {})).toEqual(['4'])
    expect(ticked([parcel('1', 'marie'), parcel('5', 'marie')], { residentId: null, packageId: null }, {})).toEqual([
      '1',
      '5',
    ])
  })

  it('keeps what a person unticked when the list is read again', () => {
    expect(
      ticked([...all, parcel('9', 'marie')], { residentId: 'marie', packageId: null }, { '1': false, '3': true }),
    ).toEqual(['3', '9'])
  })

  it('drops a parcel that was handed over meanwhile, though it had been ticked', () => {
    expect(ticked([parcel('1', 'marie')], { residentId: 'marie', packageId: '2' }, { '2': true })).toEqual(['1'])
  })
})

describe('scanning during a hand-over', () => {
  it('tells a label of someone else from one of the list', () => {
    expect(scanned(all, ['1'], '3')).toBe('ticked')
    expect(scanned(all, ['1'], '1')).toBe('already')
    expect(scanned(all, ['1'], '77')).toBe('other_person')
  })
})

describe('grouping', () => {
  it('puts the person first', () => {
    expect(grouped(all, 'paul')).toEqual({ own: [all[2]], others: [all[0], all[1], all[3]] })
    expect(grouped(all, null).others).toEqual([])
  })
})

describe('what is missing', () => {
  const ready = { count: 1, collectedBy: 'Marie', proof: 'known', code: '', signed: false } as const
  it('asks for one thing at a time, in the order of the screen', () => {
    expect(missing({ ...ready, count: 0, collectedBy: '' })).toBe('parcels')
    expect(missing({ ...ready, collectedBy: '  ' })).toBe('collector')
    expect(missing({ ...ready, proof: 'code', code: '123' })).toBe('code')
    expect(missing({ ...ready, proof: 'signature' })).toBe('signature')
    expect(missing(ready)).toBeNull()
    expect(missing({ ...ready, proof: 'code', code: '123 456' })).toBeNull()
  })
  it('reads a code the way people say it', () => {
    expect(cleanCode(' 12-34 56 ')).toBe('123456')
    expect(cleanCode('1234567')).toBe('123456')
  })
})
