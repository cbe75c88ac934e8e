import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { act, handOver, insert, newId, patch, pushOne, register } from './acts.ts'
import { A, AT, CONVERSATION, DESK, DESK2, STAFF, USERS, type Who } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'

let world: World
beforeAll(async () => void (world = await createWorld(inject('serverUrl'))))
afterAll(() => world.drop())

const handOn = (who: Who, acts: readonly string[], desk = DESK) =>
  world.db.as(who, (query) => query('select public.sync_hand_on($1, $2)', [desk, acts]))
const audit = async (who: Who, rows: readonly string[] | null = null) =>
  (await world.db.as(who, (query) => query('select public.who_sent($1, $2) as found', [A, rows]))).rows[0]!['found']

// Bug: a letter made due "now" was kept half a millisecond later, and the call that made it handed none out.
it('the moment of a call is one that a column keeps as it is', async () => {
  for (let n = 0; n < 30; n++) {
    const { rows } = await world.db.query('select private.arrived() = private.arrived()::timestamptz(3) as same')
    expect(rows).toEqual([{ same: true }])
  }
})

describe('an act in another’s name', () => {
  // Bug: a clerk sent hand-overs in the manager's name, and the server believed them.
  it('is refused to a clerk, whoever the other is', async () => {
    for (const actor of [STAFF.manager, STAFF.admin, STAFF.desk2])
      expect(await pushOne(world.db, 'desk', register({}, { actor }))).toBe('not_allowed')
    const { packageId } = register()
    expect(
      await pushOne(world.db, 'desk', {
        ...handOver(packageId, { handed_by: STAFF.manager }),
        actor: STAFF.manager,
      }),
    ).toBe('not_allowed')
  })

  it('is taken from a manager and from an administrator', async () => {
    expect(await pushOne(world.db, 'manager', register({}, { actor: STAFF.desk }))).toBe('applied')
    expect(await pushOne(world.db, 'admin', register({}, { actor: STAFF.manager }))).toBe('applied')
  })

  it('is taken at the desk where the one who acted handed it on, and nowhere else', async () => {
    const one = register({}, { actor: STAFF.desk2 })
    const other = register({}, { actor: STAFF.desk2 })
    await handOn('desk2', [one.id])
    await handOn('desk2', [one.id])
    await handOn('desk2', [other.id], DESK2)
    expect(await pushOne(world.db, 'desk', one)).toBe('applied')
    expect(await pushOne(world.db, 'desk', other)).toBe('not_allowed')
  })

  it('is handed on by nobody but the one who acted', async () => {
    const one = register({}, { actor: STAFF.manager })
    await handOn('desk', [one.id])
    expect(await pushOne(world.db, 'desk', one)).toBe('not_allowed')
    expect(await pushOne(world.db, 'desk', register({ received_by: STAFF.manager }))).toBe('not_allowed')
  })

  it('may do no more than its sender, even handed on', async () => {
    const one = act([insert('shelves', newId(), { code: 'Z9', name: 'Z' })], { actor: STAFF.manager })
    await handOn('manager', [one.id])
    expect(await pushOne(world.db, 'desk', one)).toBe('not_allowed')
  })

  it('cannot be handed on for another building, nor without end', async () => {
    expect(await stateOf(handOn('other', [newId()]))).toBe('42501')
    expect(await stateOf(handOn('desk', Array.from({ length: 10_001 }, newId)))).toBe('22023')
  })
})

describe('who sent', () => {
  it('is written for events, hand-overs and messages, also past sync_push, and read by those who look after the building', async () => {
    const parcel = register({}, { actor: STAFF.desk })
    await pushOne(world.db, 'manager', parcel)
    const event = parcel.ops[1]!.id
    expect(await audit('board', [event])).toMatchObject([
      { table: 'package_events', action: 'insert', signed_by: STAFF.desk, sent_by: STAFF.manager },
    ])
    const given = handOver(parcel.packageId)
    expect(await pushOne(world.db, 'desk', given)).toBe('applied')
    expect(
      await audit(
        'admin',
        given.ops.map(({ id }) => id),
      ),
    ).toMatchObject([
      { table: 'package_events', signed_by: STAFF.desk, sent_by: STAFF.desk },
      { table: 'handovers', signed_by: STAFF.desk, sent_by: STAFF.desk },
    ])
    const message = newId()
    await world.db.as('manager', (query) =>
      query(
        `insert into public.messages (id, building_id, conversation_id, author_staff_id, body, sent_at) values ($1, $2, $3, $4, 'x', $5)`,
        [message, A, CONVERSATION.mine, STAFF.desk, AT],
      ),
    )
    expect(
      await pushOne(
        world.db,
        'manager',
        act([patch('messages', message, { removed_at: AT })], { actor: STAFF.manager }),
      ),
    ).toBe('applied')
    expect(await audit('manager', [message])).toMatchObject([
      { action: 'insert', signed_by: STAFF.desk, sent_by: STAFF.manager },
      { action: 'update', sent_by: STAFF.manager },
    ])
    const foreign = (await audit('manager')) as { signed_by: string; sent_by: string }[]
    expect(foreign.length).toBeGreaterThan(1)
    expect(foreign.every(({ signed_by, sent_by }) => signed_by !== sent_by)).toBe(true)
    for (const who of ['desk', 'resident', 'other', 'revoked'] as const)
      expect(await stateOf(audit(who, [event]))).toBe('42501')
  })

  it('outlives the desk’s answers and the account, and is changed by nobody', async () => {
    const parcel = register({}, { actor: STAFF.desk })
    await pushOne(world.db, 'admin', parcel)
    await world.db.query(`update private.sync_transactions set stored_at = now() - interval '1 year' where true`)
    await world.db.query('select private.prune_sync_transactions()')
    await world.db.query(`update public.staff set user_id = null where id = $1`, [STAFF.admin])
    expect(await audit('manager', [parcel.ops[1]!.id])).toMatchObject([{ sent_by: STAFF.admin }])
    await world.db.query(`update public.staff set user_id = $2 where id = $1`, [STAFF.admin, USERS.admin])
    for (const change of [
      'delete from private.senders where true',
      `update private.senders set sent_by = null where true`,
    ])
      expect(await stateOf(world.db.query(change))).toBe('42501')
    expect(await stateOf(world.db.as('desk', (query) => query('select * from private.senders')))).toBe('42501')
  })
})
