import { describe, expect, it } from 'vitest'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import type { Request, Response } from '../../../shared/contract/index.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { asIntake } from '../../parcel/outcome/asIntake.ts'
import { makeOwnCode } from '../../../shared/scan/ownCode.ts'
import { createIntakeDesk, type IntakeNews } from './intakeDesk.ts'
import { withCarrier, type Source } from './draft.ts'

type Registration = Request<'packages.register'>

/** A main that keeps parcels by id, answers when told to, and can be made to refuse. */
function world() {
  const kept = new Map<string, Registration>()
  const asked: Registration[] = []
  const waiting: (() => void)[] = []
  const news: IntakeNews[] = []
  const read = new Map<string, ScanOutcome>()
  let refuse: Error | null = null
  let hold = false
  let next = 0
  const turn = () => (hold ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve())
  const desk = createIntakeDesk({
    register: async (input) => {
      asked.push(input)
      await turn()
      if (refuse) throw refuse
      kept.set(input.id, input)
      const unassigned = !input.unitId && !input.residentId
      return {
        actId: `act-${input.id}`,
        package: { id: input.id, unassigned },
        printJobId: input.print ? 'job' : null,
        care: null,
      } as Response<'packages.register'>
    },
    assign: async ({ packageId }) =>
      ({
        actId: 'assign',
        package: { id: packageId, unassigned: false },
        printJobId: 'job',
        care: null,
      }) as Response<'packages.assign'>,
    read: async (text) => {
      await turn()
      return read.get(text) ?? { kind: 'unknown', raw: text, normalised: text, previous: null }
    },
    newId: () => `p${(next += 1)}`,
    now: () => 1000,
    say: (item) => news.push(item),
  })
  return {
    desk,
    kept,
    asked,
    news,
    read,
    refuseWith: (error: Error | null) => {
      refuse = error
    },
    holdAnswers: () => {
      hold = true
    },
    answer: async () => {
      hold = false
      for (const go of waiting.splice(0)) go()
      await settle()
    },
  }
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
const scan = (raw: string): Source => ({
  ...asIntake({ kind: 'unknown', raw, normalised: raw, previous: null }),
  symbology: null,
})
const marie = { unitId: 'u1204', residentId: 'marie' }

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
