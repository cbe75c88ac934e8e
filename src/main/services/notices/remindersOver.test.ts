import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { deliver } from '../../../../tests/support/deliveries.ts'
import { switchTo } from '../../../../tests/support/parcels.ts'
import { arriving, homeOf } from '../../../../tests/support/people.ts'
import { openTestDesk, type TestDesk } from '../../../../tests/support/testDesk.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
let desk: TestDesk
let unitId = ''
const anna = arriving('Anders')
const { residentId } = anna
let before: readonly string[] = []

const all = async () => (await desk.ask('notices.open', {})).rows
const open = async () => (await all()).filter((row) => !before.includes(row.package.id))
const ids = async () => (await open()).map((row) => row.package.id)

beforeEach(async () => {
  desk = await openTestDesk()
  await switchTo(desk, 'manager')
  unitId = await homeOf(desk, [anna])
  before = (await all()).map((row) => row.package.id)
})
afterEach(() => desk.close())

async function parcel(kind?: 'food') {
  const facts = { carrier: 'other', trackingNumber: null, rawBarcode: null, symbology: null } as const
  const done = await desk.ask('packages.register', {
    id: crypto.randomUUID(),
    ...facts,
    unitId,
    residentId,
    ...(kind && { kind }),
  })
  deliver(desk.dataDir, { packageId: done.package.id, personId: residentId, channel: 'email', state: 'delivered' })
  return done.package.id
}
/** What the server writes: a reminder that left now. */
function remind(packageId: string, step: number, state: 'sent' | 'cancelled' = 'sent'): string {
  const db = new Database(join(desk.dataDir, 'replica.db'))
  const now = desk.clock.now().toISOString()
  db.prepare(
    `INSERT INTO notices (id, building_id, package_id, resident_id, language, template, kind, step, state, send_after, sent_at,
       created_at, updated_at, change_seq)
     SELECT ?, building_id, id, resident_id, 'fr', 'reminder', 'reminder', ?, ?, ?, ?, ?, ?, 901 FROM packages WHERE id = ?`,
  ).run(crypto.randomUUID(), step, state, now, state === 'sent' ? now : null, now, now, packageId)
  db.close()
  return now
}

// Bug: after the last reminder nothing more happened, and the parcel was forgotten on its shelf.
it('is a task a day after the last reminder of the building, and not after an earlier one', async () => {
  const packageId = await parcel()
  remind(packageId, 1)
  desk.clock.pass(2 * DAY_MS)
  expect(await ids()).toEqual([])
  const left = remind(packageId, 2)
  desk.clock.pass(DAY_MS - 1000)
  expect(await ids()).toEqual([])
  const { open: counted } = await desk.ask('notices.status', {})
  desk.clock.pass(2000)
  const [task] = await open()
  expect(task).toMatchObject({ package: { id: packageId, status: 'received' }, remindersOver: left })
  // What was sent stands with it.
  expect(task!.lines.map(({ kind, stand }) => [kind, stand])).toContainEqual(['arrived', 'delivered'])
  expect((await desk.ask('notices.status', {})).open).toBe(counted + 1)
  // Somebody was told of it.
  const nobody = (await desk.ask('notices.open', { nobody: true })).rows.map((row) => row.package.id)
  expect(nobody).not.toContain(packageId)
})

it('of food an hour after, and where nobody wanted the reminder as well', async () => {
  const [food, unwanted] = [await parcel('food'), await parcel()]
  remind(food, 2)
  remind(unwanted, 2, 'cancelled')
  desk.clock.pass(HOUR_MS + 1000)
  expect(await ids()).toEqual([food])
  desk.clock.pass(DAY_MS)
  expect(await ids()).toEqual([food, unwanted])
})

it('told in person asks again after a week; its undo at once', async () => {
  const packageId = await parcel()
  remind(packageId, 2)
  desk.clock.pass(DAY_MS + 1000)
  const told = await desk.ask('packages.step', { packageIds: [packageId], step: 'notify' })
  expect(await ids()).toEqual([])
  const undone = await desk.ask('acts.undo', { actId: told.actId })
  expect(await ids()).toEqual([packageId])
  await desk.ask('acts.redo', { actId: undone.actId })
  expect(await ids()).toEqual([])
  desk.clock.pass(7 * DAY_MS)
  expect(await ids()).toEqual([packageId])
  await desk.ask('notices.settle', { packageId, as: 'told' })
  expect(await ids()).toEqual([])
})

it.each(['hold', 'return', 'forward'] as const)('is settled by %s, whose undo asks again', async (step) => {
  const packageId = await parcel()
  remind(packageId, 2)
  desk.clock.pass(DAY_MS + 1000)
  const act = await desk.ask('packages.step', { packageIds: [packageId], step, reason: 'not collected' })
  expect(await ids()).toEqual([])
  await desk.ask('acts.undo', { actId: act.actId })
  expect(await ids()).toEqual([packageId])
})

it('a parcel that was handed over or is somebody else’s by now asks for nobody, and says still what was sent', async () => {
  const packageId = await parcel()
  remind(packageId, 2)
  desk.clock.pass(DAY_MS + 1000)
  await desk.ask('handover.complete', { packageIds: [packageId], residentId, collectedBy: 'X', proof: 'known' })
  expect(await ids()).toEqual([])
  const { lines } = await desk.ask('notices.ofParcel', { packageId })
  expect(lines.map(({ kind, stand }) => [kind, stand]).toSorted()).toEqual([
    ['arrived', 'delivered'],
    ['reminder', 'sent'],
  ])
})
