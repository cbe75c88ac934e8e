import { expect } from 'vitest'
import { look, untilLive } from '../support/connected.ts'
import { PASSWORD } from '../support/project.ts'
import { attack } from './support/attack.ts'
import { clerksDesk, MANAGER, CLERKS } from './support/clerks.ts'

const { world, home, signIn, arrives, sender, restart, session, edited } = clerksDesk()

attack('a clerk disconnects the desk', async () => {
  await signIn(CLERKS[0])
  const as = (email: string, password = PASSWORD) => world.desk.refusal('account.disconnect', { email, password })
  expect(await as(CLERKS[0])).toEqual({ code: 'MANAGER_NEEDED' })
  expect(await as(MANAGER, 'x')).toMatchObject({ code: 'WRONG_PASSWORD' })
  world.desk.line.cut()
  expect(await as(MANAGER)).toMatchObject({ code: 'NO_LINE' })
  world.desk.line.restore()
  world.desk.desk.resume()
  await untilLive(world.desk)
  expect(await session()).toBe('working')
})

attack('a clerk keeps the line cut and leaves the project without its answer', async () => {
  await signIn(CLERKS[0])
  const { name } = (await world.desk.ask('session.get', {})).building
  world.desk.line.cut()
  const clock = Date.now
  try {
    // The computer's clock is theirs to set.
    Date.now = () => clock() + 30 * 86_400_000
    expect(await world.desk.refusal('account.leave', { building: name })).toEqual({ code: 'NOT_ALLOWED' })
  } finally {
    Date.now = clock
  }
  world.desk.line.restore()
  world.desk.desk.resume()
  await untilLive(world.desk)
  expect(await session()).toBe('working')
})

attack('a clerk goes on duty as the manager by a click at a desk that was connected once', async () => {
  await world.desk.ask('account.disconnect', { email: MANAGER, password: PASSWORD })
  const { actor, staff, building: here, desk: place } = await world.desk.ask('session.get', {})
  expect(actor).toMatchObject({ name: 'Hélène Castonguay', role: 'manager' })
  const asEverybody = async () => {
    for (const { id } of staff.filter((one) => one.id !== actor.id))
      expect(await world.desk.refusal('session.switch', { staffId: id })).toEqual({ code: 'CONNECT_AGAIN_FIRST' })
    expect((await world.desk.ask('session.get', {})).actor.id).toBe(actor.id)
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
    await world.desk.refusal('account.look', {
      url: world.hub.url,
      key: world.hub.publishableKey,
      email: CLERKS[0],
      password: PASSWORD,
    }),
  ).toEqual({ code: 'MANAGER_NEEDED' })
  await look(world.desk, world.hub, MANAGER)
  await world.desk.ask('account.connect', { choice: 'replace', buildingId: here.id, desk: { id: place.id } })
  await untilLive(world.desk)
  expect(await sender(parcel)).toEqual([{ actor_id: actor.id, sent_by: actor.id }])
  expect(await world.desk.refusal('session.switch', { staffId: world.clerks[0]!.id })).toEqual({
    code: 'OWN_SIGN_IN_NEEDED',
  })
})
