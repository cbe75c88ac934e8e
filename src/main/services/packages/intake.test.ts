import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'
import { makeOwnCode } from '../../../shared/scan/ownCode.ts'

const desk = deskForEach()

const TRACKING = '1Z999AA10123456784'

const addressee = async () => {
  const [hit] = await desk.ask('search.addressee', { text: '1204' })
  return { unitId: hit!.unitId, residentId: hit!.residentId }
}

const register = async (more: object = {}) =>
  desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: TRACKING,
    rawBarcode: TRACKING,
    symbology: null,
    ...(await addressee()),
    ...more,
  })

/** The refusal of another parcel with the same number. */
const refusedAgain = () =>
  desk.refusal('packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: TRACKING,
    rawBarcode: null,
    symbology: null,
    unitId: null,
    residentId: null,
  })

describe('registering a parcel', () => {
  it('puts it on the shelf with a number that can be said, its history and its notice held back', async () => {
    const { package: row } = await register({ flags: { perishable: true, oversize: false, signatureRequired: false } })
    expect(row.shortNumber).toMatch(/^A\d{1,3}$/)
    expect(row.unit?.number).toBe('1204')
    const detail = await desk.ask('packages.get', { id: row.id })
    expect(detail.status).toBe('received')
    expect(detail.events.map((event) => event.type)).toEqual(['received'])
    expect(detail.notice?.state).toBe('waiting')
    expect(Date.parse(detail.notice!.sendAfter) - Date.parse(detail.receivedAt)).toBe(60_000)
  })

  it('registers once when the same request arrives twice', async () => {
    const id = uuidv7()
    const first = await register({ id })
    const again = await register({ id })
    expect(again).toEqual(first)
    expect((await desk.ask('packages.list', { filter: { text: TRACKING } })).total).toBe(1)
  })

  it('refuses a second parcel with the number of one that waits, and names it', async () => {
    const { package: row } = await register()
    const refused = await refusedAgain()
    expect(refused).toEqual({
      code: 'DUPLICATE_TRACKING',
      data: { packageId: row.id, shortNumber: row.shortNumber, status: 'received' },
    })
  })

  it('hands out numbers in turn and never one that still waits', async () => {
    const numbers = new Set<string>()
    for (let n = 0; n < 30; n++) {
      const { package: row } = await register({ trackingNumber: `TEST${n}`, carrier: 'other' })
      numbers.add(row.shortNumber)
    }
    expect(numbers.size).toBe(30)
    const waiting = await desk.ask('packages.list', {
      filter: { statuses: ['received', 'notified', 'on_hold'] },
      limit: 200,
    })
    expect(new Set(waiting.rows.map((row) => row.shortNumber)).size).toBe(waiting.rows.length)
  })

  it('refuses an addressee that does not exist instead of keeping a parcel nobody can find', async () => {
    const refused = await desk.refusal('packages.register', {
      id: uuidv7(),
      carrier: 'ups',
      trackingNumber: null,
      rawBarcode: null,
      symbology: null,
      unitId: uuidv7(),
      residentId: null,
    })
    expect(refused.code).toBe('NOT_FOUND')
  })
})

describe('what a scan means', () => {
  it('is an intake, then the parcel it knows, then a hand-over by our label, then gone', async () => {
    expect((await desk.ask('scan.resolve', { text: TRACKING })).kind).toBe('intake')
    const { package: row } = await register()
    desk.clock.pass(3_000)
    expect(await desk.ask('scan.resolve', { text: TRACKING.toLowerCase() })).toMatchObject({
      kind: 'known',
      package: { id: row.id },
    })
    expect(await desk.ask('scan.resolve', { text: row.code })).toMatchObject({
      kind: 'hand_over',
      package: { id: row.id },
    })
    await desk.ask('handover.complete', {
      packageIds: [row.id],
      residentId: null,
      collectedBy: 'Someone',
      proof: 'known',
    })
    desk.clock.pass(3_000)
    expect(await desk.ask('scan.resolve', { text: row.code })).toMatchObject({ kind: 'gone' })
    expect(await desk.ask('scan.resolve', { text: TRACKING })).toMatchObject({
      kind: 'intake',
      previous: { id: row.id },
    })
  })

  it('finds a FedEx parcel by the 34-digit form when the 12-digit one was registered', async () => {
    const { package: row } = await register({ carrier: 'fedex', trackingNumber: '779017972697' })
    expect(await desk.ask('scan.resolve', { text: '1001921334250001000300779017972697' })).toMatchObject({
      kind: 'known',
      package: { id: row.id },
    })
  })

  it('knows a parcel that was declared lost, by its barcode and by our label, and registers no second one', async () => {
    // Bug: a lost parcel that turned up began an intake, and became a second parcel of the same number.
    const { package: row } = await register()
    await desk.ask('packages.step', { packageIds: [row.id], step: 'lose', reason: 'not on its shelf' })
    for (const text of [TRACKING, row.code])
      expect(await desk.ask('scan.resolve', { text })).toMatchObject({ kind: 'lost', package: { id: row.id } })
    expect(await refusedAgain()).toEqual({
      code: 'DUPLICATE_TRACKING',
      data: { packageId: row.id, shortNumber: row.shortNumber, status: 'lost' },
    })
    await desk.ask('packages.step', { packageIds: [row.id], step: 'find' })
    expect((await desk.ask('scan.resolve', { text: TRACKING })).kind).toBe('known')
  })

  // Bug: a question had a memory: who asked twice got another answer.
  it('answers the same however often it is asked', async () => {
    const first = await desk.ask('scan.resolve', { text: TRACKING })
    expect(first.kind).toBe('intake')
    expect(await desk.ask('scan.resolve', { text: TRACKING })).toEqual(first)
  })

  it('says that a code of ours with one wrong letter is to be scanned again, and that another house’s is not ours', async () => {
    const { package: row } = await register()
    const damaged = `${row.code.slice(0, -1)}${row.code.endsWith('A') ? 'B' : 'A'}`
    expect(await desk.ask('scan.resolve', { text: damaged })).toEqual({ kind: 'rescan', why: 'own_damaged' })
    expect((await desk.ask('scan.resolve', { text: makeOwnCode('package', '000000000') })).kind).toBe('not_ours')
  })

  it('learns a local carrier’s prefix and forgets it', async () => {
    const { id } = await desk.ask('carriers.teach', { carrier: 'nationex', prefix: 'QZW', length: null })
    expect(await desk.ask('scan.resolve', { text: 'QZW0012345' })).toMatchObject({
      kind: 'intake',
      candidates: [{ carrier: 'nationex' }],
    })
    await desk.ask('carriers.forget', { id })
    expect((await desk.ask('scan.resolve', { text: 'QZW0012346' })).kind).toBe('unknown')
  })
})

describe('a number corrected by hand', () => {
  it('is kept as a scan keeps it, so that the next scan knows the parcel', async () => {
    // Bug: it was kept as typed, in small letters and with blanks, and no scan found it.
    const { package: row } = await register({ trackingNumber: null })
    const edited = await desk.ask('packages.edit', { packageId: row.id, trackingNumber: '1z 999 aa1 01-2345 6784' })
    expect(edited.package.trackingNumber).toBe(TRACKING)
    expect(await desk.ask('scan.resolve', { text: TRACKING })).toMatchObject({ kind: 'known', package: { id: row.id } })
    // The long barcode of a FedEx label names the number of twelve digits.
    const fedex = { packageId: row.id, carrier: 'fedex', trackingNumber: '1001921334250001000300779017972697' }
    expect((await desk.ask('packages.edit', fedex)).package.trackingNumber).toBe('779017972697')
    const nothing = await desk.ask('packages.edit', { packageId: row.id, trackingNumber: ' ' })
    expect(nothing.package.trackingNumber).toBeNull()
  })

  it('is refused when another parcel here has it, and never because of its own', async () => {
    // Bug: two parcels waited under one number, and a scan could open only one of them.
    const { package: first } = await register()
    const { package: second } = await register({ trackingNumber: 'OTHER1234', carrier: 'other' })
    expect(await desk.refusal('packages.edit', { packageId: second.id, trackingNumber: '1z999aa10123456784' })).toEqual(
      {
        code: 'DUPLICATE_TRACKING',
        data: { packageId: first.id, shortNumber: first.shortNumber, status: 'received' },
      },
    )
    const own = await desk.ask('packages.edit', { packageId: first.id, trackingNumber: TRACKING, note: 'wet' })
    expect(own.package).toMatchObject({ trackingNumber: TRACKING, note: 'wet' })
  })
})

describe('age', () => {
  it('counts the building’s calendar days, as the screens do: last night is yesterday', async () => {
    const { package: row } = await register({ trackingNumber: 'AGE1', carrier: 'other' })
    const overdue = async () => (await desk.ask('packages.list', { filter: { minAgeDays: 3, text: 'AGE1' } })).total
    // The clock began on 20 November, 10:00 in Montréal; the 22nd at 23:00 is still two days on.
    desk.clock.pass((2 * 24 + 13) * 3_600_000)
    expect(await overdue()).toBe(0)
    desk.clock.pass(2 * 3_600_000)
    expect(await overdue()).toBe(1)
    expect(row.status).toBe('received')
  })
})
