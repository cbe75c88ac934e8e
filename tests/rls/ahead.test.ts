import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { act, handOver, insert, newId, patch, pushOne, register, undo, type Act } from './acts.ts'
import { iso } from './elsewhen.ts'
import { CONVERSATION, STAFF } from './ids.ts'
import { createWorld, type World } from './people.ts'

// The server's own clock runs here: in a world that stands still each look at it gives the same time.
let world: World
beforeAll(async () => void (world = await createWorld(inject('serverUrl'))))
afterAll(() => world.drop())

const one = (which: unknown) => pushOne(world.db, 'desk', which)
/** The act as a desk tells it whose clock is ahead. */
function ahead<A extends Act>(which: A, ms: number): A {
  const at = iso(Date.now() + ms)
  for (const { table, values } of which.ops) if (table !== 'packages') values['at'] = at
  return { ...which, at }
}
const timesOf = async (actId: string) => {
  const { rows } = await world.db.query(
    `select e.at = h.at as same, e.at <= clock_timestamp() + interval '1 millisecond' as past
     from public.package_events e join public.handovers h using (act_id, package_id) where e.act_id = $1`,
    [actId],
  )
  return rows
}

// Bug: event and hand-over were moved to two looks at the clock, and then refused because their times differed.
it.each([5_000, 365 * 24 * 3_600_000])(
  'a hand-over from a desk %i ms ahead is taken, and done again too',
  async (ms) => {
    const made = ahead(register(), ms)
    expect(await one(made)).toBe('applied')
    const given = ahead(handOver(made.packageId), ms)
    expect(await one(given)).toBe('applied')
    expect(await timesOf(given.id)).toEqual([{ same: true, past: true }])

    const back = ahead(
      undo(
        given.id,
        made.packageId,
        [
          patch('packages', made.packageId, { status: 'received' }),
          { table: 'handovers', op: 'remove', id: given.ops[2]!.id, values: {} },
        ],
        { from_status: 'picked_up', to_status: 'received' },
      ),
      ms,
    )
    delete back.ops[1]!.values['at']
    expect(await one(back)).toBe('applied')

    const again = ahead(handOver(made.packageId), ms)
    expect(await one(again)).toBe('applied')
    expect(await timesOf(again.id)).toEqual([{ same: true, past: true }])
  },
)

// Bug: the message was moved to its arrival and its change was not, so a clock 16 minutes ahead made every change too late.
it('a message from a desk whose clock is ahead is changed and taken back, at times that are past', async () => {
  const told = () => iso(Date.now() + 16 * 60_000)
  const id = newId()
  const written = { conversation_id: CONVERSATION.mine, author_staff_id: STAFF.desk, body: 'a', sent_at: told() }
  expect(await one(act([insert('messages', id, written)]))).toBe('applied')
  expect(await one(act([patch('messages', id, { body: 'b', edited_at: told() })]))).toBe('applied')
  expect(await one(act([patch('messages', id, { removed_at: told() })]))).toBe('applied')
  const { rows } = await world.db.query(
    `select sent_at <= received_at as sent, edited_at <= now() as edited, removed_at <= now() as removed
     from public.messages where id = $1`,
    [id],
  )
  expect(rows).toEqual([{ sent: true, edited: true, removed: true }])
})
