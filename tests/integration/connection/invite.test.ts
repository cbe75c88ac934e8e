import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Hub } from '../../../dev/hub/hub.ts'
import { connectByUpload, deskHome, openDesk, type ConnectedDesk } from '../../support/connected.ts'
import { addAccount, PASSWORD, startProject } from '../../support/project.ts'

const NADEGE = 'nadege@example.com'
let hub: Hub
let desk: ConnectedDesk
const home = deskHome()
const idOf = async (name: string) => (await desk.ask('staff.list', {})).find((one) => one.name === name)!.id
const letters = async () =>
  (
    await hub.admin.query<{ n: string }>(
      'select count(*) as n from private.invitations where email = $1 and claimed_at is null',
      [NADEGE],
    )
  ).rows[0]!.n

beforeAll(async () => {
  hub = await startProject()
  desk = await openDesk(home)
  await connectByUpload(desk, hub)
})
afterAll(async () => {
  await desk.close()
  await hub.stop()
  home.remove()
})

// Bug: an administrator had to write SQL in the project's editor to let a colleague in.
it('lets somebody of the staff sign in under an address, asked for on the page of the staff', async () => {
  await addAccount(hub, NADEGE)
  expect(
    await desk.ask('staff.invite', { staffId: await idOf('Nadège Beaumier'), email: ' Nadege@Example.com' }),
  ).toEqual({
    letter: true,
  })
  expect(await letters()).toBe('1')
  await desk.ask('account.signIn', { email: NADEGE, password: PASSWORD })
  expect((await desk.ask('session.get', {})).actor.name).toBe('Nadège Beaumier')
})

it('is an administrator’s alone, and says why it was not taken', async () => {
  const other = await idOf('Hélène Castonguay')
  expect((await desk.refusal('staff.invite', { staffId: other, email: 'h@example.com' })).code).toBe('NOT_ALLOWED')
  await desk.ask('account.signIn', { email: 'samir@example.com', password: PASSWORD })
  const nobody = '01900000-0000-7000-8000-000000000000'
  expect((await desk.refusal('staff.invite', { staffId: nobody, email: 'h@example.com' })).code).toBe(
    'INVITATION_REFUSED',
  )
  expect((await desk.refusal('staff.invite', { staffId: other, email: 'no address' })).code).toBe('BAD_REQUEST')
  desk.line.cut()
  expect((await desk.refusal('staff.invite', { staffId: other, email: 'h@example.com' })).code).toBe('NO_LINE')
  desk.line.restore()
})

// Bug: whether an address has an account could be found out from a desk.
it('answers alike for an address with an account and for one without', async () => {
  const staffId = await idOf('Hélène Castonguay')
  expect(await desk.ask('staff.invite', { staffId, email: 'nobody@example.com' })).toEqual({ letter: true })
})
