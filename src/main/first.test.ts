import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openTestDesk, textInMemory, type TestDesk } from '../../tests/support/testDesk.ts'
import type { DeskOptions } from './deskOptions.ts'
import { testDir } from './store/testing.ts'

const MINE = {
  name: 'Le Nordet',
  address: '12, rue du Nord, Montréal',
  timezone: 'America/Toronto',
  languages: ['fr', 'en'] as ('fr' | 'en')[],
  letter: 'b',
  person: 'Anne Roy',
}

/** What a workstation keeps from one run of the program to the next. */
function workstation() {
  const dataDir = join(testDir(onTestFinished), 'building')
  const kept = {
    dataDir,
    hadBuilding: textInMemory(),
    firstForm: textInMemory(),
    duty: { file: textInMemory(), keyFile: textInMemory() },
  }
  return {
    dataDir,
    start: (options: Partial<DeskOptions> = {}): Promise<TestDesk> =>
      openTestDesk({ ...kept, asksFirst: true, ...options }),
  }
}
async function started(): Promise<TestDesk & { dataDir: string }> {
  const desk = await workstation().start()
  onTestFinished(() => desk.close())
  return desk
}
const stepsOf = async (desk: TestDesk) => (await desk.ask('setup.get', {})).steps
const missing = async (desk: TestDesk) =>
  (await stepsOf(desk)).filter(({ state }) => state === 'missing').map(({ id }) => id)

// Bug: an installed program opened on invented people, and nothing led from there to a building of one's own.
it('asks what to begin with, begins the building, and its administrator is on duty by their PIN', async () => {
  const desk = await started()
  expect(desk.state).toEqual({ state: 'first' })
  expect(await desk.ask('first.building', { ...MINE, pin: '4831' })).toEqual({ state: 'ready' })
  const { building, actor, staff, desk: place, shelves } = await desk.ask('session.get', {})
  expect(building).toMatchObject({ name: MINE.name, address: MINE.address, isSample: false, languages: ['fr', 'en'] })
  expect(actor).toMatchObject({ name: 'Anne Roy', role: 'admin' })
  expect(staff).toEqual([actor])
  expect(place).toMatchObject({ letter: 'B', name: 'Réception' })
  expect(shelves).toEqual([])
  expect(await desk.ask('duty.status', {})).toMatchObject({ locked: false, everybodyProves: true })
  expect((await desk.ask('residents.list', { text: '' })).total).toBe(0)
})

// Bug: the settings that somebody had typed a minute before said that nobody ever changed them.
it('says of what was typed at the first start who typed it, until somebody else changes it', async () => {
  const desk = await started()
  await desk.ask('first.building', { ...MINE, pin: '4831' })
  const { building, desks } = await desk.ask('settings.get', {})
  const anne = { by: 'Anne Roy', desk: 'Réception', at: expect.stringMatching(/^\d{4}-/) as string }
  for (const key of ['name', 'address', 'timezone', 'languages'] as const) expect(building[key].set).toEqual(anne)
  expect(building.quiet_hours.set).toBeNull()
  expect(desks.map(({ set }) => set)).toEqual([anne])
  await desk.ask('settings.save', { key: 'name', value: 'Le Suroît' })
  const { name, address } = (await desk.ask('settings.get', {})).building
  expect(name.set!.at > address.set!.at).toBe(true)
})

// Bug: the first colleague of the front desk was on duty at once, and the administrator before a locked screen.
it('leaves the administrator on duty when the first colleagues are added, also after a restart', async () => {
  const { start } = workstation()
  const first = await start()
  await first.ask('first.building', { ...MINE, pin: '4831' })
  const { actor } = await first.ask('session.get', {})
  await first.ask('staff.save', { id: randomUUID(), name: 'Zoé Tremblay', role: 'desk', active: true })
  expect(await first.ask('duty.status', {})).toMatchObject({ on: actor.id, locked: false })
  await first.close()
  const second = await start()
  onTestFinished(() => second.close())
  expect(await second.ask('duty.status', {})).toMatchObject({ on: actor.id, locked: true })
})

it('asks again after a restart, until something was begun; then never more', async () => {
  const { start } = workstation()
  const first = await start()
  await first.ask('first.keep', MINE)
  await first.close()
  const second = await start()
  expect(second.state.state).toBe('first')
  expect(await second.ask('first.form', {})).toEqual({ form: MINE, zone: 'America/Toronto' })
  await second.ask('first.building', { ...MINE, pin: '4831' })
  await second.close()
  const third = await start()
  onTestFinished(() => third.close())
  expect(third.state.state).toBe('ready')
  expect((await third.ask('duty.status', {})).locked).toBe(true)
  expect((await third.ask('first.form', {})).form).toBeNull()
})

// Bug: a building begun on a computer without a time zone lived by universal time, and its days ended in the evening.
it.each([
  ['UTC', 'America/Toronto'],
  ['Etc/GMT+5', 'America/Toronto'],
  ['America/Halifax', 'America/Halifax'],
])('a computer set to %s offers %s', async (own, zone) => {
  const desk = await workstation().start({ timezone: () => own })
  onTestFinished(() => desk.close())
  expect((await desk.ask('first.form', {})).zone).toBe(zone)
})

it('opens the sample at once where it is not asked', async () => {
  const { start } = workstation()
  const desk = await start({ asksFirst: false })
  onTestFinished(() => desk.close())
  expect((await desk.ask('session.get', {})).building.isSample).toBe(true)
})

it.each([
  [{ name: ' ' }, { name: 'missing' }],
  [{ name: 'x'.repeat(201) }, { name: 'too_long' }],
  [{ timezone: 'America/Montréal' }, { timezone: 'no_such_zone' }],
  [{ timezone: '' }, { timezone: 'missing' }],
  [{ letter: '1' }, { letter: 'no_letter' }],
  [{ letter: 'ABC' }, { letter: 'no_letter' }],
  [{ person: '\u200b' }, { person: 'missing' }],
])('refuses %j by field, and nothing is begun', async (wrong, data) => {
  const desk = await started()
  expect(await desk.refusal('first.building', { ...MINE, pin: '4831', ...wrong })).toEqual({
    code: 'FIELDS_REFUSED',
    data,
  })
  expect((await desk.ask('app.status', {})).store.state).toBe('first')
})

it('refuses a PIN that everybody tries first', async () => {
  const desk = await started()
  expect(await desk.refusal('first.building', { ...MINE, pin: '0000' })).toMatchObject({
    code: 'PIN_REFUSED',
    data: { problem: 'easy' },
  })
})

// Bug: a second choice, from a click made twice or from a page that was taken over, replaced the building.
it('begins once', async () => {
  const desk = await started()
  await desk.ask('first.building', { ...MINE, pin: '4831' })
  for (const again of [
    desk.refusal('first.building', { ...MINE, pin: '4831' }),
    desk.refusal('first.sample', {}),
    desk.refusal('first.project', {}),
    desk.refusal('first.keep', MINE),
  ])
    expect(await again).toMatchObject({ code: 'NOT_ALLOWED' })
  expect((await desk.ask('session.get', {})).building.name).toBe(MINE.name)
})

it('the sample is put away whole for a building of one’s own, and is asked about again', async () => {
  const { start, dataDir } = workstation()
  const desk = await start({ asksFirst: false })
  onTestFinished(() => desk.close())
  const buildingId = (await desk.ask('session.get', {})).building.id
  expect(await desk.ask('first.askAgain', { buildingId })).toEqual({ state: 'first' })
  const beside = readdirSync(dirname(dataDir)).filter((name) => name.startsWith(`${basename(dataDir)}.sample-`))
  expect(beside).toHaveLength(1)
  expect(existsSync(join(dirname(dataDir), beside[0]!, 'replica.db'))).toBe(true)
  expect(await desk.ask('first.building', { ...MINE, pin: '4831' })).toEqual({ state: 'ready' })
  expect((await desk.ask('packages.list', { filter: {} })).total).toBe(0)
  expect((await desk.ask('session.get', {})).actor.name).toBe('Anne Roy')
})

it('a building of one’s own is not put away', async () => {
  const desk = await started()
  await desk.ask('first.building', { ...MINE, pin: '4831' })
  const buildingId = (await desk.ask('session.get', {})).building.id
  expect(await desk.refusal('first.askAgain', { buildingId })).toMatchObject({ code: 'NOT_ALLOWED' })
})

it('a desk that waits for its project says so, and can be asked again', async () => {
  const desk = await started()
  expect(await desk.ask('first.project', {})).toEqual({ state: 'ready' })
  const { building } = await desk.ask('session.get', {})
  expect(building).toMatchObject({ awaitsProject: true, isSample: false })
  expect(await desk.ask('first.askAgain', { buildingId: building.id })).toEqual({ state: 'first' })
})

it('tells what is missing, by what is there', async () => {
  const { start } = workstation()
  const desk = await start()
  await desk.ask('first.building', { ...MINE, pin: '4831' })
  expect((await desk.ask('setup.get', {})).isOn).toBe(true)
  expect(await missing(desk)).toEqual([
    'units',
    'residents',
    'shelves',
    'scanner',
    'label',
    'team',
    'privacy',
    'parcel',
  ])
  await desk.ask('units.add', { text: '101-104', kind: 'residential', tower: '', floors: [] })
  await desk.ask('setup.scanned', {})
  await desk.ask('setup.skip', { step: 'team', isNeeded: false })
  expect(await stepsOf(desk)).toContainEqual({ id: 'units', state: 'done', count: 4 })
  expect(await missing(desk)).toEqual(['residents', 'shelves', 'label', 'privacy', 'parcel'])
  await desk.ask('setup.skip', { step: 'team', isNeeded: true })
  await desk.close()
  const later = await start()
  onTestFinished(() => later.close())
  await later.ask('duty.prove', {
    staffId: (await later.ask('duty.status', {})).on!,
    pin: '4831',
    newPin: null,
  })
  expect(await missing(later)).toEqual(['residents', 'shelves', 'label', 'team', 'privacy', 'parcel'])
  await later.ask('setup.turn', { isOn: false })
  expect((await later.ask('setup.get', {})).isOn).toBe(false)
})

// Bug: a second click while the first was being carried out began something else, or left the desk without what it had begun.
it.each([
  ['the sample', 'first.sample'],
  ['a project', 'first.project'],
] as const)('begins once, whatever is asked meanwhile: %s', async (_, route) => {
  const desk = await started()
  const [building, other] = await Promise.allSettled([
    desk.ask('first.building', { ...MINE, pin: '4831' }),
    desk.ask(route, {}),
  ])
  expect([building, other].map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await desk.ask('app.status', {})).store.state).toBe('ready')
  const { building: begun, actor } = await desk.ask('session.get', {})
  expect(begun).toMatchObject({ name: MINE.name, isSample: false })
  expect(actor.name).toBe(MINE.person)
})
