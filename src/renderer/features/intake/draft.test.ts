import { describe, expect, it } from 'vitest'
import { routes } from '../../../shared/contract/index.ts'
import { asIntake } from '../../parcel/outcome/asIntake.ts'
import type { LabelAddressee } from '../../../shared/contract/scan.ts'
import {
  acceptedByEnter,
  draftFrom,
  offersTeaching,
  taughtCode,
  toggledFlag,
  toRegister,
  withCandidate,
  withCarrier,
} from './draft.ts'

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

describe('what Enter takes from a label', () => {
  const hit = {
    residentId: id,
    unitId: id,
    name: 'Zoé Tremblay',
    unitNumber: '804',
    kind: 'tenant',
    former: false,
    receives: true,
    vacant: false,
    language: 'fr',
    matchedAlias: null,
    absence: null,
    waiting: 0,
  } as const
  const label = (more: Partial<NonNullable<LabelAddressee['suggestion']>>, elsewhere = false): LabelAddressee => ({
    name: 'ZOE TREMBLAY',
    unit: '804',
    line: '804-1288 RUE X',
    postal: null,
    elsewhere,
    suggestion: { hit, others: [], confidence: 'sure', why: 'unit_and_name', ...more },
  })
  it.each([
    ['what is sure', label({}), true],
    ['what is likely', label({ confidence: 'likely', why: 'unit' }), true],
    // Bug: Enter registered what the screen called "only possible".
    ['what is only possible', label({ confidence: 'possible', why: 'name_other_unit' }), false],
    ['one of several', label({ confidence: 'possible', why: 'several', others: [hit] }), false],
    ['one of several, whatever is said of them', label({ others: [hit] }), false],
    ['who moved out', label({ hit: { ...hit, former: true } }), false],
    ['who receives nothing here', label({ hit: { ...hit, receives: false } }), false],
    ['another address', label({}, true), false],
    ['a label that names nobody', null, false],
  ])('%s: %#', (_, given, isTaken) => expect(acceptedByEnter(given) !== null).toBe(isTaken))
})
