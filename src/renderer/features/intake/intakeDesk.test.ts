import { describe, expect, it } from 'vitest'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { makeOwnCode } from '../../../shared/scan/ownCode.ts'
import { withCarrier } from './draft.ts'
import { world, settle, scan, marie } from './testing.ts'

describe('intake', () => {
  it('registers once however often Enter is pressed', async () => {
    const w = world()
    w.holdAnswers()
    w.desk.arrive(scan('A'))
    const enters = [w.desk.register(marie), w.desk.register(marie), w.desk.register(marie)]
    await w.answer()
    await Promise.all(enters)
    expect(w.asked).toHaveLength(1)
    expect(w.news.map(({ kind }) => kind)).toEqual(['registered'])
    expect(w.desk.state.get().draft).toBeNull()
  })

  // Bug: a name that was typed and that nobody has was forgotten with the field.
  it('keeps the typed name with a parcel that gets no addressee, and with no other', async () => {
    const w = world()
    w.desk.arrive(scan('A'))
    w.desk.nameIs(' Xavier  Quintal ')
    await w.desk.register(null)
    w.desk.arrive(scan('B'))
    w.desk.nameIs('Zoé')
    // The next scan comes before an addressee is found.
    w.desk.arrive(scan('C'))
    await settle()
    w.desk.nameIs('1204')
    await w.desk.register(null)
    w.desk.arrive(scan('D'))
    w.desk.nameIs('Marie')
    await w.desk.register(marie)
    expect(w.asked.map(({ writtenName }) => writtenName)).toEqual(['Xavier Quintal', 'Zoé', null, null])
  })

  it('shows nothing as registered before main said so', () => {
    const w = world()
    w.holdAnswers()
    w.desk.arrive(scan('A'))
    void w.desk.register(marie)
    expect(w.desk.state.get()).toMatchObject({ sending: true, draft: { id: 'p1' } })
    expect(w.news).toEqual([])
  })

  // Bug: “New parcel for them” gave the parcel that was in hand to that person, with its number and all.
  it('begins a parcel for somebody as one of its own, and takes up the interrupted one afterwards', async () => {
    const w = world()
    w.desk.beginFor(null)
    w.desk.arrive(scan('A'))
    w.desk.beginFor('marie')
    expect(w.desk.state.get()).toMatchObject({ draft: null, aside: { raw: 'A' } })
    w.desk.arrive(scan('B'))
    // The page was looked at again: this one was begun for her.
    w.desk.beginFor('marie')
    expect(w.desk.state.get()).toMatchObject({ draft: { raw: 'B' } })
    const kept = w.desk.register(marie)
    w.desk.beginFor(null)
    await kept
    expect(w.asked.map(({ rawBarcode }) => rawBarcode)).toEqual(['B'])
    expect(w.desk.state.get()).toMatchObject({ draft: { raw: 'A' }, aside: null })
  })

  it('takes up the interrupted one when none is begun for that person after all', () => {
    const w = world()
    w.desk.arrive(scan('A'))
    w.desk.beginFor('marie')
    w.desk.beginFor(null)
    expect(w.desk.state.get()).toMatchObject({ draft: { raw: 'A' }, aside: null })
    w.desk.beginFor('marie')
    w.desk.arrive(scan('B'))
    w.desk.drop()
    w.desk.setPiling(true)
    w.desk.beginFor(null)
    w.desk.setPiling(false)
    expect(w.desk.state.get()).toMatchObject({ draft: { raw: 'A' }, aside: null })
  })

  it('keeps the parcel in hand when main refuses, and sends the same id again', async () => {
    const w = world()
    w.refuseWith(new Error('DISK_FULL'))
    w.desk.arrive(scan('A'))
    await w.desk.register(marie)
    expect(w.desk.state.get()).toMatchObject({ sending: false, draft: { id: 'p1' } })
    w.refuseWith(null)
    await w.desk.register(marie)
    expect(w.asked.map(({ id }) => id)).toEqual(['p1', 'p1'])
    expect([...w.kept.keys()]).toEqual(['p1'])
  })

  it('loses neither parcel when the next scan comes before an addressee was found', async () => {
    const w = world()
    w.desk.arrive(scan('A'))
    w.desk.arrive(scan('B'))
    await settle()
    expect(w.kept.get('p1')).toMatchObject({ rawBarcode: 'A', unitId: null, residentId: null })
    expect(w.desk.state.get().draft).toMatchObject({ raw: 'B' })
    expect(w.news).toMatchObject([{ kind: 'parked', row: { id: 'p1' }, printing: false }])
  })

  // Bug: the label of a parcel that the next scan set aside came out of the printer, and nothing had said so.
  it('says that a label prints for a parcel that was set aside with a name', async () => {
    const w = world()
    w.desk.arrive(scan('A'))
    w.desk.nameIs('Simone Gagnebin')
    w.desk.arrive(scan('B'))
    await settle()
    expect(w.kept.get('p1')).toMatchObject({ writtenName: 'Simone Gagnebin', print: true })
    expect(w.news).toMatchObject([{ kind: 'parked', printing: true }])
  })

  it('lets the next scan in while a registration is on the way', async () => {
    const w = world()
    w.holdAnswers()
    w.desk.arrive(scan('A'))
    const first = w.desk.register(marie)
    w.desk.arrive(scan('B'))
    expect(w.desk.state.get()).toMatchObject({ sending: false, draft: { raw: 'B' } })
    await w.answer()
    await first
    expect(w.asked).toHaveLength(1)
    expect(w.desk.state.get().draft).toMatchObject({ raw: 'B' })
  })

  it('keeps a refused registration for another try when the next scan already took its place', async () => {
    const w = world()
    w.holdAnswers()
    w.refuseWith(new Error('DISK_FULL'))
    w.desk.arrive(scan('A'))
    const first = w.desk.register(marie)
    w.desk.arrive(scan('B'))
    await w.answer()
    await first
    expect(w.desk.state.get().pile.items).toMatchObject([{ id: 'p1', state: 'failed', to: marie }])
    w.refuseWith(null)
    await w.desk.retry('p1')
    expect(w.kept.get('p1')).toMatchObject({ unitId: 'u1204', print: true })
  })

  it('does not park a parcel because it was scanned twice', async () => {
    const w = world()
    w.desk.arrive(scan('A'))
    w.desk.change((draft) => ({ ...draft, note: 'wet' }))
    w.desk.arrive(scan('A'))
    await settle()
    expect(w.asked).toHaveLength(0)
    expect(w.desk.state.get().draft).toMatchObject({ id: 'p1', note: 'wet' })
    expect(w.news).toMatchObject([{ kind: 'again' }])
  })

  it('takes a dropped parcel up again', () => {
    const w = world()
    w.desk.arrive(scan('A'))
    w.desk.drop()
    expect(w.desk.state.get().draft).toBeNull()
    const [dropped] = w.news
    if (dropped?.kind === 'dropped') w.desk.resume(dropped.draft)
    expect(w.desk.state.get().draft).toMatchObject({ id: 'p1' })
  })
})

describe('a number that is typed', () => {
  const fedex = (number: string): ScanOutcome => ({
    kind: 'intake',
    raw: number,
    candidates: [{ carrier: 'fedex', service: null, trackingNumber: '779017972697', score: 1, reasons: [] }],
    previous: null,
    addressee: null,
  })

  it('is kept as numbers are, and told from its carrier', async () => {
    // Bug: a parcel whose barcode does not read had no number, and the next scan of another label never found it.
    const w = world()
    w.read.set('779017972697', fedex('779017972697'))
    w.desk.arrive({ kind: 'manual' })
    await w.desk.typeNumber(' 7790 1797-2697 ')
    expect(w.desk.state.get().draft).toMatchObject({ carrier: 'fedex', trackingNumber: '779017972697', raw: null })
    await w.desk.typeNumber('')
    expect(w.desk.state.get().draft).toMatchObject({ carrier: 'other', trackingNumber: null, candidates: [] })
  })

  it('is waited for by a registration that comes at once', async () => {
    const w = world()
    w.read.set('00779017972697', fedex('00779017972697'))
    w.holdAnswers()
    w.desk.arrive({ kind: 'manual' })
    void w.desk.typeNumber('00779017972697')
    const registered = w.desk.register(marie)
    await w.answer()
    await registered
    expect(w.asked).toMatchObject([{ carrier: 'fedex', trackingNumber: '779017972697', unitId: 'u1204' }])
  })

  it('of a parcel that is here is said at once; one of our own codes is no number', async () => {
    const w = world()
    const known: ScanOutcome = { kind: 'known', package: { id: 'old' } as PackageRow }
    w.read.set('1Z1', known)
    w.desk.arrive({ kind: 'manual' })
    await w.desk.typeNumber('1z1')
    await w.desk.typeNumber(makeOwnCode('package', '000000000'))
    expect(w.news).toEqual([
      { kind: 'typed', outcome: known },
      { kind: 'typed', outcome: null },
    ])
    expect(w.desk.state.get().draft?.trackingNumber).toBeNull()
  })

  it('leaves a carrier alone that was chosen by hand', async () => {
    const w = world()
    w.read.set('779017972697', fedex('779017972697'))
    w.desk.arrive({ kind: 'manual' })
    w.desk.change((draft) => withCarrier(draft, 'nationex'))
    await w.desk.typeNumber('779017972697')
    expect(w.desk.state.get().draft).toMatchObject({ carrier: 'nationex', trackingNumber: '779017972697' })
  })
})
