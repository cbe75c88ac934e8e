import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { PARCEL, RESIDENT } from './ids.ts'
import { createWorld, type World } from './people.ts'

let world: World
beforeAll(async () => {
  world = await createWorld(inject('serverUrl'))
})
afterAll(() => world.drop())

const parcels = async () =>
  (await world.db.as('resident', (query) => query('select id from public.resident_parcels()'))).rows.map(({ id }) => id)
const livesUntil = (days: number) =>
  world.db.query('update public.occupancies set to_date = current_date + $2::integer where resident_id = $1', [
    RESIDENT.mine,
    days,
  ])

// Bug: who moved out went on seeing in the portal what came for the unit, which is somebody else's home by now.
it('shows what came for the unit until the home ends, and the person’s own parcels after it', async () => {
  await livesUntil(0)
  expect(await parcels()).toEqual(expect.arrayContaining([PARCEL.mine, PARCEL.household]))
  await livesUntil(-2)
  const after = await parcels()
  expect(after).toContain(PARCEL.mine)
  expect(after).not.toContain(PARCEL.household)
})
