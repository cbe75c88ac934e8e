import { afterAll, beforeAll, expect } from 'vitest'
import type { Hub } from '../../dev/hub/hub.ts'
import {
  connectByUpload,
  deskHome,
  look,
  network,
  openDesk,
  untilLive,
  type ConnectedDesk,
} from '../support/connected.ts'
import { inviteStaff, PASSWORD, startProject } from '../support/project.ts'
import { attack } from './support/attack.ts'
import { register } from '../support/parcels.ts'

const MANAGER = 'helene@example.com'
const CLERKS = ['one@example.com', 'two@example.com'] as const

let hub: Hub
let desk: ConnectedDesk
let building = ''
let clerks: { id: string; name: string }[] = []
const home = deskHome()

beforeAll(async () => {
  hub = await startProject()
  desk = await openDesk(home)
  building = await connectByUpload(desk, hub)
  const { staff } = await desk.ask('session.get', {})
  clerks = staff.filter(({ role }) => role === 'desk').slice(0, 2)
  expect(clerks).toHaveLength(2)
  await inviteStaff(hub, building, 'Hélène Castonguay', MANAGER)
  for (const [i, email] of CLERKS.entries()) await inviteStaff(hub, building, clerks[i]!.name, email)
})
afterAll(async () => {
  await desk.close()
  await hub.stop()
  home.remove()
})

const signIn = (email: string) => desk.ask('account.signIn', { email, password: PASSWORD })
const arrives = async (tracking: string) => (await register(desk, tracking)).package.id
/** Who signed a parcel's registration, and whose session sent it. */
const sender = async (packageId: string) =>
  (
    await hub.admin.query(
      `select e.actor_id, n.sent_by from public.package_events e join private.senders n on n.row_id = e.id where e.package_id = $1`,
      [packageId],
    )
  ).rows
const restart = async (line = network()) => {
  await desk.close()
  desk = await openDesk(home, line)
}
const session = async () => {
  const account = await desk.ask('account.status', {})
  return account.state === 'connected' ? account.session : account.state
}
const edited = (change: (file: Record<string, Record<string, unknown>>) => void) => {
  const file = JSON.parse(home.connectionFile.read()!) as Record<string, Record<string, unknown>>
  change(file)
  home.connectionFile.write(JSON.stringify(file))
}

attack('a clerk disconnects the desk', async () => {
  await signIn(CLERKS[0])
  const as = (email: string, password = PASSWORD) => desk.refusal('account.disconnect', { email, password })
  expect(await as(CLERKS[0])).toEqual({ code: 'MANAGER_NEEDED' })
  expect(await as(MANAGER, 'x')).toMatchObject({ code: 'WRONG_PASSWORD' })
  desk.line.cut()
  expect(await as(MANAGER)).toMatchObject({ code: 'NO_LINE' })
  desk.line.restore()
  desk.desk.resume()
  await untilLive(desk)
  expect(await session()).toBe('working')
})

attack('a clerk keeps the line cut and leaves the project without its answer', async () => {
  await signIn(CLERKS[0])
  const { name } = (await desk.ask('session.get', {})).building
  desk.line.cut()
  const clock = Date.now
  try {
    // The computer's clock is theirs to set.
    Date.now = () => clock() + 30 * 86_400_000
    expect(await desk.refusal('account.leave', { building: name })).toEqual({ code: 'NOT_ALLOWED' })
  } finally {
    Date.now = clock
  }
  desk.line.restore()
  desk.desk.resume()
  await untilLive(desk)
  expect(await session()).toBe('working')
})

attack('a clerk goes on duty as the manager by a click at a desk that was connected once', async () => {
  await desk.ask('account.disconnect', { email: MANAGER, password: PASSWORD })
  const { actor, staff, building: here, desk: place } = await desk.ask('session.get', {})
  expect(actor).toMatchObject({ name: 'Hélène Castonguay', role: 'manager' })
  const asEverybody = async () => {
    for (const { id } of staff.filter((one) => one.id !== actor.id))
      expect(await desk.refusal('session.switch', { staffId: id })).toEqual({ code: 'CONNECT_AGAIN_FIRST' })
    expect((await desk.ask('session.get', {})).actor.id).toBe(actor.id)
  }
  await asEverybody()
  await restart()
  await asEverybody()
  // The file is no way around it.
  const file = home.connectionFile.read()!
  home.connectionFile.write('')
  await restart()
  await asEverybody()
  edited((kept) => delete kept['left'])
  await restart()
  await asEverybody()
  home.connectionFile.write(file)
  await restart()
  await asEverybody()

  const parcel = await arrives('1Z999AA10000000103')
  expect(
    await desk.refusal('account.look', { url: hub.url, key: hub.publishableKey, email: CLERKS[0], password: PASSWORD }),
  ).toEqual({ code: 'MANAGER_NEEDED' })
  await look(desk, hub, MANAGER)
  await desk.ask('account.connect', { choice: 'replace', buildingId: here.id, desk: { id: place.id } })
  await untilLive(desk)
  expect(await sender(parcel)).toEqual([{ actor_id: actor.id, sent_by: actor.id }])
  expect(await desk.refusal('session.switch', { staffId: clerks[0]!.id })).toEqual({ code: 'OWN_SIGN_IN_NEEDED' })
})
