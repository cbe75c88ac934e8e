import { expect, it, onTestFinished } from 'vitest'
import { openTestDesk } from '../../../tests/support/testDesk.ts'

// Bug: what is not read at the start is missing when it is first called, or made once for each of several calls.
it('answers the first calls of what is read later, also when several come at once', async () => {
  const desk = await openTestDesk()
  onTestFinished(() => desk.close())
  const [units, staff, notice, filters] = await Promise.all([
    desk.ask('units.list', {}),
    desk.ask('staff.list', {}),
    desk.ask('privacy.notice', { language: 'fr' }),
    desk.ask('units.filters', {}),
  ])
  expect(units.total).toBeGreaterThan(0)
  expect(staff.length).toBeGreaterThan(0)
  expect(notice.sections.length).toBeGreaterThan(0)
  expect(filters.floors.length).toBeGreaterThan(0)
})

// Bug: a first call that meets the end of the building opens its services on a closed file.
it('refuses a call that comes while its building closes', async () => {
  const desk = await openTestDesk()
  const [answer] = await Promise.all([desk.desk.request('units.list', {}), desk.close()])
  expect(answer.ok || answer.error.code === 'NOT_READY').toBe(true)
})
