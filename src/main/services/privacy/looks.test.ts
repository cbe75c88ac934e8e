import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestDesk, type TestDesk } from '../../../../tests/support/testDesk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  const { staff } = await desk.ask('session.get', {})
  await desk.ask('session.switch', { staffId: staff.find(({ role }) => role === 'manager')!.id })
})
afterEach(() => desk.close())

const looks = async () =>
  JSON.stringify((await desk.ask('audit.list', { limit: 50 })).rows).split('access.person').length - 1

// Bug: nobody could tell afterwards who had looked at somebody's page, or the log was filled by a page that draws itself anew.
it('a look at a page is written down once, for each person and each who looks', async () => {
  const { rows } = await desk.ask('residents.list', { limit: 20 })
  const [one, other] = [...new Set(rows.map(({ residentId }) => residentId!))]
  await desk.ask('residents.get', { id: one! })
  await desk.ask('residents.get', { id: one! })
  expect(await looks()).toBe(1)
  await desk.ask('residents.get', { id: other! })
  expect(await looks()).toBe(2)
  const { staff } = await desk.ask('session.get', {})
  await desk.ask('session.switch', { staffId: staff.find(({ role }) => role === 'admin')!.id })
  await desk.ask('residents.get', { id: one! })
  expect(await looks()).toBe(3)
})
