import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Hub } from '../../../dev/hub/hub.ts'
import { PASSWORD, inviteStaff, startProject } from '../../support/project.ts'
import { connectByUpload, deskHome, openDesk, until, untilLive, type ConnectedDesk } from '../../support/connected.ts'
import { register } from '../../support/parcels.ts'
import { textInMemory } from '../../support/testDesk.ts'

const HELENE = 'helene@example.com'
const NADEGE = 'nadege@example.com'
const PINS: Record<string, string> = { [HELENE]: '4831', [NADEGE]: '7306' }

let hub: Hub
let desk: ConnectedDesk
let building = ''
const home = deskHome()

const idOf = async (name: string) => (await desk.ask('duty.status', {})).people.find((one) => one.name === name)!.id
const helene = () => idOf('Hélène Castonguay')
const nadege = () => idOf('Nadège Beaumier')
const signIn = (email: string) => desk.ask('account.signIn', { email, password: PASSWORD })
const prove = async (staffId: string, pin: string) => desk.ask('duty.prove', { staffId, pin, newPin: null })
const sentAs = async (packageId: string) =>
  (
    await hub.admin.query(
      `select n.signed_by, n.sent_by, n.sent_as, e.proved_by from public.package_events e
       join private.senders n on n.row_id = e.id where e.package_id = $1 and e.type = 'received'`,
      [packageId],
    )
  ).rows[0]
/** Each signs in once at this desk and chooses a PIN there. */
async function enrol(email: string): Promise<void> {
  await signIn(email)
  await desk.ask('duty.setPin', { pin: null, newPin: PINS[email]! })
}

beforeAll(async () => {
  hub = await startProject()
  desk = await openDesk(home, undefined, { duty: { file: textInMemory(), keyFile: textInMemory() } })
  building = await connectByUpload(desk, hub)
  await inviteStaff(hub, building, 'Hélène Castonguay', HELENE)
  await inviteStaff(hub, building, 'Nadège Beaumier', NADEGE)
})
afterAll(async () => {
  await desk.close()
  await hub.stop()
  home.remove()
})

// Bug: a colleague who was never at this desk could have been signed for.
it('takes nobody’s word who never signed in here and chose a PIN', async () => {
  await enrol(NADEGE)
  expect(await desk.refusal('duty.prove', { staffId: await helene(), pin: '1', newPin: null })).toEqual({
    code: 'OWN_SIGN_IN_NEEDED',
  })
  expect((await desk.ask('duty.status', {})).people.filter(({ mayTake }) => mayTake).map(({ id }) => id)).toEqual([
    await nadege(),
  ])
})

it('lets a colleague take over by PIN without a line, and the server takes what they signed', async () => {
  await enrol(HELENE)
  desk.line.cut()
  await prove(await nadege(), PINS[NADEGE]!)
  expect((await desk.ask('session.get', {})).actor.name).toBe('Nadège Beaumier')
  const { package: parcel } = await register(desk, '1Z999AA10000000701')
  desk.line.restore()
  desk.desk.resume()
  await untilLive(desk)
  expect((await desk.ask('sync.refused', {})).acts).toEqual([])
  expect(await sentAs(parcel.id)).toEqual({
    signed_by: await nadege(),
    sent_by: await helene(),
    sent_as: 'desk',
    proved_by: 'pin',
  })
})

it('locks for the one who stands in, and is opened by either, each by their own PIN', async () => {
  await desk.ask('duty.lock', {})
  expect((await desk.refusal('packages.counts', {})).code).toBe('LOCKED')
  expect((await desk.refusal('duty.prove', { staffId: await nadege(), pin: PINS[HELENE]!, newPin: null })).code).toBe(
    'PIN_WRONG',
  )
  await prove(await helene(), PINS[HELENE]!)
  const { package: parcel } = await register(desk, '1Z999AA10000000702')
  await untilLive(desk)
  expect(await sentAs(parcel.id)).toMatchObject({ signed_by: await helene(), sent_as: 'own' })
})

// Bug: whoever came back to the seat needed nothing more than a click.
it('gives the seat back by nothing less than a PIN', async () => {
  await prove(await nadege(), PINS[NADEGE]!)
  expect((await desk.refusal('session.switch', { staffId: await helene() })).code).toBe('PIN_NEEDED')
})

it('closes for a colleague whose work ends while they are on duty, and takes them no more', async () => {
  const gone = await nadege()
  await hub.admin.query('update public.staff set active = false where id = $1', [gone])
  desk.desk.resume()
  await until(desk, async () => (await desk.ask('duty.status', {})).locked)
  expect((await desk.ask('duty.status', {})).on).toBe(await helene())
  expect((await desk.refusal('duty.prove', { staffId: gone, pin: PINS[NADEGE]!, newPin: null })).code).toBe(
    'OWN_SIGN_IN_NEEDED',
  )
  await prove(await helene(), PINS[HELENE]!)
  await untilLive(desk)
})

// Bug: an administrator gave somebody a PIN, chose their own with it and signed as them.
it('an administrator gives a colleague a PIN and signs as them with it', async () => {
  await hub.admin.query('update public.staff set active = true where display_name = $1', ['Nadège Beaumier'])
  desk.desk.resume()
  await until(desk, async () =>
    (await desk.ask('duty.status', {})).people.some(({ name }) => name.startsWith('Nadège')),
  )
  await signIn('samir@example.com')
  const { pin } = await desk.ask('duty.givePin', { staffId: await nadege() })
  expect((await desk.refusal('duty.prove', { staffId: await nadege(), pin, newPin: '2758' })).code).toBe(
    'OWN_SIGN_IN_NEEDED',
  )
})

it('an administrator gives a colleague a badge and signs as them with it', async () => {
  await signIn(HELENE)
  await signIn('samir@example.com')
  await desk.ask('duty.setBadgeAlone', { alone: true })
  await desk.ask('duty.giveBadge', { staffId: await helene(), text: '0011580925' })
  expect((await desk.refusal('duty.useBadge', { text: '0011580925' })).code).toBe('OWN_SIGN_IN_NEEDED')
  await signIn(HELENE)
  await signIn('samir@example.com')
  await desk.ask('duty.setPin', { pin: null, newPin: '2758' })
  expect(await desk.ask('duty.useBadge', { text: '0011580925' })).toMatchObject({ kind: 'on_duty' })
  const { package: parcel } = await register(desk, '1Z999AA10000000703')
  await untilLive(desk)
  expect(await sentAs(parcel.id)).toMatchObject({ signed_by: await helene(), sent_as: 'desk', proved_by: 'badge' })
})

// Bug: whoever had gone home could still be signed for by their PIN or badge.
it('has no word for a colleague who signed out, until they sign in again', async () => {
  await signIn(HELENE)
  await desk.ask('account.signOut', {})
  await signIn('samir@example.com')
  expect((await desk.refusal('duty.useBadge', { text: '0011580925' })).code).toBe('OWN_SIGN_IN_NEEDED')
  expect((await hub.admin.query('select 1 from private.vouchers where staff_id = $1', [await helene()])).rows).toEqual(
    [],
  )
  await signIn(HELENE)
  await signIn('samir@example.com')
  expect(await desk.ask('duty.useBadge', { text: '0011580925' })).toMatchObject({ kind: 'on_duty' })
})
