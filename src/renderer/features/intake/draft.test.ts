import { describe, expect, it } from 'vitest'
import { routes } from '../../../shared/contract/index.ts'
import { asIntake } from '../../app/scan/asIntake.ts'
import { draftFrom, offersTeaching, taughtCode, toggledFlag, toRegister, withCandidate, withCarrier } from './draft.ts'

const id = '01930000-0000-7000-8000-000000000001'
const candidate = (carrier: string, trackingNumber: string, score = 1) => ({
  carrier,
  service: null,
  trackingNumber,
  score,
  reasons: [],
})
const scan = draftFrom(
  {
    kind: 'intake',
    raw: 'raw',
    symbology: ']C1',
    candidates: [candidate('fedex', '123456789012'), candidate('ups', '1Z99')],
    previous: null,
    addressee: null,
  },
  id,
)
const unknown = draftFrom(
  { ...asIntake({ kind: 'unknown', raw: 'x', normalised: 'NAT00012345', previous: null }), symbology: null },
  id,
)

describe('draft of a parcel', () => {
  it('begins with the best reading of the barcode', () => {
    expect([scan.carrier, scan.trackingNumber]).toEqual(['fedex', '123456789012'])
  })

  it('writes the number as the chosen carrier does', () => {
    expect(withCandidate(scan, scan.candidates[1]!)).toMatchObject({ carrier: 'ups', trackingNumber: '1Z99' })
    expect(withCarrier(scan, 'ups').trackingNumber).toBe('1Z99')
    expect(withCarrier(scan, 'nationex').trackingNumber).toBe('123456789012')
  })

  it('is something main accepts, from a scan, an unknown code and by hand', () => {
    const drafts = [scan, unknown, draftFrom({ kind: 'manual' }, id)]
    for (const draft of drafts)
      expect(routes['packages.register'].input.safeParse(toRegister(draft, null, false)).success).toBe(true)
  })

  it('sends the same id however often it is sent', () => {
    expect(toRegister(scan, null, true).id).toBe(toRegister(toggledFlag(scan, 'oversize'), null, true).id)
  })
})

describe('teaching a prefix', () => {
  it('is of the code as it was scanned, not of the number inside it that another carrier would read', () => {
    expect(taughtCode(scan)).toEqual({ text: 'raw', aim: ']C1' })
    expect(taughtCode({ ...unknown, raw: null })).toEqual({ text: 'NAT00012345', aim: null })
    expect(taughtCode({ ...unknown, raw: null, trackingNumber: null })).toBeNull()
  })

  it('is offered only for a carrier that the barcode did not tell', () => {
    expect(offersTeaching(unknown)).toBe(false)
    expect(offersTeaching(withCarrier(unknown, 'nationex'))).toBe(true)
    expect(offersTeaching(withCarrier(unknown, 'other'))).toBe(false)
    expect(offersTeaching(withCarrier(scan, 'ups'))).toBe(false)
  })
})
