import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Hub } from '../../../dev/hub/hub.ts'
import { until, type ConnectedDesk } from '../../support/connected.ts'
import { previewFile } from '../../support/imports.ts'
import { closePair, connectPair, openPair, type DeskPair } from '../../support/deskPair.ts'

let pair: DeskPair
let hub: Hub
let a: ConnectedDesk
let b: ConnectedDesk

beforeAll(async () => {
  pair = await openPair()
  ;({ hub, a, b } = pair)
  await connectPair(pair)
})
afterAll(() => closePair(pair))

const imported = async (desk: ConnectedDesk) => (await desk.ask('residents.list', { text: 'Importée', limit: 1 })).total
const PEOPLE = 260
const FILE = `Unit,First name,Last name,Plate\n${Array.from({ length: PEOPLE }, (_, n) => `Z${100 + (n % 60)},P${n},Importée,${n % 2 ? '' : `W${n} XX`}`).join('\n')}\n`

// Bug: the server refused a part of an import, or of its undo, because an earlier part was not there yet.
it('all parts of an import reach the server and the other desk, and so does its undo', async () => {
  const { digest } = await previewFile(a, FILE)
  const { actId } = await a.ask('import.run', { digest, gone: [], goneOn: '', withoutRefused: false })
  await until(b, async () => (await imported(b)) === PEOPLE)
  await until(a, async () => (await a.ask('sync.status', {}))?.waiting === 0)
  expect((await a.ask('sync.refused', {})).acts).toEqual([])
  const { rows } = await hub.admin.query(
    `select count(*)::integer as n, count(distinct act_id)::integer as parts from public.directory_events where batch_id = $1`,
    [actId],
  )
  expect(rows[0]!['n']).toBe(PEOPLE * 2 + 60 + PEOPLE / 2)
  expect(rows[0]!['parts']).toBeGreaterThan(3)
  await a.ask('acts.undo', { actId })
  await until(b, async () => (await imported(b)) === 0)
  await until(a, async () => (await a.ask('sync.status', {}))?.waiting === 0)
  expect((await a.ask('sync.refused', {})).acts).toEqual([])
}, 120_000)
