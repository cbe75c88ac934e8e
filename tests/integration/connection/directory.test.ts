import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until, type ConnectedDesk } from '../../support/connected.ts'
import { closePair, connectPair, openPair, type DeskPair } from '../../support/deskPair.ts'

let pair: DeskPair
let a: ConnectedDesk
let b: ConnectedDesk
/** Written on desk A before there was a project. */
const early = uuidv7()
let residentId = ''

const allows = (more: { id?: string; name?: string; note?: string } = {}) => ({
  id: uuidv7(),
  residentId,
  name: 'Marie Roy',
  from: '',
  to: '',
  note: '',
  ...more,
})
const rowOf = async (desk: ConnectedDesk, id: string) =>
  (await desk.ask('residents.get', { id: residentId })).authorisations.find((one) => one.id === id)

beforeAll(async () => {
  pair = await openPair()
  ;({ a, b } = pair)
  const { rows } = await a.ask('residents.list', { limit: 1 })
  residentId = rows[0]!.residentId!
  await a.ask('residents.saveAuthorisation', allows({ id: early }))
  await connectPair(pair)
})
afterAll(() => closePair(pair))

it('a history of before the project is brought in and read at the other desk', async () => {
  const history = await b.ask('directory.history', { residentId })
  expect(history.map(({ act }) => act)).toContain('authorisation_added')
  expect(await rowOf(b, early)).toMatchObject({ name: 'Marie Roy' })
})

// Bug: whoever saved last put the whole row back as they had seen it, and F9 took the colleague's change with it.
it('two desks that edit one row merge column by column; an undo leaves what the other desk wrote', async () => {
  const one = allows()
  await a.ask('residents.saveAuthorisation', one)
  await until(b, async () => (await rowOf(b, one.id)) !== undefined)
  a.line.cut()
  b.line.cut()
  const { actId } = await a.ask('residents.saveAuthorisation', { ...one, name: 'Marie-Ève Roy' })
  await b.ask('residents.saveAuthorisation', { ...one, note: 'Appeler avant' })
  a.line.restore()
  b.line.restore()
  const merged = { name: 'Marie-Ève Roy', note: 'Appeler avant' }
  for (const desk of [a, b])
    await until(desk, async () => {
      const row = await rowOf(desk, one.id)
      return row?.name === merged.name && row.note === merged.note
    })
  expect((await a.ask('sync.refused', {})).acts).toEqual([])
  expect((await b.ask('sync.refused', {})).acts).toEqual([])
  await a.ask('acts.undo', { actId })
  await until(b, async () => (await rowOf(b, one.id))?.name === 'Marie Roy')
  expect(await rowOf(b, one.id)).toMatchObject({ name: 'Marie Roy', note: 'Appeler avant' })
  const history = await b.ask('directory.history', { residentId })
  expect(history[0]).toMatchObject({ act: 'authorisation_changed', isUndo: true })
})

// Bug: of two desks that wrote the same thing without a line, the one that came first was written over and nobody was told.
it('two desks that write one column hear who won, and the other value can be taken after all', async () => {
  const one = allows({ name: 'Paul Roy' })
  await a.ask('residents.saveAuthorisation', one)
  await until(b, async () => (await rowOf(b, one.id)) !== undefined)
  a.line.cut()
  b.line.cut()
  await a.ask('residents.saveAuthorisation', { ...one, name: 'Paul-Émile Roy' })
  await b.ask('residents.saveAuthorisation', { ...one, name: 'Paul Roy junior' })
  a.line.restore()
  await until(a, async () => (await a.ask('sync.status', {}))?.waiting === 0)
  b.line.restore()
  await until(a, async () => (await rowOf(a, one.id))?.name === 'Paul Roy junior')
  const expected = {
    column: 'name',
    stands: 'Paul Roy junior',
    other: 'Paul-Émile Roy',
    winner: { desk: (await b.ask('session.get', {})).desk.name },
    loser: { desk: (await a.ask('session.get', {})).desk.name },
    subject: { residentId },
  }
  expect(await a.ask('directory.conflicts', {})).toMatchObject([{ ...expected, isMine: true }])
  await until(b, async () => (await b.ask('directory.conflicts', { residentId })).length === 1)
  expect(await b.ask('directory.conflicts', { residentId })).toMatchObject([{ ...expected, isMine: false }])
  // The desk that won has nothing to be told.
  expect(await b.ask('directory.conflicts', {})).toEqual([])
  const [clash] = await a.ask('directory.conflicts', { residentId })
  const which = { rowId: clash!.rowId, eventId: clash!.eventId, column: clash!.column }
  await b.ask('directory.keep', which)
  expect(await b.ask('directory.conflicts', { residentId })).toEqual([])
  const { actId } = await a.ask('directory.takeOther', which)
  await until(b, async () => (await rowOf(b, one.id))?.name === 'Paul-Émile Roy')
  expect(await a.ask('directory.conflicts', {})).toEqual([])
  await a.ask('acts.undo', { actId })
  expect(await rowOf(a, one.id)).toMatchObject({ name: 'Paul Roy junior' })
})

// Bug: of two desks that changed one setting of the building, the one that came first was written over and nobody was told.
it('two desks that change two settings have both; of one setting the later stands, and the other can be taken', async () => {
  const valueOf = async (desk: ConnectedDesk, key: 'notice_grace_minutes' | 'quiet_hours') =>
    (await desk.ask('settings.get', {})).building[key].value
  a.line.cut()
  b.line.cut()
  await a.ask('settings.save', { key: 'notice_grace_minutes', value: '5' })
  await b.ask('settings.save', { key: 'quiet_hours', value: '22-7' })
  await b.ask('settings.save', { key: 'notice_grace_minutes', value: '15' })
  a.line.restore()
  await until(a, async () => (await a.ask('sync.status', {}))?.waiting === 0)
  b.line.restore()
  for (const desk of [a, b])
    await until(
      desk,
      async () =>
        (await valueOf(desk, 'notice_grace_minutes')) === '15' &&
        (await valueOf(desk, 'quiet_hours')) === '22:00-07:00',
    )
  expect((await a.ask('sync.refused', {})).acts).toEqual([])
  const expected = { table: 'buildings', column: 'notice_grace_minutes', stands: 15, other: 5, isMine: true }
  expect(await a.ask('directory.conflicts', {})).toMatchObject([expected])
  const [clash] = await a.ask('directory.conflicts', { settings: true })
  expect(clash).toMatchObject(expected)
  await a.ask('directory.takeOther', { rowId: clash!.rowId, eventId: clash!.eventId, column: clash!.column })
  await until(b, async () => (await valueOf(b, 'notice_grace_minutes')) === '5')
  expect((await b.ask('settings.get', {})).building.notice_grace_minutes.set).toMatchObject({ desk: 'Réception' })
  expect(await a.ask('directory.conflicts', { settings: true })).toEqual([])
})
