import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestDesk, type TestDesk } from '../../../../tests/support/testDesk.ts'
import { changeOf } from './events.ts'

// Bug: a move out was told as "home changed", and a fob that was lent or came back as "vehicle, fob or pet changed".
it.each([
  ['home_ended', 'occupancies', 'changed', { to_date: null }, { to_date: '2026-11-30' }],
  ['home_changed', 'occupancies', 'changed', { to_date: '2026-11-30' }, { to_date: '2026-12-01' }],
  ['home_changed', 'occupancies', 'changed', { kind: 'tenant' }, { kind: 'owner' }],
  ['belonging_lent', 'belongings', 'added', {}, { kind: 'fob', name: '0042' }],
  ['belonging_lent', 'belongings', 'added', {}, { kind: 'key', name: '7' }],
  ['belonging_added', 'belongings', 'added', {}, { kind: 'pet', name: 'Minou' }],
  ['belonging_ended', 'belongings', 'changed', { to_date: null }, { to_date: '2026-11-30' }],
  ['belonging_changed', 'belongings', 'changed', { name: '0042' }, { name: '0043' }],
] as const)('calls it %s: %s %s from %j to %j', (name, table, type, before, after) => {
  expect(changeOf({ table, type, before, after })).toBe(name)
})

let desk: TestDesk | null = null
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk?.close())

// Bug: recent activity said that a setting was changed, and not which.
it('names the settings that an act changed', async () => {
  const { staff } = await desk!.ask('session.get', {})
  await desk!.ask('session.switch', { staffId: staff.find(({ role }) => role === 'manager')!.id })
  await desk!.ask('settings.save', { key: 'quiet_hours', value: '22:00-07:00' })
  expect((await desk!.ask('acts.recent', { limit: 1 }))[0]).toMatchObject({
    type: 'building_changed',
    settings: ['quiet_hours'],
  })
})
