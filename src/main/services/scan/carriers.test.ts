import { describe, expect, it } from 'vitest'
import { deskForAll } from '../../../../tests/support/ownDesk.ts'
import { uuidv7 } from 'uuidv7'

const desk = deskForAll()

const scan = (text: string, aim: string | null = null) => desk.ask('scan.resolve', { text, aim })

/** Registers a parcel under a number; answers its id. */
const keep = async (trackingNumber: string, carrier = 'other'): Promise<string> => {
  const id = uuidv7()
  const nobody = { symbology: null, unitId: null, residentId: null }
  await desk.ask('packages.register', { id, carrier, trackingNumber, rawBarcode: null, ...nobody })
  return id
}

const register = async (outcome: Awaited<ReturnType<typeof scan>>): Promise<string> => {
  if (outcome.kind !== 'intake') throw new Error(outcome.kind)
  const best = outcome.candidates[0]!
  return keep(best.trackingNumber, best.carrier)
}

describe('two codes of one parcel', () => {
  it.each([
    ['DHL, with and without its data identifier', 'JJD014600006281234567', 'JD014600006281234567'],
    ['DHL, the other way round', 'JD014600006281239999', 'JJD014600006281239999'],
    ['FedEx Express, 34 digits and 12', '1001921334250001000300779017972697', '779017972697'],
    ['FedEx Ground, 34 digits behind 96 and 12', '9622001560000000000000794808390594', '794808390594'],
    ['FedEx Ground, 22 digits and 15', '9611020987654312345672', '987654312345672'],
    ['Canada Post, the long barcode and the number', '2H2X1Y4703511447713847200123', '7035 1144 7713 8472'],
    ['USPS, behind 420 and the ZIP', '420221539101026837331000039521', '9101026837331000039521'],
    ['USPS, without the 91 of old', '71969010756003077385', '9171969010756003077385'],
    ['Purolator, square code and number', 'V01~02|R01~X|S01~1|S02~331426749957|B01~1|', '331426749957'],
    ['Purolator, 34 digits and letters', '1830801091811160000519451234567890', 'RKP000051945'],
    ['DPD, barcode and the text under it', '%008182709980000020033350276', '0998 0000 0200 33F'],
    [
      'UPS, MaxiCode and number',
      '[)>\u001e01\u001d96841706672\u001d840\u001d001\u001d1Z00004951\u001dUPSN\u001d06X610\u001d159\u001e\u0004',
      '1Z06X6100100004951',
    ],
  ])('are one parcel: %s', async (_name, first, second) => {
    const id = await register(await scan(first))
    expect(await scan(second)).toMatchObject({ kind: 'known', package: { id } })
    expect(await scan(first)).toMatchObject({ kind: 'known', package: { id } })
  })

  it('are one parcel when no carrier is known, however the code is punctuated', async () => {
    const text = 'po_77.8812/9'
    expect(await scan(text)).toMatchObject({ kind: 'unknown', normalised: 'PO7788129' })
    const id = await keep('PO7788129')
    expect(await scan('PO 77 8812-9')).toMatchObject({ kind: 'known', package: { id } })
  })

  it('finds a parcel that was kept with its punctuation', async () => {
    const id = await keep('OLD.44/123')
    expect(await scan('old.44/123')).toMatchObject({ kind: 'known', package: { id } })
  })
})

describe('teaching', () => {
  const lesson = { carrier: 'nationex', prefix: 'AB', length: 10 }

  it('counts for the code in hand and for the next one', async () => {
    await desk.ask('carriers.teach', { ...lesson, example: { text: 'AB.1234.5678', aim: null } })
    for (const text of ['AB.1234.5678', 'AB.1234.9999', 'ab 1234 0000'])
      expect(await scan(text)).toMatchObject({ kind: 'intake', candidates: [{ carrier: 'nationex' }] })
  })

  it('comes before the meaning that a gun’s symbology gives a code', async () => {
    const text = '00340434123456789012'
    expect(await scan(text, ']C1')).toMatchObject({ kind: 'wrong_barcode', why: 'routing' })
    const example = { text, aim: ']C1' }
    await desk.ask('carriers.teach', { carrier: 'gls', prefix: '0034', length: 20, example })
    expect(await scan('00340434123456789029', ']C1')).toMatchObject({
      kind: 'intake',
      candidates: [{ carrier: 'gls' }],
    })
  })

  it('is refused when it would not work, and then nothing is kept', async () => {
    const before = await desk.ask('carriers.list', {})
    const ours = { carrier: 'gls', prefix: 'LDP', length: 13, example: null }
    expect(await desk.refusal('carriers.teach', ours)).toMatchObject({ code: 'LESSON_FAILS' })
    const wrong = { carrier: 'gls', prefix: 'XY', length: 10, example: { text: 'XY.1234.56789', aim: null } }
    expect(await desk.refusal('carriers.teach', wrong)).toMatchObject({ code: 'LESSON_FAILS' })
    expect(await desk.ask('carriers.list', {})).toEqual(before)
  })
})

describe('a number with a wrong check digit', () => {
  it('is asked for again as often as it comes, and can be registered all the same', async () => {
    const wrong = '1Z999AA10123456785'
    expect(await scan(wrong)).toMatchObject({ kind: 'misread', carrier: 'ups', normalised: wrong, previous: null })
    expect(await scan(wrong)).toMatchObject({ kind: 'misread' })
    const id = await keep(wrong, 'ups')
    expect(await scan(wrong)).toMatchObject({ kind: 'known', package: { id } })
  })

  it('teaches another carrier only when somebody means it', async () => {
    const lesson = { carrier: 'gls', prefix: '7035', length: 16, example: { text: '7035114477138473', aim: null } }
    expect(await desk.refusal('carriers.teach', lesson)).toMatchObject({
      code: 'LESSON_SHADOWS',
      data: { carrier: 'canada_post', isValid: 0 },
    })
    expect(await scan('7035200000000016')).toMatchObject({ candidates: [{ carrier: 'canada_post' }] })
    const { id } = await desk.ask('carriers.teach', { ...lesson, evenSo: true })
    // Taught already: nothing is asked a second time.
    expect(await desk.ask('carriers.teach', lesson)).toEqual({ id })
    const next = await scan('7035200000000092')
    expect(next.kind === 'intake' && next.candidates[0]?.carrier).toBe('gls')
    await desk.ask('carriers.forget', { id })
  })
})

describe('a scan that just stopped', () => {
  it('is asked for again with the advice for a gun that sends no Enter, and is never used', async () => {
    const cut = { text: '779017972', corrupt: true }
    expect(await desk.ask('scan.resolve', { ...cut, unended: true })).toEqual({ kind: 'rescan', why: 'no_end' })
    expect(await desk.ask('scan.resolve', cut)).toEqual({ kind: 'rescan', why: 'corrupt' })
    // Read again, with its end.
    expect(await scan('779017972')).toMatchObject({ kind: 'unknown' })
  })
})
