import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { act, insert, newId, patch, push, pushOne, type Act } from './acts.ts'
import { A, AT, DESK, PARCEL, STAFF } from './ids.ts'
import { createWorld, type World } from './people.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

/** So many units in one act, each with its event. */
function units(count: number, prefix: string): Act {
  const id = newId()
  const ops = Array.from({ length: count }, (_, at) => {
    const unit = newId()
    const after = { number: `${prefix}${at}` }
    const facts = { act_id: id, type: 'added', table_name: 'units', row_id: unit, before: {}, after }
    return [
      insert('units', unit, after),
      insert('directory_events', newId(), { ...facts, actor_id: STAFF.manager, desk_id: DESK, at: AT }),
    ]
  })
  return act(ops.flat(), { id, actor: STAFF.manager })
}

// Bug: with each row of an act all rows before it were written anew, so the units of a tower took the server twenty seconds.
it('a large act takes as long for each of its rows as a small one', async () => {
  const timed = async (count: number, prefix: string) => {
    const began = performance.now()
    expect(await pushOne(world.db, 'manager', units(count, prefix))).toBe('applied')
    return (performance.now() - began) / count
  }
  await timed(50, 'W')
  const small = Math.max(await timed(50, 'X'), await timed(50, 'Y'))
  expect(await timed(1000, 'Z')).toBeLessThan(small * 3)
  const { rows } = await world.db.query('select count(*)::integer as n from public.units where building_id = $1', [A])
  expect(rows[0]!['n']).toBeGreaterThanOrEqual(1150)
})

it('a row that an act changes twice is answered once, as it is then', async () => {
  const [answer] = await push(world.db, 'desk', [
    act([patch('packages', PARCEL.mine, { note: 'un' }), patch('packages', PARCEL.mine, { note: 'deux' })]),
  ])
  expect(answer).toMatchObject({ status: 'applied', rows: [{ table: 'packages', row: { note: 'deux' } }] })
  expect(answer!.rows).toHaveLength(1)
})
