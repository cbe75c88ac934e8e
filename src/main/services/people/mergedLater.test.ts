import { afterEach, beforeEach, expect, it } from 'vitest'
import { switchTo } from '../../../../tests/support/parcels.ts'
import { arriving } from '../../../../tests/support/people.ts'
import { openTestDesk, type TestDesk } from '../../../../tests/support/testDesk.ts'

let desk: TestDesk
const id = () => crypto.randomUUID()
beforeEach(async () => {
  desk = await openTestDesk()
  await switchTo(desk, 'manager')
})
afterEach(() => desk.close())

/** Two entries of one person, who wrote under the second one. */
async function twice() {
  await desk.ask('units.add', { text: '9001', kind: 'residential', tower: '' })
  const unitId = (await desk.ask('units.list', { text: '9001' })).rows[0]!.id
  const [kept, double] = [arriving('Vraie'), arriving('Double')]
  await desk.ask('moves.in', { unitId, from: '2026-01-01', people: [kept, double], leaving: null })
  const conversationId = id()
  const message = { id: id(), body: 'Bonjour' }
  await desk.ask('messages.start', {
    id: conversationId,
    subject: 'Le robinet',
    residentIds: [double.residentId],
    unitId,
    message,
  })
  return { kept: kept.residentId, double: double.residentId, conversationId }
}

// Bug: after a restart the second entry stood in the lists again, or the merging could no longer be undone.
it('entries stay merged after a restart, and F9 still takes them apart', async () => {
  const { kept, double } = await twice()
  const { actId } = await desk.ask('residents.merge', { id: double, into: kept })
  const { dataDir } = desk
  await desk.desk.stop()
  desk = await openTestDesk({ dataDir })
  await switchTo(desk, 'manager')
  expect((await desk.ask('residents.get', { id: double })).id).toBe(kept)
  expect((await desk.ask('residents.list', { text: 'Double' })).rows.map(({ residentId }) => residentId)).toEqual([
    kept,
  ])
  await desk.ask('acts.undo', { actId })
  expect((await desk.ask('residents.get', { id: double })).id).toBe(double)
})

// Bug: a template and a conversation spoke to somebody by the name of an entry that no page shows any more.
it('a conversation and its templates speak to the person whom the entry was merged into', async () => {
  const { kept, double, conversationId } = await twice()
  const said = async () => JSON.stringify(await desk.ask('messages.templateValues', { conversationId, language: 'fr' }))
  expect(await said()).toContain('Double')
  await desk.ask('residents.merge', { id: double, into: kept })
  expect(await said()).toContain('Vraie')
  expect(await said()).not.toContain('Double')
  const { residents } = await desk.ask('messages.conversation', { id: conversationId })
  expect(residents.map(({ name }) => name)).toEqual(['Vraie'])
})
