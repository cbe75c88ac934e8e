import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { act, event, insert, newId, patch, pushOne, undo } from './acts.ts'
import { AT, PARCEL, STAFF } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

const one = (which: ReturnType<typeof act>) => pushOne(world.db, 'desk', which)
const packageId = PARCEL.mine

// Bug: what a desk does about a notice that reached nobody is refused by the project, and the task is there again at every desk.
it('takes what a desk did instead of a letter, and its undo', async () => {
  const { rows } = await world.db.query(
    `select id from public.notices where package_id = $1 and state = 'waiting' order by change_seq limit 1`,
    [packageId],
  )
  const noticeId = String(rows[0]!['id'])
  const id = newId()
  const settled = { settled_as: 'slip', settled_at: AT, settled_by: STAFF.desk }
  const done = act(
    [
      patch('notices', noticeId, { state: 'sent', channel: 'in_person', sent_at: AT, ...settled }),
      event(packageId, id, 'notice_settled', { detail: { as: 'slip', waited: noticeId } }),
    ],
    { id },
  )
  expect(await one(done)).toBe('applied')
  const nothing = { settled_as: null, settled_at: null, settled_by: null }
  const back = [patch('notices', noticeId, { state: 'waiting', channel: null, sent_at: null, ...nothing })]
  expect(await one(undo(id, packageId, back, {}))).toBe('applied')
  const after = await world.db.query('select state, settled_as from public.notices where id = $1', [noticeId])
  expect(after.rows[0]).toEqual({ state: 'waiting', settled_as: null })
})

// Bug: a clerk said of a notice that the manager had told somebody, and when they liked.
it('is signed by who acts, when it was done', async () => {
  const { rows } = await world.db.query(`select id from public.notices where package_id = $1 limit 1`, [packageId])
  const noticeId = String(rows[0]!['id'])
  const settled = { settled_as: 'slip', settled_at: AT, settled_by: STAFF.manager }
  const row = { package_id: packageId, language: 'fr', template: 'arrived', state: 'sent', send_after: AT }
  expect(await one(act([patch('notices', noticeId, settled)]))).toBe('not_allowed')
  expect(await one(act([insert('notices', newId(), { ...row, ...settled })]))).toBe('not_allowed')
  const directly = `update public.notices set settled_as = 'told', settled_at = $2, settled_by = $3 where id = $1 returning settled_at`
  const settle = (at: string, by: string) =>
    world.db.as('desk', (query) => query(directly, [noticeId, at, by])).then((done) => done.rows[0]!['settled_at'])
  expect(await stateOf(settle(AT, STAFF.manager))).toBe('42501')
  const ahead = new Date(Date.now() + 3 * 365 * 24 * 3_600_000).toISOString()
  expect(Number(await settle(ahead, STAFF.desk))).toBeLessThanOrEqual(Date.now() + 60_000)

  // What a manager did is not said otherwise in their name, and stays theirs where something else is changed.
  await world.db.query('update public.notices set settled_as = $2, settled_at = $3, settled_by = $4 where id = $1', [
    noticeId,
    ...Object.values(settled),
  ])
  expect(await one(act([patch('notices', noticeId, { settled_as: 'told' })]))).toBe('not_allowed')
  expect(await one(act([patch('notices', noticeId, { error: null })]))).toBe('applied')
  expect(await one(act([patch('notices', noticeId, { ...settled, settled_by: STAFF.desk })]))).toBe('applied')
})
