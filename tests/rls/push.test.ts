import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { act, handOver, insert, newId, patch, push, pushOne, register, remove } from './acts.ts'
import { A, AT, B, DESK_B, PARCEL, RESIDENT, STAFF, uid } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'

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
