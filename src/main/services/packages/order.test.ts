import { expect, it } from 'vitest'
import { handOver, registerFor } from '../../../../tests/support/parcels.ts'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'

const desk = deskForEach()

const register = async () => (await registerFor(desk, '1204')).id
const setBack = () => desk.clock.pass(-3_600_000)
const recent = async () => (await desk.ask('acts.recent', { limit: 2 })).map(({ type, undo }) => ({ type, undo }))

// Bug: with the clock set back between them, F9 took back the registration and left a removed parcel that is collected.
it('takes back the hand-over that came last, though the clock says that it came first', async () => {
  const id = await register()
  setBack()
  await handOver(desk, id, 'A neighbour')
  expect(await recent()).toMatchObject([
    { type: 'handed_over', undo: 'now' },
    { type: 'received', undo: 'no' },
  ])
  const [last, first] = await desk.ask('acts.recent', { limit: 2 })
  expect((await desk.refusal('acts.undo', { actId: first!.actId, reason: '' })).code).toBe('UNDO_NOT_LAST')
  await desk.ask('acts.undo', { actId: last!.actId, reason: '' })
  expect(await desk.ask('packages.get', { id })).toMatchObject({ status: 'received', removed: false })
})

// Bug: released to the status of an earlier hold, because the later one had the earlier time.
it('releases to the status before the last hold', async () => {
  const id = await register()
  const step = (name: 'hold' | 'release' | 'notify') =>
    desk.ask('packages.step', { packageIds: [id], step: name, reason: 'away' })
  await step('hold')
  await step('release')
  await step('notify')
  setBack()
  await step('hold')
  await step('release')
  const { status, events } = await desk.ask('packages.get', { id })
  expect(status).toBe('notified')
  expect(events.map(({ type }) => type)).toEqual(['received', 'held', 'released', 'notified', 'held', 'released'])
})
