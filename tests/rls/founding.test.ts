import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { act, event, foundAnew, insert, newId, pushOne, register, step } from './acts.ts'
import { AT, CONVERSATION, MESSAGE, RESIDENT, STAFF, UNIT, UNIT2, uid } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

const NAMES = ['packages.bring_in', 'building.bring_in']
const asked = async (sql: string, params: unknown[]) => (await world.db.query(sql, params)).rows[0]!
const manager = { actor: STAFF.manager }
const one = (which: unknown, who: 'desk' | 'manager' = 'manager') => pushOne(world.db, who, which)
const old = (name: string) =>
  insert('messages', newId(), {
    conversation_id: CONVERSATION.mine,
    author_staff_id: STAFF.manager,
    body: name,
    sent_at: AT,
    received_at: AT,
  })
const stands = async (id: string) =>
  (await asked('select received_at = $2 as there from public.messages where id = $1', [id, AT]))['there'] as boolean

// Bug: any act that a manager's session gave the name passed by the rules of the record, for good.
it.each(NAMES)('%s brings a history in until the building works, and nothing afterwards', async (name) => {
  await foundAnew(world.db)
  const before = old(name)
  expect(await one(act([before], { ...manager, name }))).toBe('applied')
  expect(await stands(before.id)).toBe(true)
  // What is refused is no work.
  expect(await one(act([old('x')], { ...manager, name: 'x', actor: uid(999) }))).not.toBe('applied')
  expect(await one(act([old(name)], { ...manager, name }))).toBe('applied')

  const parcel = register()
  expect(await one(parcel, 'desk')).toBe('applied')
  const after = old(name)
  expect(await one(act([after], { ...manager, name }))).toBe('applied')
  expect(await stands(after.id)).toBe(false)
  const more = event(parcel.packageId, parcel.id, 'edited', { actor_id: STAFF.manager })
  expect(await one(act([more], { ...manager, name }))).toBe('not_allowed')
  const alone = [step(parcel.packageId, newId(), 'notified', 'received', 'notified')[1]!]
  expect(await one(act(alone, { ...manager, name }))).not.toBe('applied')
  const file = { message_id: MESSAGE.note, name: 'photo.jpg', type: 'image/jpeg', bytes: 10 }
  expect(await one(act([insert('attachments', newId(), file)], { ...manager, name }))).toBe('not_allowed')
  expect(await one({ ...register({ status: 'lost' }, manager), name })).toBe('not_allowed')
})

it('a building that the project has always had takes none', async () => {
  const made = old('x')
  expect(await one(act([made], { ...manager, name: 'building.bring_in' }))).toBe('applied')
  expect(await stands(made.id)).toBe(false)
})

// Bug: the newest beginning won, also that of a stay which had not begun.
it.each([
  ['a stay to come', { from_date: '2079-01-01' }, UNIT],
  ['one that is over', { to_date: '2020-01-01' }, UNIT],
  ['one where no parcels are received', { from_date: '2026-01-01', receives_packages: false }, UNIT],
  ['one that has an end', { from_date: '2026-01-01', to_date: '2078-01-01' }, UNIT],
  ['one that began later', { from_date: '2026-01-01' }, UNIT2],
])('a resident writes from where they live, beside %s', async (_, other, unit) => {
  await world.db.query(
    `insert into public.occupancies (id, building_id, resident_id, unit_id, kind, from_date, to_date, receives_packages)
     select $1, building_id, id, $2, 'owner', $3, $4, $5 from public.residents where id = $6`,
    [
      newId(),
      UNIT2,
      ...['from_date', 'to_date'].map((k) => (other as Record<string, unknown>)[k] ?? null),
      !('receives_packages' in other),
      RESIDENT.mine,
    ],
  )
  const id = newId()
  const start = world.db.as('resident', (query) =>
    query('select public.resident_start($1, $2, $3, $4, $5)', [id, newId(), RESIDENT.mine, newId(), 'Bonjour']),
  )
  expect(await stateOf(start)).toBeNull()
  expect(await asked('select unit_id from public.conversations where id = $1', [id])).toEqual({ unit_id: unit })
})
