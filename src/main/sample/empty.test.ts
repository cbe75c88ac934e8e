import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { openTestDesk, textInMemory, type TestDesk } from '../../../tests/support/testDesk.ts'
import { backupName } from '../store/rotation.ts'
import { testDir } from '../store/testing.ts'

let desk: TestDesk | null = null
afterEach(async () => {
  await desk?.close()
  desk = null
})

const settingsFile = textInMemory(
  JSON.stringify({ language: 'en', label: { size: '62x100', dpi: 203, autoPrint: false } }),
)

describe('a beginning after damage', () => {
  // Bug: invented residents and parcels in the place of a real building, where real parcels were then put under their names.
  it('invents nobody, and has what it takes to receive a parcel', async () => {
    const dataDir = testDir(onTestFinished)
    writeFileSync(join(dataDir, 'replica.db'), 'no database')
    desk = await openTestDesk({ dataDir, settingsFile })
    expect(desk.state.state).toBe('damaged')
    expect(await desk.ask('app.startFresh', {})).toEqual({ state: 'ready' })
    expect((await desk.ask('residents.list', { text: '' })).total).toBe(0)
    expect((await desk.ask('packages.list', { filter: {} })).total).toBe(0)
    expect(await desk.ask('search.addressee', { text: '1' })).toEqual([])
    const { building, staff, actor, shelves } = await desk.ask('session.get', {})
    expect(building).toMatchObject({ name: 'Building', languages: ['en', 'fr'], isSample: false })
    expect(staff).toEqual([actor])
    expect(shelves.length).toBeGreaterThan(0)
    const parcel = { carrier: 'ups', trackingNumber: 'X', rawBarcode: null, symbology: null, note: 'for J. Roy' }
    const made = await desk.ask('packages.register', { id: uuidv7(), ...parcel, unitId: null, residentId: null })
    expect(made.package).toMatchObject({ shortNumber: 'A1', unassigned: true })
    await desk.ask('packages.setShelf', { packageId: made.package.id, shelfId: shelves[0]!.id })
  })

  // Bug: nothing on the screen said that the first building was invented.
  it('is no sample, as the first building of a new desk is', async () => {
    desk = await openTestDesk()
    expect((await desk.ask('session.get', {})).building.isSample).toBe(true)
  })

  it('is empty too where the file is gone and its backups are no good', async () => {
    const dataDir = testDir(onTestFinished)
    mkdirSync(join(dataDir, 'backups'))
    writeFileSync(join(dataDir, 'backups', backupName(new Date('2026-11-19T12:00:00.000Z'), 'hourly')), 'no database')
    desk = await openTestDesk({ dataDir, settingsFile })
    expect(desk.state.state).toBe('gone')
    expect(await desk.ask('app.startFresh', {})).toEqual({ state: 'ready' })
    expect((await desk.ask('residents.list', { text: '' })).total).toBe(0)
  })
})
