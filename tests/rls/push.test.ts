import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import {
  act,
  change,
  handOver,
  insert,
  lockOf,
  newId,
  noteOn,
  patch,
  push,
  pushIn,
  pushOne,
  register,
  remove,
} from './acts.ts'
import {
  A,
  AT,
  B,
  createWorld,
  DESK,
  DESK_B,
  PARCEL,
  RESIDENT,
  STAFF,
  stateOf,
  uid,
  UNIT,
  type World,
} from './people.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

const count = async (sql: string): Promise<number> => Number((await world.db.query(sql)).rows[0]!['count'])

describe('an act', () => {
  it('is answered with its rows as the wire says: text numbers, UTC times with milliseconds, JSON flags', async () => {
    const one = register({ perishable: true, received_at: '2026-11-20T10:00:00.1-05:00' })
    const [result] = await push(world.db, 'desk', [one])
    expect(result!.status).toBe('applied')
    const row = result!.rows.find((r) => r.table === 'packages')!.row
    expect(row).toMatchObject({
      id: one.packageId,
      building_id: A,
      received_at: '2026-11-20T15:00:00.100Z',
      perishable: true,
      tracking_number: null,
      created_at: AT,
    })
    expect(row['change_seq']).toMatch(/^\d+$/)
    expect(row['updated_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  it('that is repeated gets the same answer and does nothing, also when a colleague sends it again', async () => {
    const one = register()
    const first = await push(world.db, 'desk', [one])
    const seq = await count('select sum(seq) as count from private.building_clock')
    expect(await push(world.db, 'desk', [one])).toEqual(first)
    expect(await push(world.db, 'desk2', [one])).toEqual(first)
    expect(await count('select sum(seq) as count from private.building_clock')).toBe(seq)
  })

  it('whose id belongs to an act of somebody else, or of another building, is refused and learns nothing', async () => {
    const one = register()
    await push(world.db, 'desk', [one])
    const [other] = await push(world.db, 'desk', [{ ...one, actor: STAFF.desk2 }])
    expect(other).toMatchObject({ status: 'refused', code: 'invalid', detail: { reason: 'id_taken' }, rows: [] })
    const [elsewhere] = await push(world.db, 'other', [{ ...one, actor: STAFF.other }], DESK_B)
    expect(elsewhere).toMatchObject({ status: 'refused', code: 'invalid', rows: [] })
  })

  it('sent twice at the same moment is applied once', async () => {
    const one = register()
    const others = await Promise.all([world.another(), world.another(), world.another()])
    const answers = await Promise.all(others.map((db) => push(db, 'desk', [one])))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await count(`select count(*) from public.package_events where package_id = '${one.packageId}'`)).toBe(1)
  })

  it('is applied whole or not at all, and what stands beside it goes on', async () => {
    const bad = register()
    bad.ops.push(patch('packages', bad.packageId, { carrier: null }))
    const good = [register(), register()]
    const results = await push(world.db, 'desk', [good[0], bad, good[1]])
    expect(results.map((r) => r.status)).toEqual(['applied', 'refused', 'applied'])
    expect(results.map((r) => r.id)).toEqual([good[0]!.id, bad.id, good[1]!.id])
    expect(await count(`select count(*) from public.packages where id = '${bad.packageId}'`)).toBe(0)
  })

  it('of many may stand on one before it', async () => {
    const one = register()
    const results = await push(world.db, 'desk', [one, handOver(one.packageId)])
    expect(results.map((r) => r.status)).toEqual(['applied', 'applied'])
  })

  it('ignores what the server itself keeps', async () => {
    const change = act([
      patch('packages', PARCEL.mine, { note: 'x', updated_at: '2001-01-01T00:00:00.000Z', change_seq: '9' }),
    ])
    const [result] = await push(world.db, 'desk', [change])
    expect(result!.rows[0]!.row['updated_at']).toMatch(/^20[2-9]/)
    expect(result!.rows[0]!.row['change_seq']).not.toBe('9')
  })
})

describe('numbers', () => {
  const seqs = async (): Promise<number[]> => {
    const { rows } = await world.db.query(
      `select change_seq from public.packages union all select change_seq from public.package_events
       union all select change_seq from public.residents order by 1`,
    )
    return rows.map((row) => Number(row['change_seq']))
  }
  const clock = () => count(`select seq as count from private.building_clock where building_id = '${A}'`)

  it('of refused and repeated acts are given back', async () => {
    const before = await clock()
    const bad = act([
      patch('packages', PARCEL.mine, { note: 'x' }),
      patch('packages', PARCEL.mine, { kind: 'elephant' }),
    ])
    const good = register()
    await push(world.db, 'desk', [bad, good, bad, good, bad])
    expect(await clock()).toBe(before + 2)
    expect((await seqs()).slice(-2)).toEqual([before + 1, before + 2])
  })

  it('of a long direct write stay below the clock and cost no more each than of a short one', async () => {
    await world.db.query(
      `insert into public.residents (id, building_id, family_name) select gen_random_uuid(), $1, 'x' || i from generate_series(1, 20000) i`,
      [A],
    )
    const given = await seqs()
    expect(new Set(given).size).toBe(given.length)
    expect(await clock()).toBeGreaterThanOrEqual(given.at(-1)!)
    expect((await push(world.db, 'desk', [register()]))[0]!.status).toBe('applied')
    expect((await seqs()).at(-1)).toBeGreaterThan(given.at(-1)!)
  })
})

describe('a refusal', () => {
  const refuse = (ops: Parameters<typeof act>[0], more: Parameters<typeof act>[1] = {}) =>
    pushOne(world.db, 'desk', act(ops, more))

  it('says what kind it is', async () => {
    const parcel = PARCEL.mine
    expect(await refuse([patch('packages', newId(), { note: 'x' })])).toBe('missing')
    expect(await refuse([patch('residents', RESIDENT.mine, { notes: 'x' })])).toBe('not_allowed')
    // Of another building: nothing is said about it.
    expect(await refuse([patch('residents', RESIDENT.elsewhere, { notes: 'x' })])).toBe('missing')
    expect(await refuse([patch('packages', parcel, { building_id: B })])).toBe('not_allowed')
    expect(await refuse([patch('packages', parcel, { received_by: STAFF.desk2 })])).toBe('not_allowed')
    expect(await refuse([patch('packages', parcel, { kind: 'elephant' })])).toBe('constraint')
    expect(await refuse([patch('packages', parcel, { unit_id: newId() })])).toBe('constraint')
    expect(await refuse([patch('packages', parcel, { resident_id: RESIDENT.elsewhere })])).toBe('constraint')
    expect(await refuse([patch('packages', parcel, { carrier: null })])).toBe('constraint')
    expect(await refuse([patch('packages', parcel, { perishable: 'perhaps' })])).toBe('invalid')
    expect(await refuse([patch('packages', parcel, { colour: 'red' })])).toBe('invalid')
    expect(await refuse([patch('packages', parcel, { deleted_at: null })])).toBe('invalid')
    expect(await refuse([patch('packages', parcel, {})])).toBe('invalid')
    expect(await refuse([patch('pg_class', parcel, { note: 'x' })])).toBe('invalid')
    expect(await refuse([patch('sync_transactions', parcel, { note: 'x' })])).toBe('invalid')
    expect(await refuse([{ ...patch('packages', parcel, { note: 'x' }), op: 'drop' as 'patch' }])).toBe('invalid')
    expect(await refuse([remove('package_events', uid(91))])).toBe('not_allowed')
    expect(await refuse([insert('carrier_rules', newId(), { carrier: 'x', prefix: 'INT' })])).toBe('constraint')
    expect(await refuse([], { schema: 0 })).toBe('too_old')
  })

  it('brings the rows that it wanted to change, as they are', async () => {
    const [result] = await push(world.db, 'desk', [
      act([patch('packages', PARCEL.mine, { note: 'x', kind: 'elephant' })]),
    ])
    expect(result).toMatchObject({
      status: 'refused',
      detail: { table: 'packages', constraint: 'packages_kind_check' },
      rows: [{ table: 'packages', row: { id: PARCEL.mine, note: '', kind: 'parcel' } }],
    })
  })

  it('is repeated like any answer, but a desk that was upgraded gets through', async () => {
    const one = act([patch('packages', PARCEL.mine, { kind: 'elephant' })])
    const first = await push(world.db, 'desk', [one])
    expect(await push(world.db, 'desk', [one])).toEqual(first)
    const old = act([patch('packages', PARCEL.mine, { note: 'x' })], { schema: 0 })
    expect(await pushOne(world.db, 'desk', old)).toBe('too_old')
    expect(await pushOne(world.db, 'desk', { ...old, schema: 1 })).toBe('applied')
  })

  it('never meets a desk that is newer than the server: the call is to be tried again', async () => {
    const future = act([patch('packages', PARCEL.mine, { colour: 'red' })], { schema: 99 })
    expect(await stateOf(push(world.db, 'desk', [future]))).toBe('PT503')
    expect(await stateOf(push(world.db, 'desk', [act([insert('robots', newId(), {})], { schema: 99 })]))).toBe('PT503')
  })

  it('of an act in a form that nobody knows does not stop the others', async () => {
    const results = await push(world.db, 'desk', [
      { id: newId() },
      { id: newId(), actor: 'x', schema: 'y', ops: 7 },
      act([{ table: 'packages' } as never]),
      act([patch('packages', 'not-a-uuid', { note: 'x' })]),
      register(),
    ])
    expect(results.map((r) => (r.status === 'applied' ? r.status : r.code))).toEqual([
      'invalid',
      'invalid',
      'invalid',
      'invalid',
      'applied',
    ])
  })
})

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
