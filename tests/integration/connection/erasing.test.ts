import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Hub } from '../../../dev/hub/hub.ts'
import { until, untilLive, type ConnectedDesk } from '../../support/connected.ts'
import { closePair, connectPair, openPair, type DeskPair } from '../../support/deskPair.ts'
import { filesHolding, knownPerson, SECRET } from '../../support/knownPerson.ts'

let pair: DeskPair
let hub: Hub
let a: ConnectedDesk
let b: ConnectedDesk

beforeAll(async () => {
  pair = await openPair()
  ;({ hub, a, b } = pair)
  await connectPair(pair)
})
afterAll(() => closePair({ ...pair, a, b }))

const isGone = async (desk: ConnectedDesk, id: string) => !(await desk.desk.request('residents.get', { id })).ok
const holding = (home: { dataDir: string }) => filesHolding(home.dataDir, [SECRET.family, SECRET.given], /backups/)
/** The tables of the project that hold the name. */
async function tablesHolding(): Promise<string[]> {
  const { rows } = await hub.admin.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'private')`,
  )
  const found: string[] = []
  for (const { name } of rows as { name: string }[]) {
    const { rows: hits } = await hub.admin.query(
      `select 1 from ${name} t where t::text ilike '%' || $1 || '%' limit 1`,
      [SECRET.family],
    )
    if (hits.length > 0) found.push(name)
  }
  return found
}

// Bug: a desk that was away kept the person in its acts, drafts and files, and brought them back with what it sent.
it('reaches a desk that was away meanwhile, what it had written, and the project', async () => {
  const { rows: units } = await a.ask('units.list', { limit: 1 })
  const { id, conversation } = await knownPerson(a.ask, units[0]!.number)
  await untilLive(a)
  await until(b, async () => !(await isGone(b, id)))
  await until(b, async () => {
    const thread = await b.desk.request('messages.thread', { conversationId: conversation, offset: 0 })
    return thread.ok && (thread.data as { total: number }).total >= 2
  })
  expect(await tablesHolding()).not.toEqual([])

  b.line.cut()
  await b.ask('residents.saveAuthorisation', {
    id: uuidv7(),
    residentId: id,
    name: `Soeur de ${SECRET.family}`,
    from: '',
    to: '',
    note: '',
  })
  await b.ask('messages.send', {
    conversationId: conversation,
    message: { id: uuidv7(), body: `Bonsoir ${SECRET.family}` },
  })
  await b.ask('messages.saveDraft', { conversationId: conversation, draft: { body: `Encore ${SECRET.family}` } })
  expect(holding(pair.homeB)).not.toEqual([])

  const { digest } = await a.ask('privacy.preview', { residentId: id })
  await a.ask('privacy.erase', { residentId: id, digest })
  await untilLive(a)
  expect(await tablesHolding()).toEqual([])

  b.line.restore()
  b.desk.resume()
  await until(b, () => isGone(b, id))
  await untilLive(b)
  expect((await b.ask('sync.refused', {})).acts).toEqual([])
  expect(await tablesHolding()).toEqual([])
  await vi.waitFor(() => expect([holding(pair.homeA), holding(pair.homeB)]).toEqual([[], []]), 90_000)
  // What goes wrong in the background is tried again, and told.
  for (const desk of [a, b]) expect(desk.problems.filter((one) => one.includes('traces'))).toEqual([])
})
