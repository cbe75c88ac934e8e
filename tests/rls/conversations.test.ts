import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, inject, it } from 'vitest'
import { act, foundAnew, insert, newId, patch, push, pushOne } from './acts.ts'
import { A, AT, CONVERSATION, RESIDENT, STAFF } from './ids.ts'
import { createWorld, type World } from './people.ts'
import { asResident, message } from './writing.ts'
import { insertSql } from './seed.ts'

let world: World
beforeAll(async () => void (world = await createWorld(inject('serverUrl'))))
afterAll(() => world.drop())

const one = async (sql: string, params: unknown[] = []) => (await world.db.query(sql, params)).rows[0]!

describe('a resident who answers', () => {
  beforeEach(() => world.db.begin('resident'))
  afterEach(() => world.db.rollback())
  it('opens a closed conversation again, and both sides hear of it', async () => {
    await world.db.query('reset role')
    await world.db.query(`update public.conversations set status = 'closed' where id = $1`, [CONVERSATION.mine])
    await world.db.query('set local role authenticated')
    await asResident({ conversation_id: CONVERSATION.mine, author_resident_id: RESIDENT.mine })(world.db.query)
    await world.db.query('reset role')
    expect(await one('select status from public.conversations where id = $1', [CONVERSATION.mine])).toEqual({
      status: 'open',
    })
    const topic = `resident:${RESIDENT.mine}`
    expect(
      await one(`select payload ->> 'conversation' as c from realtime.messages where topic = $1 limit 1`, [topic]),
    ).toEqual({ c: CONVERSATION.mine })
  })
})

describe('a status that a desk gives', () => {
  const NOTHING = '1970-01-01T00:00:00.000Z'
  /** A conversation with one message of a resident; answers its arrival. */
  async function heard(id: string): Promise<string> {
    await world.db.query(...insertSql('conversations', { id, building_id: A, created_at: AT }))
    const written = { id: newId(), building_id: A, conversation_id: id, author_resident_id: RESIDENT.mine }
    await world.db.query(...insertSql('messages', { ...written, body: 'Bonjour', sent_at: AT }))
    return String(
      (await one('select private.iso(max(received_at)) as at from public.messages where id = $1', [written.id]))['at'],
    )
  }
  const give = async (id: string, values: Record<string, string | null>) => {
    const reset = patch('conversations', id, { status_seen_at: null })
    const [result] = await push(world.db, 'desk', [act([reset, patch('conversations', id, values)])])
    expect(result!.status).toBe('applied')
    return result!.rows.at(-1)!.row
  }
  const before = (at: string) => new Date(Date.parse(at) - 1).toISOString()
  const close = (seen: string) => ({ status: 'closed', snoozed_until: null, status_seen_at: seen })

  // A desk that was offline, or whose pull came later than its push, put away what nobody had read.
  it('does not put away a message that it had not heard of', async () => {
    const id = newId()
    const at = await heard(id)
    const open = { status: 'open', snoozed_until: null, status_seen_at: null }
    expect(await give(id, close(NOTHING))).toMatchObject(open)
    expect(await give(id, close(before(at)))).toMatchObject(open)
    const snooze = { status: 'snoozed', snoozed_until: '2040-01-01T08:00:00.000Z', status_seen_at: before(at) }
    expect(await give(id, snooze)).toMatchObject(open)
    expect(await give(id, { ...snooze, status_seen_at: at })).toMatchObject({ status: 'snoozed' })
    expect(await give(id, close(at))).toMatchObject({ status: 'closed', status_seen_at: null })
  })
  it('stands when what came later was taken back, or is the desk’s own', async () => {
    const id = newId()
    const at = await heard(id)
    await push(world.db, 'desk', [act([insert('messages', newId(), message({ conversation_id: id }))])])
    expect(await give(id, close(at))).toMatchObject({ status: 'closed' })
    await world.db.query('update public.messages set removed_at = now() where conversation_id = $1', [id])
    expect(await give(id, close(NOTHING))).toMatchObject({ status: 'closed' })
  })
  it('of an earlier version of the desk is taken as it comes, and so is any other change', async () => {
    const id = newId()
    const at = await heard(id)
    expect(await pushOne(world.db, 'desk', act([patch('conversations', id, { status: 'closed' })]))).toBe('applied')
    expect(await one('select status from public.conversations where id = $1', [id])).toEqual({ status: 'closed' })
    await give(id, close(at))
    await give(id, { assignee_id: STAFF.desk })
    expect(await one('select status from public.conversations where id = $1', [id])).toEqual({ status: 'closed' })
  })
})

describe('a history that is brought in', () => {
  it('leaves a closed conversation closed, whoever wrote in it', async () => {
    const [conversation, old] = [newId(), newId()]
    const written = { author_staff_id: null, author_resident_id: RESIDENT.mine, received_at: AT }
    const bring = [
      insert('conversations', conversation, { subject: 'Clé', status: 'closed', status_seen_at: AT }),
      insert('messages', old, message({ conversation_id: conversation, ...written })),
    ]
    await foundAnew(world.db)
    const history = act(bring, { actor: STAFF.admin, name: 'building.bring_in' })
    expect(await pushOne(world.db, 'admin', history)).toBe('applied')
    expect(await one('select status from public.conversations where id = $1', [conversation])).toEqual({
      status: 'closed',
    })
  })
})

describe('the channel of a resident', () => {
  it.each([
    ['resident', RESIDENT.mine, true],
    ['resident', RESIDENT.neighbour, false],
    ['desk', RESIDENT.neighbour, true],
    ['board', RESIDENT.mine, false],
    ['other', RESIDENT.mine, false],
    ['revoked', RESIDENT.mine, false],
  ] as const)('%s on %s: %s', async (who, resident, on) => {
    const { rows } = await world.db.tryAs(who, (query) =>
      query('select private.on_resident_topic($1) as on', [`resident:${resident}`]),
    )
    expect(rows[0]!['on']).toBe(on)
  })
})
