import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { act, patch, push, register, remove, undo, type Act } from './acts.ts'
import { createWorld, type World } from './people.ts'
import { RESIDENT } from './ids.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

const rowOf = async (id: string) =>
  (await world.db.query('select note, resident_id, status, deleted_at from public.packages where id = $1', [id]))
    .rows[0]

/** A registration, its undo, and the registration that does it again. */
function changedMind() {
  const made = register({ note: '' })
  const back = undo(made.id, made.packageId, [remove('packages', made.packageId)], { from_status: 'received' })
  const again = register({ note: '' })
  const heir: Act = {
    ...again,
    ops: again.ops.map((op) =>
      op.table === 'package_events' ? { ...op, values: { ...op.values, detail: { again: made.packageId } } } : op,
    ),
  }
  return { made, back, heir, first: made.packageId, second: again.packageId }
}
const note = (id: string) => act([patch('packages', id, { note: 'leaks', resident_id: RESIDENT.mine })])

// Bug: what another desk wrote of a parcel stayed on the row that an undo had removed.
it('what is written of a parcel reaches the row that it was registered again as, whichever comes first', async () => {
  for (const when of [1, 2, 3]) {
    const { made, back, heir, first, second } = changedMind()
    const acts = [made, back, heir].toSpliced(when, 0, note(first))
    const refused = (await push(world.db, 'desk', acts)).filter(({ status }) => status !== 'applied')
    expect(refused).toEqual([])
    expect(await rowOf(second)).toEqual({
      note: 'leaks',
      resident_id: RESIDENT.mine,
      status: 'received',
      deleted_at: null,
    })
  }
})

it('a parcel that stands, and one that nobody registered again, go on by themselves', async () => {
  const one = changedMind()
  await push(world.db, 'desk', [one.made, one.heir, note(one.first)])
  expect(await rowOf(one.second)).toMatchObject({ note: '' })
  const other = changedMind()
  await push(world.db, 'desk', [other.made, other.back, note(other.first)])
  expect(await rowOf(other.first)).toMatchObject({ note: 'leaks' })
})
