import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Hub } from '../../../dev/hub/hub.ts'
import { openDesk, until, untilLive, type ConnectedDesk } from '../../support/connected.ts'
import { closePair, connectPair, openPair, type DeskPair } from '../../support/deskPair.ts'
import { slotOf } from '../../../src/shared/messaging/slots.ts'
import { filesHolding, knownPerson, SECRET } from '../../support/knownPerson.ts'
import { register } from '../../support/parcels.ts'
import { PASSWORD } from '../../support/project.ts'
import { textInMemory } from '../../support/testDesk.ts'

let pair: DeskPair
let hub: Hub
let a: ConnectedDesk
let b: ConnectedDesk
/** What the desk's key is made of outlives a restart. */
const dutyOfA = { duty: { file: textInMemory(), keyFile: textInMemory() } }
const SENT_MS = 40_000

beforeAll(async () => {
  pair = await openPair(dutyOfA)
  ;({ hub, a, b } = pair)
  await connectPair(pair)
})
afterAll(() => closePair({ ...pair, a, b }))

const headOf = async (desk: ConnectedDesk) => (await desk.ask('audit.status', {})).head!.hash
const headsInProject = async () =>
  Object.fromEntries(
    (
      await hub.admin.query(
        `select distinct on (e.desk_id) d.letter, encode(e.hash, 'hex') as hash
         from private.audit_entries e join public.desks d on d.id = e.desk_id order by e.desk_id, e.place desc`,
      )
    ).rows.map(({ letter, hash }) => [letter, hash]),
  )
const untilSent = () =>
  vi.waitFor(async () => expect(await headsInProject()).toEqual({ A: await headOf(a), B: await headOf(b) }), {
    timeout: SENT_MS,
    interval: 500,
  })

describe('the logs of two desks', () => {
  it('reach the project, which has their last entries and shows both at each', async () => {
    await register(a, '1Z999AA10000000801')
    await register(b, '1Z999AA10000000802')
    await untilSent()
    for (const [desk, letter] of [
      [a, 'A'],
      [b, 'B'],
    ] as const) {
      const { desks, missing } = await desk.ask('audit.desks', {})
      expect(missing).toBeNull()
      expect(desks.map((one) => [one.letter, one.isThis, one.agrees, one.computers.length])).toEqual([
        ['A', letter === 'A', letter === 'A' ? true : null, 1],
        ['B', letter === 'B', letter === 'B' ? true : null, 1],
      ])
      const all = await desk.ask('audit.list', { desk: 'all', area: 'parcels' })
      expect(all.missing).toBeNull()
      expect(
        all.rows
          .slice(0, 2)
          .map((row) => row.desk)
          .toSorted(),
      ).toEqual(['A', 'B'])
      const ofB = await desk.ask('audit.list', { desk: desks[1]!.id, area: 'parcels', limit: 1 })
      expect(ofB.rows).toMatchObject([{ desk: 'B', what: 'packages.register' }])
      expect(await desk.ask('audit.verify', {})).toMatchObject({ broken: null })
    }
  })

  // Bug: a desk without a line showed its own log as that of the building, or nothing at all.
  it('are not shown without a line: the desk says so and shows its own', async () => {
    const [here, other] = (await a.ask('audit.desks', {})).desks.map(({ id }) => id)
    a.line.cut()
    const said = await a.ask('audit.list', { desk: 'all', area: 'parcels' })
    expect(said.missing).toBe('no_line')
    expect(said.rows.map(({ desk }) => desk)).not.toContain('B')
    expect(said.rows.length).toBeGreaterThan(0)
    expect((await a.ask('audit.desks', {})).missing).toBe('no_line')
    // Asked for another desk, or for more than one page, it showed its own entries as that one's, or said that these were all.
    expect(await a.ask('audit.list', { desk: other! })).toEqual({ rows: [], more: false, missing: 'no_line' })
    const first = await a.ask('audit.list', { desk: here!, limit: 1 })
    expect(first).toMatchObject({ more: true, missing: 'no_line' })
    const next = await a.ask('audit.list', { desk: 'here', before: first.rows[0]!.seq, limit: 1 })
    expect(next.rows[0]!.seq).toBe(first.rows[0]!.seq - 1)
    a.line.restore()
    a.desk.resume()
    await untilLive(a)
  })

  // Bug: any computer that knew a desk's id went on with its log.
  it('come from the computers that a manager let: another one waits until somebody lets it', async () => {
    await hub.admin.query(
      `insert into private.desk_keys (building_id, desk_id, digest, user_id)
       select d.building_id, d.id, repeat('c', 64), (select id from auth.users limit 1) from public.desks d where d.letter = 'B'`,
    )
    await register(b, '1Z999AA10000000803')
    await until(b, async () => (await b.ask('audit.status', {})).unclaimed, SENT_MS)
    expect((await headsInProject())['B']).not.toBe(await headOf(b))
    await b.ask('audit.claim', {})
    await until(b, async () => !(await b.ask('audit.status', {})).unclaimed, SENT_MS)
    await untilSent()
    expect((await b.ask('audit.desks', {})).desks.find(({ isThis }) => isThis)!.computers).toMatchObject([
      { by: 'Hélène Castonguay' },
      {},
      {},
    ])
  })
})

describe('a backup that is restored at a connected desk', () => {
  const TRACKING = ['1Z999AA10000000811', '1Z999AA10000000812', '1Z999AA10000000813']
  const counted = async () =>
    (
      await hub.admin.query(
        `select count(distinct p.id)::int as parcels, count(e.id)::int as events from public.packages p
         join public.package_events e on e.package_id = p.id and e.type = 'received' where p.tracking_number = any ($1)`,
        [TRACKING],
      )
    ).rows[0]
  const here = (sql: string, ...given: unknown[]): unknown => {
    const db = new Database(join(pair.homeA.dataDir, 'replica.db'), { readonly: true })
    try {
      return db
        .prepare(sql)
        .pluck()
        .get(...given)
    } finally {
      db.close()
    }
  }

  // Bugs: what was sent since the backup stood twice or was gone, what waited was lost, a person who was erased since came back.
  it('fetches what was sent since, sends what was not, keeps drafts, and erases again', async () => {
    const { rows: units } = await a.ask('units.list', { limit: 2 })
    const { id } = await knownPerson(a.ask, units[1]!.number)
    const draft = slotOf('conversation', null)
    await untilLive(a)
    const { file } = await a.ask('backups.make', {})

    await register(a, TRACKING[0]!)
    await register(b, TRACKING[1]!)
    await a.ask('messages.saveDraft', { conversationId: draft, draft: { body: 'Je reviens' } })
    const { digest } = await a.ask('privacy.preview', { residentId: id })
    await a.ask('privacy.erase', { residentId: id, digest })
    await untilLive(a)
    await until(a, async () => here('SELECT count(*) FROM packages WHERE tracking_number = ?', TRACKING[1]) === 1)
    a.line.cut()
    await register(a, TRACKING[2]!)
    await a.close()
    const replica = join(pair.homeA.dataDir, 'replica.db')
    writeFileSync(replica, readFileSync(replica).fill(0xee, 0, 100))

    a = await openDesk(pair.homeA, undefined, dutyOfA)
    expect(a.state.state).toBe('damaged')
    expect(await a.ask('app.restore', { file })).toMatchObject({ state: 'ready' })
    const account = await a.ask('account.status', {})
    if (account.state === 'connected' && account.session !== 'working')
      await a.ask('account.signIn', { email: 'samir@example.com', password: PASSWORD })
    await untilLive(a)

    expect(await counted()).toEqual({ parcels: 3, events: 3 })
    expect(
      here(
        `SELECT count(*) FROM packages WHERE tracking_number IN (SELECT value FROM json_each(?))`,
        JSON.stringify(TRACKING),
      ),
    ).toBe(3)
    expect(here('SELECT count(*) FROM _outbox')).toBe(0)
    expect((await a.ask('sync.refused', {})).acts).toEqual([])
    expect((await a.ask('messages.draft', { conversationId: draft })).draft).toMatchObject({ body: 'Je reviens' })
    expect((await a.refusal('residents.get', { id })).code).toBe('NOT_FOUND')
    await vi.waitFor(
      () => expect(filesHolding(pair.homeA.dataDir, [SECRET.family, SECRET.given], /backups|damaged/)).toEqual([]),
      90_000,
    )
    expect(await a.ask('audit.verify', {})).toMatchObject({ broken: null })
    await untilSent()
  })
})
