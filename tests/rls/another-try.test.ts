import { expect, it } from 'vitest'
import { act, insert, newId, pushOne } from './acts.ts'
import { A, STAFF } from './ids.ts'
import { noticeWorld } from './noticeWorld.ts'
import { stateOf } from './people.ts'

const w = noticeWorld()

/** A parcel of a person whose letter has ended so, and its delivery. */
async function told(person: string, outcome: object) {
  const parcel = await w.parcel({ person })
  await w.later(10)
  for (const letter of await w.claim()) await w.mark(letter, outcome)
  const { rows } = await w.query('select id from public.notice_deliveries where notice_id = $1', [parcel.noticeId])
  return { ...parcel, delivery: String(rows[0]!['id']) }
}
const FAILED = { kind: 'failed', reason: 'bad_address' }
const notice = (packageId: string, person: string | null, delivery: string) => ({
  package_id: packageId,
  resident_id: person,
  language: 'fr',
  template: 'arrived',
  state: 'waiting',
  send_after: w.iso(),
  kind: 'arrived',
  again_of: delivery,
})
const pushed = (row: ReturnType<typeof notice>) =>
  pushOne(w.world.db, 'desk', act([insert('notices', newId(), row)], { schema: 99 }))

// Bug: a clerk sent a stranger the letter of another's parcel, with the code that collects it, as another try at the stranger.
it('another try is of the same parcel, to the same resident, after one that has ended', async () => {
  const [resident, stranger] = [await w.person(), await w.person({ email: 'stranger@example.com' })]
  const strangers = await told(stranger, FAILED)
  const reached = await told(resident, {})
  const failed = await told(resident, FAILED)
  const nothing = newId()
  for (const row of [
    notice(failed.packageId, resident, strangers.delivery),
    notice(failed.packageId, stranger, failed.delivery),
    notice(failed.packageId, null, failed.delivery),
    notice(strangers.packageId, stranger, failed.delivery),
    notice(reached.packageId, resident, reached.delivery),
    notice(failed.packageId, resident, nothing),
  ]) {
    expect(await pushed(row)).toBe('not_allowed')
    const columns = Object.keys(row)
    const sql = `insert into public.notices (id, building_id, ${columns.join(', ')})
      values ($1, $2, ${columns.map((_, n) => `$${n + 3}`).join(', ')})`
    expect(await stateOf(w.world.db.as('desk', (query) => query(sql, [newId(), A, ...Object.values(row)])))).toBe(
      '42501',
    )
  }
  expect(await pushed(notice(failed.packageId, resident, failed.delivery))).toBe('applied')
  await w.later(10)
  expect((await w.claim()).map(({ parcels }) => parcels.map(({ id }) => id))).toEqual([[failed.packageId]])
})

// Bug: what stood there from before, or came with a building that was brought in, was sent as it said.
it('goes to nobody where it names a try at somebody else, however it came there', async () => {
  const [resident, stranger] = [await w.person(), await w.person()]
  const strangers = await told(stranger, FAILED)
  const own = await w.parcel({ person: resident }, { received_by: STAFF.desk }, { state: 'cancelled' })
  await w.add('notices', notice(own.packageId, resident, strangers.delivery))
  await w.later(10)
  expect(await w.claim()).toEqual([])
})
