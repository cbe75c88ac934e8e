import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { act, change, lockOf, newId, noteOn, patch, push, pushIn, pushOne, register, remove } from './acts.ts'
import { A, DESK, PARCEL, RESIDENT, STAFF, UNIT } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

const count = async (sql: string): Promise<number> => Number((await world.db.query(sql)).rows[0]!['count'])

describe('who acts', () => {
  it('must be staff of the building, active, and may do no more than the caller', async () => {
    const as = (actor: string) => register({}, { actor })
    expect(await pushOne(world.db, 'desk', as(STAFF.other))).toBe('not_allowed')
    expect(await pushOne(world.db, 'desk', as(newId()))).toBe('not_allowed')
    expect(await pushOne(world.db, 'desk', as(STAFF.revoked))).toBe('not_allowed')
    expect(await pushOne(world.db, 'desk', as(STAFF.board))).toBe('not_allowed')
    const directory = act([patch('residents', RESIDENT.mine, { notes: 'x' })], { actor: STAFF.manager })
    expect(await pushOne(world.db, 'desk', directory)).toBe('not_allowed')
    const lent = act([patch('residents', RESIDENT.mine, { notes: 'x' })], { actor: STAFF.desk })
    expect(await pushOne(world.db, 'manager', lent)).toBe('not_allowed')
    const own = noteOn(RESIDENT.mine, 'x', STAFF.manager)
    expect(await pushOne(world.db, 'manager', own)).toBe('applied')
  })

  it('is asked anew after an act on the staff, in the same push', async () => {
    const admin = { actor: STAFF.admin }
    const gone = await push(world.db, 'admin', [
      change([remove('staff', STAFF.desk2)], { table_name: 'staff', row_id: STAFF.desk2, type: 'removed' }, admin),
      register({}, { actor: STAFF.desk2 }),
      noteOn(RESIDENT.mine, 'y', STAFF.admin),
      // A building keeps an administrator: another one comes first.
      change(
        [patch('staff', STAFF.manager, { role: 'admin' })],
        { table_name: 'staff', row_id: STAFF.manager, after: { role: 'admin' } },
        admin,
      ),
      change(
        [patch('staff', STAFF.admin, { role: 'desk' })],
        { table_name: 'staff', row_id: STAFF.admin, after: { role: 'desk' } },
        admin,
      ),
      noteOn(RESIDENT.mine, 'z', STAFF.admin),
    ])
    expect(gone.map((r) => (r.status === 'applied' ? r.status : r.code))).toEqual([
      'applied',
      'not_allowed',
      'applied',
      'applied',
      'applied',
      'not_allowed',
    ])
  })

  it('before being revoked: a manager may still send what they wrote', async () => {
    const one = register({}, { actor: STAFF.revoked })
    expect(await pushOne(world.db, 'manager', one)).toBe('applied')
  })

  it.each(['board', 'resident', 'other', 'revoked', 'anon'] as const)('%s cannot push here at all', async (who) => {
    expect(await stateOf(push(world.db, who, [register()]))).toBe('42501')
  })

  it('cannot reach the helpers out of their order', async () => {
    const call = (sql: string) => stateOf(world.db.as('desk', (query) => query(sql)))
    expect(await call(`select private.act_begin('${A}', '${STAFF.manager}')`)).toBe('42501')
    expect(await call(`select private.keep_answer('${newId()}', '${A}', '${DESK}', '${STAFF.desk}', '', '{}')`)).toBe(
      '42501',
    )
    expect(await call(`select * from private.sync_transactions`)).toBe('42501')
    expect(await call(`update private.building_clock set seq = 0`)).toBe('42501')
  })
})

describe('at the same time', () => {
  it('pushes of one building wait in line; two that would have met in a deadlock both pass', async () => {
    const [one, two] = await Promise.all([world.another(), world.another()])
    const first = act([
      patch('packages', PARCEL.mine, { note: 'a' }),
      patch('packages', PARCEL.neighbours, { note: 'a' }),
    ])
    const second = act(
      [patch('packages', PARCEL.neighbours, { note: 'b' }), patch('packages', PARCEL.mine, { note: 'b' })],
      { actor: STAFF.desk2 },
    )
    await one.begin('desk')
    await pushIn(one, [first])
    const isHeld = await lockOf(two, world.db)
    const waiting = push(two, 'desk2', [second])
    await isHeld()
    await one.commit()
    expect((await waiting)[0]!.status).toBe('applied')
  })

  it('a deadlock with a direct write is raised whole, so that the call can be repeated and is', async () => {
    const [portal, desk] = await Promise.all([world.another(), world.another()])
    // The portal holds a row and wants the clock; the desk holds the clock and wants the row.
    await portal.query('begin')
    await portal.query(`select 1 from public.packages where id = '${PARCEL.mine}' for update`)
    const one = act([patch('packages', PARCEL.mine, { note: 'desk' })])
    const isHeld = await lockOf(desk, world.db)
    const pushed = stateOf(push(desk, 'desk', [one]))
    await isHeld()
    const written = stateOf(
      portal.query(`update public.packages set note = 'portal' where id = '${PARCEL.neighbours}'`),
    )
    const states = [await Promise.race([pushed, written]), null]
    await written.then((state) => portal.query(state === null ? 'commit' : 'rollback'))
    states[1] = await pushed
    expect(states).toContain('40P01')
    if (states[1] === '40P01') expect(await pushOne(desk, 'desk', one)).toBe('applied')
  })

  it('a lock that is not given in time, or a cancelled statement, refuses nothing', async () => {
    const holder = await world.another()
    await holder.query('begin')
    await holder.query(`update public.units set tower = 'x' where id = '${UNIT}'`)
    const call = (setting: string) =>
      stateOf(
        world.db.as('desk', async (query) => {
          await query(setting)
          return pushIn(world.db, [register()])
        }),
      )
    expect(await call(`set local lock_timeout = '100ms'`)).toBe('55P03')
    await holder.query('rollback')
    expect(await count('select count(*) from private.sync_transactions')).toBe(0)
  })
})
