import { expect, it } from 'vitest'
import { previewFile } from '../../../../tests/support/imports.ts'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'

const DAY = 24 * 60 * 60_000
const desk = deskForEach('manager')

// Bug: on the day of an import everybody in the building stood on the list of those to ask again.
it('asks nobody again before a year, whether they confirmed or were only entered', async () => {
  const before = (await desk.ask('residents.unconfirmed', {})).total
  const { digest } = await previewFile(desk, 'Unit,Name\nZ900,Fresh Import\n')
  await desk.ask('import.run', { digest, gone: [], goneOn: '', withoutRefused: false })
  expect((await desk.ask('residents.unconfirmed', {})).total).toBe(before)
  const { rows } = await desk.ask('residents.list', { text: 'Fresh Import' })
  const enteredAt = expect.stringContaining(desk.clock.now().toISOString().slice(0, 10)) as string
  desk.clock.pass(366 * DAY)
  // Bug: their page said "never" of what was entered that day.
  expect(await desk.ask('residents.get', { id: rows[0]!.residentId! })).toMatchObject({ confirmedOn: null, enteredAt })
  const { total } = await desk.ask('residents.unconfirmed', {})
  await desk.ask('residents.confirm', { id: rows[0]!.residentId! })
  expect((await desk.ask('residents.unconfirmed', {})).total).toBe(total - 1)
})
