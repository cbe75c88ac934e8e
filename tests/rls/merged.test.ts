import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { change, insert, newId, patch, pushOne, type Act } from './acts.ts'
import { A, PARCEL, RESIDENT, STAFF, USERS, type Who } from './ids.ts'
import { createWorld, type World } from './people.ts'

let world: World
beforeAll(async () => {
  world = await createWorld(inject('serverUrl'))
})
afterAll(() => world.drop())

const merge = (id: string, into: string | null): Act =>
  change(
    [patch('residents', id, { merged_into: into })],
    { table_name: 'residents', row_id: id, before: {}, after: { merged_into: into } },
    { actor: STAFF.manager },
  )
const push = (one: Act) => pushOne(world.db, 'manager', one)
const parcelsOf = async (who: Who): Promise<string[]> =>
  (await world.db.as(who, (query) => query('select id from public.resident_parcels()'))).rows.map(({ id }) =>
    String(id),
  )
const selfOf = async (who: Who): Promise<string[]> =>
  (await world.db.as(who, (query) => query('select id from public.resident_self()'))).rows.map(({ id }) => String(id))

// Bug: whoever had an account for the entry that was merged saw nothing of what came under the other one.
it('the accounts of both entries are of one person, and of two again when they are separated', async () => {
  await world.db.query(
    `insert into public.resident_accounts (building_id, resident_id, user_id) values ('${A}', '${RESIDENT.neighbour}', '${USERS.neighbour}')`,
  )
  expect(await push(merge(RESIDENT.neighbour, RESIDENT.mine))).toBe('applied')
  for (const who of ['resident', 'neighbour'] as const) {
    expect(await parcelsOf(who)).toEqual(expect.arrayContaining([PARCEL.mine, PARCEL.neighbours]))
    expect(await selfOf(who)).toEqual([RESIDENT.mine])
  }
  expect(await push(merge(RESIDENT.neighbour, null))).toBe('applied')
  expect(await parcelsOf('resident')).not.toContain(PARCEL.neighbours)
  expect(await selfOf('neighbour')).toEqual([RESIDENT.neighbour])
})

// Bug: two desks merged the same two entries in opposite ways, and both were nobody.
it('an entry that others were merged into is not merged, nor into one that is merged, nor into itself', async () => {
  const third = newId()
  const facts = { given_name: '', family_name: 'Troisième' }
  const added = change(
    [insert('residents', third, facts)],
    { table_name: 'residents', row_id: third, type: 'added', after: facts },
    { actor: STAFF.manager },
  )
  expect(await push(added)).toBe('applied')
  expect(await push(merge(RESIDENT.neighbour, RESIDENT.mine))).toBe('applied')
  for (const [id, into] of [
    [RESIDENT.mine, RESIDENT.neighbour],
    [RESIDENT.mine, third],
    [third, RESIDENT.neighbour],
    [third, third],
    [third, RESIDENT.elsewhere],
  ] as const)
    expect([id, into, await push(merge(id, into))]).toEqual([id, into, 'constraint'])
  expect(await push(merge(RESIDENT.neighbour, null))).toBe('applied')
})
