import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { filesHolding, knownPerson, SECRET, SECRET_NAME } from '../../../../tests/support/knownPerson.ts'
import { switchTo } from '../../../../tests/support/parcels.ts'
import { openTestDesk, type TestDesk } from '../../../../tests/support/testDesk.ts'
import { dropCopies } from './copies.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await onDuty('manager')
})
afterEach(() => desk.close())

const onDuty = (role: string) => switchTo(desk, role)
const known = async () => {
  const { rows } = await desk.ask('units.list', {})
  return knownPerson(desk.ask, rows[0]!.number)
}
const erase = async (residentId: string) => {
  const { digest } = await desk.ask('privacy.preview', { residentId })
  return desk.ask('privacy.erase', { residentId, digest })
}
const holding = () => filesHolding(desk.dataDir, [SECRET.family, SECRET.given])
const backups = () => readdirSync(join(desk.dataDir, 'backups')).filter((name) => name.endsWith('.db'))
/** The traces are gone when a backup without them is made. */
const cleaned = () => vi.waitFor(() => expect(backups()).toHaveLength(1), 20_000)

// Deleted text stays in free pages, in the search index, in acts that wait and in the log until something is done about each.
it('takes a name out of every file of the desk, in any way that it is written', async () => {
  const { id } = await known()
  expect(holding()).not.toEqual([])
  await erase(id)
  await cleaned()
  expect(holding()).toEqual([])
  expect(existsSync(join(desk.dataDir, 'replica.db-erased'))).toBe(true)
})

it('leaves parcels, events and counts whole, under another name', async () => {
  const { id, parcel } = await known()
  const [before, was] = [await desk.ask('packages.list', {}), await desk.ask('packages.get', { id: parcel })]
  await erase(id)
  const after = await desk.ask('packages.get', { id: parcel })
  expect(after.events.map(({ type, at }) => [type, at])).toEqual(was.events.map(({ type, at }) => [type, at]))
  expect(after).toMatchObject({
    resident: { name: 'Personne effacée' },
    note: '',
    writtenName: null,
    rawBarcode: null,
    handover: { collectedBy: 'Personne effacée', signature: 'M0 0' },
  })
  expect((await desk.ask('packages.list', {})).total).toBe(before.total)
  expect((await desk.ask('residents.list', { text: SECRET.family })).total).toBe(0)
  expect((await desk.ask('search.all', { text: SECRET.family })).packages).toEqual([])
  expect(await desk.ask('messages.search', { text: SECRET.family })).toEqual([])
  await expect(desk.ask('residents.get', { id })).rejects.toThrow('NOT_FOUND')
})

it('cannot be undone, and no earlier action on the person can', async () => {
  const { id } = await known()
  const [absence] = (await desk.ask('residents.get', { id })).absences
  await desk.ask('residents.endAbsence', { id: absence!.id })
  const acts = (await desk.ask('acts.recent', { limit: 20 })).filter(({ people }) => people.length > 0)
  expect(acts.length).toBeGreaterThan(3)
  await erase(id)
  for (const { actId } of acts)
    await expect(desk.ask('acts.undo', { actId, reason: 'x' })).rejects.toThrow(/UNDO_NOT_LAST|NOT_FOUND/)
})

it('shows before what it reaches, and erases nothing else than what was shown', async () => {
  const { id } = await known()
  const preview = await desk.ask('privacy.preview', { residentId: id })
  expect(preview).toMatchObject({
    name: SECRET_NAME,
    waiting: 0,
    reaches: { entries: 1, homes: 1, collectors: 1, absences: 1, parcels: 1, handOvers: 1, messages: 2, others: 0 },
  })
  await desk.ask('residents.saveAbsence', {
    id: '0198f000-0000-7000-8000-000000000009',
    residentId: id,
    kind: 'hold',
    from: '2031-01-01',
    to: '2031-02-01',
    note: '',
  })
  await expect(desk.ask('privacy.erase', { residentId: id, digest: preview.digest })).rejects.toThrow(
    'PREVIEW_OUTDATED',
  )
})

it('waits until no parcel does, and is no right of the desk', async () => {
  const { rows } = await desk.ask('packages.list', { filter: { statuses: ['notified'] } })
  const residentId = rows.find(({ resident }) => resident)!.resident!.id
  const { digest, waiting } = await desk.ask('privacy.preview', { residentId })
  expect(waiting).toBeGreaterThan(0)
  await expect(desk.ask('privacy.erase', { residentId, digest })).rejects.toThrow('PARCELS_WAIT')
  await onDuty('desk')
  await expect(desk.ask('privacy.preview', { residentId })).rejects.toThrow('NOT_ALLOWED')
})

it('reaches merged entries, and rows of others that name the person', async () => {
  const first = await known()
  const second = await known()
  await desk.ask('residents.merge', { id: second.id, into: first.id })
  const { rows } = await desk.ask('residents.list', { limit: 1 })
  await desk.ask('residents.saveAuthorisation', {
    id: '0198f000-0000-7000-8000-00000000000a',
    residentId: rows[0]!.residentId!,
    name: SECRET_NAME,
    from: '',
    to: '',
    note: '',
  })
  expect((await desk.ask('privacy.preview', { residentId: first.id })).reaches).toMatchObject({ entries: 2, others: 1 })
  await erase(first.id)
  await cleaned()
  expect(holding()).toEqual([])
})

it('is carried out again on a backup of before', async () => {
  const { id } = await known()
  const { desk: program, dataDir } = desk
  await program.stop()
  const old = join(dataDir, 'of before')
  copyFileSync(join(dataDir, 'backups', backups()[0]!), old)
  desk = await openTestDesk({ dataDir })
  await onDuty('manager')
  await erase(id)
  await vi.waitFor(() => expect(existsSync(join(dataDir, 'replica.db-erased'))).toBe(true), 20_000)
  await desk.desk.stop()
  for (const side of ['-wal', '-shm']) rmSync(join(dataDir, `replica.db${side}`), { force: true })
  copyFileSync(old, join(dataDir, 'replica.db'))
  desk = await openTestDesk({ dataDir })
  await onDuty('manager')
  await expect(desk.ask('residents.get', { id })).rejects.toThrow('NOT_FOUND')
  expect((await desk.ask('residents.list', { text: SECRET.family })).total).toBe(0)
}, 20_000)

it('lets copies from before go when their delay is over, whatever they were kept for', () => {
  const folder = join(desk.dataDir, 'copies')
  const name = 'replica-20260101T000000Z-manual.db'
  mkdirSync(folder)
  writeFileSync(join(folder, name), '')
  utimesSync(join(folder, name), new Date('2026-01-01'), new Date('2026-01-01'))
  expect(dropCopies([folder], ['2026-02-01T00:00:00.000Z'], new Date('2026-03-01'))).toBe(0)
  expect(dropCopies([folder], ['2026-02-01T00:00:00.000Z'], new Date('2026-03-15'))).toBe(1)
  expect(readdirSync(folder)).toEqual([])
})
