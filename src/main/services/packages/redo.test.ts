import { describe, expect, it } from 'vitest'
import { registerFor } from '../../../../tests/support/parcels.ts'
import { deskForAll } from '../../../../tests/support/ownDesk.ts'

const desk = deskForAll()
let n = 0

const received = () =>
  registerFor(desk, '1204', {
    carrier: 'amazon',
    trackingNumber: `TBA30000000${String(++n).padStart(4, '0')}`,
    print: false,
  })
const detail = (id: string) => desk.ask('packages.get', { id })
const newest = async () => (await desk.ask('acts.recent', { limit: 5 }))[0]!
const scan = (text: string) => desk.ask('scan.resolve', { text, aim: null, corrupt: false })

/** Undoes the newest act and does it again. */
async function undoAndRedo() {
  await desk.ask('acts.undo', { actId: (await newest()).actId })
  const undo = await newest()
  expect(undo).toMatchObject({ type: 'undone', redo: true })
  return desk.ask('acts.redo', { actId: undo.actId })
}

describe('redo', () => {
  it('registers again what F9 took away, under its number; the label that is on the box already still means it', async () => {
    // Bug: F9 in the middle of a message took a registration back, and nothing brought it back.
    const row = await received()
    const { redone, packages } = await undoAndRedo()
    expect(redone).toBe('received')
    const again = await detail(packages[0]!.id)
    expect(again).toMatchObject({
      shortNumber: row.shortNumber,
      trackingNumber: row.trackingNumber,
      status: 'received',
      unit: row.unit,
      notice: { state: 'waiting' },
    })
    expect(await scan(row.code)).toMatchObject({ kind: 'hand_over', package: { id: again.id } })
    // The same undo again would be a second parcel.
    const [, undo] = await desk.ask('acts.recent', { limit: 5 })
    expect(undo).toMatchObject({ type: 'undone', redo: false })
    expect((await desk.refusal('acts.redo', { actId: undo!.actId })).code).toBe('REDO_TOO_LATE')
  })

  it('can be undone and redone as often as somebody changes their mind', async () => {
    const row = await received()
    let id = row.id
    for (let turn = 0; turn < 3; turn++) [{ id = '' } = {}] = (await undoAndRedo()).packages
    expect((await detail(id)).shortNumber).toBe(row.shortNumber)
    expect(await scan(row.code)).toMatchObject({ kind: 'hand_over', package: { id } })
    const { rows } = await desk.ask('packages.list', { filter: { text: row.trackingNumber! } })
    expect(rows).toHaveLength(1)
  })

  it('hands over again with the proof that was given', async () => {
    const row = await received()
    await desk.ask('handover.complete', {
      packageIds: [row.id],
      residentId: null,
      collectedBy: 'Anh Nguyen',
      proof: 'signature',
      signature: 'M1 1 L20 20',
    })
    await undoAndRedo()
    expect(await detail(row.id)).toMatchObject({
      status: 'picked_up',
      handover: { collectedBy: 'Anh Nguyen', proof: 'signature', signature: 'M1 1 L20 20' },
    })
    expect((await detail(row.id)).events.map(({ type, undone }) => [type, undone])).toEqual([
      ['received', false],
      ['handed_over', true],
      ['undone', false],
      ['handed_over', false],
    ])
  })

  it('puts back shelf, details and addressee as they were before the undo', async () => {
    const row = await received()
    const { shelves } = await desk.ask('session.get', {})
    const [shelf] = shelves
    const [other] = await desk.ask('search.addressee', { text: '804' })
    await desk.ask('packages.setShelf', { packageId: row.id, shelfId: shelf!.id })
    await undoAndRedo()
    expect(await detail(row.id)).toMatchObject({ shelf: { id: shelf!.id } })
    await desk.ask('packages.edit', {
      packageId: row.id,
      note: 'Porte arrière',
      flags: { ...row.flags, oversize: true },
    })
    await undoAndRedo()
    expect(await detail(row.id)).toMatchObject({ note: 'Porte arrière', flags: { oversize: true } })
    await desk.ask('packages.assign', {
      packageId: row.id,
      unitId: other!.unitId,
      residentId: other!.residentId,
      print: false,
    })
    await undoAndRedo()
    expect(await detail(row.id)).toMatchObject({ unit: { id: other!.unitId } })
    // And the redo of each is an act like any other.
    await desk.ask('acts.undo', { actId: (await newest()).actId })
    expect(await detail(row.id)).toMatchObject({ unit: row.unit })
  })

  it('keeps a reason, and is refused once something else was done or time has passed', async () => {
    const row = await received()
    await desk.ask('packages.step', { packageIds: [row.id], step: 'hold', reason: 'Absent' })
    await undoAndRedo()
    expect((await detail(row.id)).events.at(-1)).toMatchObject({ type: 'held', detail: { reason: 'Absent' } })
    await desk.ask('acts.undo', { actId: (await newest()).actId })
    const undo = await newest()
    await desk.ask('packages.edit', { packageId: row.id, note: 'entre-temps' })
    expect((await desk.refusal('acts.redo', { actId: undo.actId })).code).toBe('REDO_TOO_LATE')
    const late = await received()
    await desk.ask('acts.undo', { actId: (await newest()).actId })
    const old = await newest()
    desk.clock.pass(11 * 60_000)
    expect((await desk.refusal('acts.redo', { actId: old.actId })).code).toBe('REDO_TOO_LATE')
    expect((await detail(late.id)).removed).toBe(true)
  })
})
