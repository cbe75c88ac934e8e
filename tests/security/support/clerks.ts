import { afterAll, beforeAll, expect } from 'vitest'
import type { Hub } from '../../../dev/hub/hub.ts'
import { connectByUpload, deskHome, network, openDesk, type ConnectedDesk } from '../../support/connected.ts'
import { register } from '../../support/parcels.ts'
import { inviteStaff, PASSWORD, startProject } from '../../support/project.ts'

export const MANAGER = 'helene@example.com'
export const CLERKS = ['one@example.com', 'two@example.com'] as const

interface ClerksDesk {
  hub: Hub
  /** Another one after a restart. */
  desk: ConnectedDesk
  building: string
  clerks: { id: string; name: string }[]
}

/** A connected desk at which two clerks and a manager work. */
export function clerksDesk() {
  const world = { building: '', clerks: [] } as unknown as ClerksDesk
  const home = deskHome()

  beforeAll(async () => {
    world.hub = await startProject()
    world.desk = await openDesk(home)
    world.building = await connectByUpload(world.desk, world.hub)
    const { staff } = await world.desk.ask('session.get', {})
    world.clerks = staff.filter(({ role }) => role === 'desk').slice(0, 2)
    expect(world.clerks).toHaveLength(2)
    await inviteStaff(world.hub, world.building, 'Hélène Castonguay', MANAGER)
    for (const [i, email] of CLERKS.entries())
      await inviteStaff(world.hub, world.building, world.clerks[i]!.name, email)
  })
  afterAll(async () => {
    await world.desk.close()
    await world.hub.stop()
    home.remove()
  })

  const signIn = (email: string) => world.desk.ask('account.signIn', { email, password: PASSWORD })
  const arrives = async (tracking: string) => (await register(world.desk, tracking)).package.id
  /** Who signed a parcel's registration, and whose session sent it. */
  const sender = async (packageId: string) =>
    (
      await world.hub.admin.query(
        `select e.actor_id, n.sent_by from public.package_events e join private.senders n on n.row_id = e.id where e.package_id = $1`,
        [packageId],
      )
    ).rows
  const restart = async (line = network()) => {
    await world.desk.close()
    world.desk = await openDesk(home, line)
  }
  const session = async () => {
    const account = await world.desk.ask('account.status', {})
    return account.state === 'connected' ? account.session : account.state
  }
  const edited = (change: (file: Record<string, Record<string, unknown>>) => void) => {
    const file = JSON.parse(home.connectionFile.read()!) as Record<string, Record<string, unknown>>
    change(file)
    home.connectionFile.write(JSON.stringify(file))
  }
  return { world, home, signIn, arrives, sender, restart, session, edited }
}
