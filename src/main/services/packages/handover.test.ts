import { uuidv7 } from 'uuidv7'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestDesk, type TestDesk } from '../../../../tests/support/testDesk.ts'
import { careOf } from '../../../shared/packages/care.ts'
import { UNDO_WINDOW_MS } from '../../../shared/packages/lifecycle.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.close())

const parcel = async (unit = '1204') => {
  const [hit] = await desk.ask('search.addressee', { text: unit })
  const { package: row } = await desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'other',
    trackingNumber: uuidv7(),
    rawBarcode: null,
    symbology: null,
    unitId: hit!.unitId,
    residentId: hit!.residentId,
  })
  return row
}

const switchTo = async (role: string) => {
  const { staff } = await desk.ask('session.get', {})
  await desk.ask('session.switch', { staffId: staff.find((person) => person.role === role)!.id })
}

const pickupCode = async (packageId: string): Promise<string> =>
  /\b(\d{6})\b/.exec((await desk.ask('packages.noticeText', { packageId })).body)![1]!

const nobodys = async () => {
  const { package: row } = await desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'other',
    trackingNumber: uuidv7(),
    rawBarcode: null,
    symbology: null,
    unitId: null,
    residentId: null,
  })
  return row
}

// Bug: only the screens refused these; whatever else asks main was obeyed.
describe('what no screen offers', () => {
  const give = { residentId: null, collectedBy: 'A neighbour', proof: 'known' } as const

  it('is refused for a parcel that is nobody’s, with all that goes with it', async () => {
    const known = await parcel()
    const { id, shortNumber } = await nobodys()
    const refusal = { code: 'NO_ADDRESSEE', data: { shortNumber } }
    expect(await desk.refusal('handover.complete', { packageIds: [known.id, id], ...give })).toMatchObject(refusal)
    expect(await desk.refusal('packages.step', { packageIds: [id], step: 'notify' })).toMatchObject(refusal)
    for (const one of [known.id, id]) expect((await desk.ask('packages.get', { id: one })).status).toBe('received')
  })

  it('is refused where nobody picks up', async () => {
    const { id } = await parcel()
    expect(await desk.refusal('handover.complete', { packageIds: [id], ...give, collectedBy: '  ' })).toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  it('is refused for the addressee of a parcel that has left', async () => {
    const row = await parcel()
    const [other] = await desk.ask('search.addressee', { text: '804' })
    await desk.ask('handover.complete', { packageIds: [row.id], ...give })
    expect(
      await desk.refusal('packages.assign', {
        packageId: row.id,
        unitId: other!.unitId,
        residentId: other!.residentId,
      }),
    ).toMatchObject({ code: 'ADDRESSEE_SETTLED', data: { shortNumber: row.shortNumber } })
    expect((await desk.ask('packages.get', { id: row.id })).unit?.number).toBe('1204')
  })
})

describe('handing over', () => {
  it('shows everything that waits for the person and their unit, and hands all of it or nothing', async () => {
    const first = await parcel()
    const second = await parcel()
    const open = await desk.ask('handover.open', { packageId: first.id })
    expect(open.packages.map((row) => row.id)).toEqual(expect.arrayContaining([first.id, second.id]))
    expect(open.collectors[0]?.name).toBe(first.resident?.name)
    await desk.ask('handover.complete', {
      packageIds: [second.id],
      residentId: null,
      collectedBy: 'A neighbour',
      proof: 'known',
    })
    const refused = await desk.refusal('handover.complete', {
      packageIds: [first.id, second.id],
      residentId: null,
      collectedBy: 'Other',
      proof: 'known',
    })
    expect(refused.code).toBe('ALREADY_HANDED_OVER')
    expect(refused.data?.['to']).toBe('A neighbour')
    expect((await desk.ask('packages.get', { id: first.id })).status).toBe('received')
  })

  // Bug: nobody at the hand-over knew that somebody cannot come down, or does not hear.
  it('says what the addressee needs and how they would rather get their parcels', async () => {
    const row = await parcel()
    await switchTo('manager')
    const person = await desk.ask('residents.get', { id: row.resident!.id })
    await desk.ask('residents.save', {
      ...person,
      aliases: '',
      email: '',
      emergencyContact: '',
      channels: [],
      home: null,
      collecting: 'door',
      accessNeed: 'Sourde: écrire',
    })
    const open = await desk.ask('handover.open', { packageId: row.id })
    expect(open.resident).toMatchObject({ collecting: 'door', accessNeed: 'Sourde: écrire' })
    expect(open.collectors.find(({ residentId }) => residentId === person.id)?.accessNeed).toBe('Sourde: écrire')
  })

  // Bug: an owner whose parcels do not come here, or who is away, stood unmarked among who may collect, by their name.
  it('offers who can be expected first, then who is authorised, then the others with what speaks against them', async () => {
    const { total } = await desk.ask('residents.list', { limit: 1 })
    const pages = Array.from({ length: Math.ceil(total / 200) }, (_, at) => at * 200)
    const rows = (await Promise.all(pages.map((offset) => desk.ask('residents.list', { offset, limit: 200 })))).flatMap(
      (page) => page.rows,
    )
    const known = new Map(rows.map((hit) => [`${hit.residentId} ${hit.unitId}`, careOf(hit)]))
    const kinds = new Set<string>()
    for (const unitId of new Set(rows.flatMap((hit) => hit.unitId ?? []))) {
      const { collectors } = await desk.ask('handover.open', { unitId })
      const cares = collectors.map(({ care }) => care?.kind ?? null)
      for (const { residentId, care } of collectors)
        if (residentId !== null) expect(care).toEqual(known.get(`${residentId} ${unitId}`))
      for (const kind of cares) kinds.add(String(kind))
      const rank = [null, 'hold', 'forward', 'not_receiving', 'moved_out']
      expect(cares).toEqual(cares.toSorted((a, b) => rank.indexOf(a) - rank.indexOf(b)))
      const marked = collectors.findIndex(({ care }) => care !== null)
      const sent = collectors.findLastIndex(({ kind }) => kind === 'authorised')
      if (marked !== -1 && sent !== -1) expect(sent).toBeLessThan(marked)
    }
    expect([...kinds]).toEqual(expect.arrayContaining(['null', 'hold', 'not_receiving']))
  })

  it('names the addressee among them, marked where they have moved out', async () => {
    const { rows } = await desk.ask('residents.list', { limit: 200 })
    const gone = rows.find((hit) => hit.former && hit.unitId !== null)!
    const { collectors } = await desk.ask('handover.open', { residentId: gone.residentId!, unitId: gone.unitId! })
    expect(collectors.find(({ residentId }) => residentId === gone.residentId)).toMatchObject({
      kind: 'former',
      care: { kind: 'moved_out' },
    })
  })

  // Bug: an answer about a parcel that has left did not say to whom it went.
  it('says when a parcel left and to whom, and no longer once that is undone', async () => {
    const row = await parcel()
    expect(row.left).toBeNull()
    const { actId } = await desk.ask('handover.complete', {
      packageIds: [row.id],
      residentId: null,
      collectedBy: 'Léa Ouellet',
      proof: 'known',
    })
    const gone = await desk.ask('scan.resolve', { text: row.code })
    const { handover } = await desk.ask('packages.get', { id: row.id })
    expect(gone).toMatchObject({ kind: 'gone', package: { left: { to: 'Léa Ouellet', at: handover!.at } } })
    await desk.ask('acts.undo', { actId })
    expect((await desk.ask('packages.get', { id: row.id })).left).toBeNull()
    await switchTo('manager')
    await desk.ask('packages.step', { packageIds: [row.id], step: 'return', reason: 'refused' })
    expect((await desk.ask('packages.get', { id: row.id })).left).toMatchObject({ to: null })
  })

  it('takes a pickup code of one of the parcels as proof and no other number', async () => {
    const row = await parcel()
    const code = await pickupCode(row.id)
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    const attempt = { packageIds: [row.id], residentId: null, collectedBy: 'Friend', proof: 'code' as const }
    expect((await desk.refusal('handover.complete', { ...attempt, code: wrong })).code).toBe('WRONG_PICKUP_CODE')
    await desk.ask('handover.complete', { ...attempt, code: `${code.slice(0, 3)} ${code.slice(3)}` })
    expect((await desk.ask('packages.get', { id: row.id })).handover).toMatchObject({
      proof: 'code',
      collectedBy: 'Friend',
      signature: null,
    })
  })

  it('wants pen strokes for a signature and keeps nothing but path data', async () => {
    const row = await parcel()
    const attempt = { packageIds: [row.id], residentId: null, collectedBy: 'X', proof: 'signature' as const }
    expect((await desk.refusal('handover.complete', attempt)).code).toBe('SIGNATURE_NEEDED')
    expect((await desk.refusal('handover.complete', { ...attempt, signature: '<svg onload=alert(1)>' })).code).toBe(
      'BAD_REQUEST',
    )
    await desk.ask('handover.complete', { ...attempt, signature: 'M1 1 L20 20' })
  })
})

describe('undo', () => {
  it('takes a hand-over back by a new event, the shelf gets its parcels again', async () => {
    const row = await parcel()
    const { actId } = await desk.ask('handover.complete', {
      packageIds: [row.id],
      residentId: null,
      collectedBy: 'X',
      proof: 'known',
    })
    await desk.ask('acts.undo', { actId })
    const detail = await desk.ask('packages.get', { id: row.id })
    expect(detail).toMatchObject({ status: 'received', handover: null, notice: { state: 'waiting' } })
    expect(detail.events.map((event) => [event.type, event.undone])).toEqual([
      ['received', false],
      ['handed_over', true],
      ['undone', false],
    ])
    expect((await desk.refusal('acts.undo', { actId })).code).toBe('UNDO_DONE')
    // It can be handed over again.
    await desk.ask('handover.complete', { packageIds: [row.id], residentId: null, collectedBy: 'Y', proof: 'known' })
  })

  it('of a registration leaves history and a tombstone, and the code means an intake again', async () => {
    const row = await parcel()
    const [last] = await desk.ask('acts.recent', {})
    expect(last).toMatchObject({ type: 'received', undo: 'now' })
    await desk.ask('acts.undo', { actId: last!.actId })
    expect(await desk.ask('packages.get', { id: row.id })).toMatchObject({
      removed: true,
      steps: [],
      notice: { state: 'cancelled' },
    })
    // Bug: the building's own label was said to come from another building.
    expect(await desk.ask('scan.resolve', { text: row.code })).toMatchObject({
      kind: 'taken_back',
      package: { id: row.id },
    })
    expect((await desk.ask('scan.resolve', { text: row.trackingNumber! })).kind).toBe('unknown')
  })

  // Bug: what was done last was told without saying for whom.
  it('is offered with the name of the addressee, else the one that was written', async () => {
    const row = await parcel()
    expect((await desk.ask('acts.recent', { limit: 1 }))[0]!.packages[0]!.name).toBe(row.resident!.name)
    const { package: unknown } = await desk.ask('packages.register', {
      id: uuidv7(),
      carrier: 'other',
      trackingNumber: uuidv7(),
      rawBarcode: null,
      symbology: null,
      unitId: null,
      residentId: null,
      writtenName: 'Xavier Quintal',
    })
    expect((await desk.ask('acts.recent', { limit: 1 }))[0]!.packages).toMatchObject([
      { id: unknown.id, name: 'Xavier Quintal' },
    ])
  })

  it('refuses an act on which a later one stands', async () => {
    const row = await parcel()
    const [registered] = await desk.ask('acts.recent', {})
    await desk.ask('packages.step', { packageIds: [row.id], step: 'hold', reason: 'asked' })
    expect((await desk.refusal('acts.undo', { actId: registered!.actId })).code).toBe('UNDO_NOT_LAST')
  })

  // Bug: a parcel whose addressee was found at last was said to have "changed" it.
  it('tells the first addressee of a parcel from a change of one', async () => {
    const [one] = await desk.ask('search.addressee', { text: '1204' })
    const [other] = await desk.ask('search.addressee', { text: '804' })
    const id = uuidv7()
    const { package: row } = await desk.ask('packages.register', {
      id,
      carrier: 'other',
      trackingNumber: uuidv7(),
      rawBarcode: null,
      symbology: null,
      unitId: null,
      residentId: null,
    })
    for (const [to, identified] of [
      [one!, true],
      [other!, false],
    ] as const) {
      await desk.ask('packages.assign', { packageId: row.id, unitId: to.unitId, residentId: to.residentId })
      expect((await desk.ask('acts.recent', { limit: 1 }))[0]).toMatchObject({ type: 'addressee_changed', identified })
    }
  })

  // Bug: the list of acts told today's addressee beside what had been done for another one.
  it('tells of each act whose the parcel was at that time', async () => {
    const [other] = await desk.ask('search.addressee', { text: '804' })
    const row = await parcel()
    const was = { unit: row.unit!.number, name: row.resident!.name }
    const is = { unit: other!.unitNumber, name: other!.name }
    await desk.ask('packages.step', { packageIds: [row.id], step: 'hold', reason: 'asked' })
    const { actId } = await desk.ask('packages.assign', {
      packageId: row.id,
      unitId: other!.unitId,
      residentId: other!.residentId,
    })
    const told = async (limit: number) =>
      (await desk.ask('acts.recent', { limit })).map(({ type, packages: [one] }) => [
        type,
        { unit: one!.unit, name: one!.name },
      ])
    expect(await told(3)).toEqual([
      ['addressee_changed', is],
      ['held', was],
      ['received', was],
    ])
    await desk.ask('acts.undo', { actId })
    expect(await told(3)).toEqual([
      ['undone', was],
      ['addressee_changed', is],
      ['held', was],
    ])
  })

  it('after the window needs a manager and a reason', async () => {
    const row = await parcel()
    const { actId } = await desk.ask('handover.complete', {
      packageIds: [row.id],
      residentId: null,
      collectedBy: 'X',
      proof: 'known',
    })
    desk.clock.pass(UNDO_WINDOW_MS + 1_000)
    await switchTo('desk')
    expect((await desk.refusal('acts.undo', { actId })).code).toBe('UNDO_TOO_LATE')
    await switchTo('manager')
    expect((await desk.refusal('acts.undo', { actId })).code).toBe('REASON_NEEDED')
    await desk.ask('acts.undo', { actId, reason: 'wrong person' })
    expect((await desk.ask('packages.get', { id: row.id })).status).toBe('received')
  })

  it('restores the addressee, the note and the shelf that a correction replaced', async () => {
    const row = await parcel('1204')
    const [other] = await desk.ask('search.addressee', { text: '301' })
    const { shelves } = await desk.ask('session.get', {})
    const assigned = await desk.ask('packages.assign', {
      packageId: row.id,
      unitId: other!.unitId,
      residentId: other!.residentId,
    })
    expect(assigned.package.unit?.number).toBe('301')
    const edited = await desk.ask('packages.edit', {
      packageId: row.id,
      note: 'dented',
      flags: { perishable: true, oversize: false, signatureRequired: false },
    })
    const shelved = await desk.ask('packages.setShelf', { packageId: row.id, shelfId: shelves[0]!.id })
    for (const { actId } of [shelved, edited, assigned]) await desk.ask('acts.undo', { actId })
    const back = await desk.ask('packages.get', { id: row.id })
    expect(back).toMatchObject({
      unit: row.unit,
      resident: row.resident,
      note: '',
      shelf: null,
      flags: { perishable: false },
    })
  })
})

describe('a parcel’s steps', () => {
  it('follow the table: hold, release to where it was, lost and found', async () => {
    const row = await parcel()
    const step = (name: 'notify' | 'hold' | 'release' | 'lose' | 'find', reason = 'because') =>
      desk.ask('packages.step', { packageIds: [row.id], step: name, reason })
    const status = async () => (await desk.ask('packages.get', { id: row.id })).status
    await step('notify')
    await step('hold')
    expect(await status()).toBe('on_hold')
    await step('release')
    expect(await status()).toBe('notified')
    await step('lose')
    expect((await desk.refusal('packages.step', { packageIds: [row.id], step: 'hold', reason: 'x' })).code).toBe(
      'STEP_NOT_ALLOWED',
    )
    await step('find')
    expect(await status()).toBe('notified')
  })

  it('need their reason, and the board may only look', async () => {
    const row = await parcel()
    expect((await desk.refusal('packages.step', { packageIds: [row.id], step: 'return' })).code).toBe('REASON_NEEDED')
    await switchTo('board')
    expect((await desk.refusal('packages.step', { packageIds: [row.id], step: 'notify' })).code).toBe('NOT_ALLOWED')
    expect((await desk.refusal('handover.open', { packageId: row.id })).code).toBe('NOT_ALLOWED')
  })
})
