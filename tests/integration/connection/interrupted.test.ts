import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Hub } from '../../../dev/hub/hub.ts'
import { connectByReplace, deskHome, look, openDesk, until, untilLive } from '../../support/connected.ts'
import { addAccount, inviteStaff, PASSWORD, startProject } from '../../support/project.ts'
import { register } from '../../support/parcels.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startProject()
  await hub.admin.query(`select public.expect_founder('samir@example.com')`)
  await addAccount(hub, 'samir@example.com')
})
afterAll(() => hub.stop())

const one = async (sql: string): Promise<number> => Number((await hub.admin.query<{ n: string }>(sql)).rows[0]!.n)

it('brings a building in once, through a lost answer, a stop, work in between and a restart', async () => {
  const home = deskHome()
  let desk = await openDesk(home)
  const before = (await desk.ask('packages.list', { limit: 1 })).total
  const offer = await look(desk, hub, 'samir@example.com')
  const admin = offer.local.staff.find(({ role }) => role === 'admin')!

  // The second batch is carried out, and its answer lost: then a person stops it.
  let pushes = 0
  const heal = desk.line.intercept(async (url, init) => {
    if (!url.includes('sync_push') || ++pushes < 2) return undefined
    await fetch(url, init)
    throw new TypeError('terminated')
  })
  await desk.ask('account.connect', { choice: 'upload', staffId: admin.id })
  await until(desk, async () => {
    const account = await desk.ask('account.status', {})
    return account.state === 'connecting' && account.problem === 'network'
  })
  expect(await desk.ask('account.cancel', {})).toEqual({ state: 'none', failed: null, left: null })
  expect((await desk.ask('packages.list', { limit: 1 })).total).toBe(before)
  heal()

  // Work goes on; the same account goes on with the upload, and the program ends in the middle.
  const { package: between } = await register(desk, '1Z999AA10000000021')
  expect(await look(desk, hub, 'samir@example.com')).toMatchObject({ mayUpload: true, same: false, buildings: [] })
  const hold = desk.line.intercept((url) =>
    url.includes('sync_push') ? Promise.reject(new TypeError('fetch failed')) : undefined,
  )
  await desk.ask('account.connect', { choice: 'upload', staffId: admin.id })
  await until(desk, async () => {
    const account = await desk.ask('account.status', {})
    return account.state === 'connecting' && account.problem === 'network'
  })
  await desk.close()
  hold()
  desk = await openDesk(home)
  await untilLive(desk)

  expect(await desk.ask('sync.refused', {})).toEqual({ acts: [], total: 0 })
  expect(await one('select count(*) as n from public.packages where deleted_at is null')).toBe(before + 1)
  expect(await one(`select count(*) as n from public.package_events where package_id = '${between.id}'`)).toBe(1)
  expect((await desk.ask('packages.list', { limit: 1 })).total).toBe(before + 1)
  expect(desk.problems).toEqual([])

  // The same building again after a disconnection: what was done alone is sent.
  await desk.ask('account.disconnect', { email: 'samir@example.com', password: PASSWORD })
  const { package: alone } = await register(desk, '1Z999AA10000000022')
  const again = await look(desk, hub, 'samir@example.com')
  expect(again).toMatchObject({ same: true, mayUpload: false })
  const { building, desk: place } = await desk.ask('session.get', {})
  await desk.ask('account.connect', { choice: 'replace', buildingId: building.id, desk: { id: place.id } })
  await untilLive(desk)
  expect(await one(`select count(*) as n from public.packages where id = '${alone.id}'`)).toBe(1)
  await desk.close()
  home.remove()
})

it('takes the project’s building whole or not at all: stopped, ended in the middle, and then complete', async () => {
  const building = String((await hub.admin.query('select id from public.buildings')).rows[0]!.id)
  await inviteStaff(hub, building, 'Hélène Castonguay', 'helene@example.com')
  const home = deskHome()
  let desk = await openDesk(home)
  const own = (await desk.ask('session.get', {})).building.id
  const hold = desk.line.intercept((url) =>
    url.includes('sync_pull') ? Promise.reject(new TypeError('fetch failed')) : undefined,
  )
  await look(desk, hub, 'helene@example.com')
  const choice = { choice: 'replace' as const, buildingId: building, desk: { name: 'Garage', letter: 'G' } }
  await desk.ask('account.connect', choice)
  await until(desk, async () => {
    const account = await desk.ask('account.status', {})
    return account.state === 'connecting' && account.phase === 'reading'
  })
  await desk.ask('account.cancel', {})
  expect((await desk.ask('session.get', {})).building.id).toBe(own)
  expect(await desk.ask('account.status', {})).toEqual({ state: 'none', failed: null, left: null })

  await look(desk, hub, 'helene@example.com')
  expect(await desk.refusal('account.connect', choice)).toMatchObject({ code: 'DESK_LETTER_TAKEN' })
  const garage = (await look(desk, hub, 'helene@example.com')).buildings[0]!.desks.find(({ letter }) => letter === 'G')!
  await desk.ask('account.connect', { choice: 'replace', buildingId: building, desk: { id: garage.id } })
  await until(desk, async () => {
    const account = await desk.ask('account.status', {})
    return account.state === 'connecting' && account.phase === 'reading'
  })
  await desk.close()
  hold()
  desk = await openDesk(home)
  await untilLive(desk)
  expect(await desk.ask('session.get', {})).toMatchObject({ building: { id: building }, desk: { letter: 'G' } })
  await desk.close()
  home.remove()
})

it('asks for a sign-in at each start where no secret can be kept, and sends what waits', async () => {
  const home = deskHome({ secrets: false })
  let desk = await openDesk(home)
  await connectByReplace(desk, hub, 'helene@example.com', 'K')
  expect(await desk.ask('account.status', {})).toMatchObject({ remembered: false, session: 'working' })
  desk.line.cut()
  const { package: parcel } = await register(desk, '1Z999AA10000000023')
  await desk.close()
  desk = await openDesk(home)
  expect(await desk.ask('account.status', {})).toMatchObject({ session: 'signed_out', waiting: 1 })
  expect(await desk.refusal('packages.list', {})).toEqual({ code: 'SIGN_IN_NEEDED' })
  await desk.ask('account.signIn', { email: 'helene@example.com', password: PASSWORD })
  await untilLive(desk)
  expect(await one(`select count(*) as n from public.packages where id = '${parcel.id}'`)).toBe(1)
  await desk.close()
  home.remove()
})
