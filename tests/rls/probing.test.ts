import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { newId } from './desk.ts'
import { A, B, createWorld, DESK, MESSAGE, PARCEL, RESIDENT, STAFF, uid, type Who, type World } from './people.ts'

let world: World
beforeAll(async () => void (world = await createWorld(inject('serverUrl'))))
afterAll(() => world.drop())

describe('nobody finds out by asking', () => {
  const same = async (who: Who, sql: string, ...of: unknown[][]) => {
    const answers = await Promise.resolve().then(async () => {
      const found: unknown[] = []
      for (const params of of)
        found.push(
          await world.db.tryAs(who, async (query) => {
            try {
              return (await query(sql, params)).rows.map((each) => Object.keys(each))
            } catch (error) {
              const {
                code,
                message: words,
                constraint,
              } = error as { code: string; message: string; constraint: string }
              return { code, words, constraint }
            }
          }),
        )
      return found
    })
    expect(
      answers.every((each) => JSON.stringify(each) === JSON.stringify(answers[0])),
      JSON.stringify(answers),
    ).toBe(true)
  }
  // Bug: an administrator of another building learnt by an invitation who has an account.
  it('an administrator asks by invitations who has an account in another building', async () => {
    const invite = 'select public.invite($1, $2, $3, $4)'
    const ask = (email: string, staff: string | null, resident: string | null) => [B, email, staff, resident]
    await same('other', invite, ask('x@example.com', STAFF.desk, null), ask('x@example.com', newId(), null))
    await same('other', invite, ask('x@example.com', null, RESIDENT.mine), ask('x@example.com', null, newId()))
    // An address that has an account, and one that has none.
    await same(
      'other',
      invite,
      ask('desk@example.com', null, RESIDENT.elsewhere),
      ask('nobody@example.com', null, RESIDENT.elsewhere),
    )
    await same(
      'resident',
      invite,
      [A, 'desk@example.com', null, RESIDENT.mine],
      [A, 'nobody@example.com', null, newId()],
    )
  })
  it('who lives here, and what arrived for them: a conversation answers alike', async () => {
    const start = 'select public.resident_start($1, $2, $3, $4, $5, $6, $7)'
    const ask = (resident: string, parcel: string | null) => [uid(801), uid(802), resident, uid(803), 'x', '', parcel]
    await same('resident', start, ask(RESIDENT.neighbour, null), ask(newId(), null), ask(RESIDENT.elsewhere, null))
    await same('resident', start, ask(RESIDENT.mine, PARCEL.neighbours), ask(RESIDENT.mine, newId()))
  })
  it('who works where: pulling, pushing, handing on, the audit and the channels answer alike', async () => {
    for (const who of ['other', 'resident', 'revoked'] as const) {
      for (const sql of ['sync_pull($1)', 'sync_digest($1)', 'sync_read($1)', 'sync_new_epoch($1)', 'who_sent($1)'])
        await same(who, `select public.${sql}`, [A], [newId()])
      await same(who, 'select public.sync_push($1, $2)', [DESK, '[]'], [newId(), '[]'])
      await same(who, 'select public.sync_hand_on($1, $2)', [DESK, [newId()]], [newId(), [newId()]])
    }
  })
  it('whose message there is: a file for it answers alike', async () => {
    const ask = (id: string) => [newId(), A, id]
    const sql = `insert into public.attachments (id, building_id, message_id, name, type, bytes) values ($1, $2, $3, 'a.jpg', 'image/jpeg', 1)`
    await same('resident', sql, ask(MESSAGE.neighbours), ask(MESSAGE.note), ask(newId()))
  })
})
