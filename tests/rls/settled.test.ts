import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { act, event, newId, patch, pushOne, undo } from './acts.ts'
import { AT, PARCEL, STAFF } from './ids.ts'
import { createWorld, type World } from './people.ts'

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
