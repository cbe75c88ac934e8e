import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { A, CONVERSATION, createWorld, stateOf, uid, USERS, type Who, type World } from './people.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

/** A message of the world with a file, and that file in Storage; answers the message's id. */
async function stored(): Promise<{ message: string; name: string }> {
  const { rows } = await world.db.query(`select id from public.messages where conversation_id = $1 limit 1`, [
    CONVERSATION.mine,
  ])
  const message = String(rows[0]!['id'])
  const file = uid(880)
  const name = `${A}/${CONVERSATION.mine}/${file}`
  await world.db.query('set session_replication_role = replica')
  await world.db.query(
    `insert into public.attachments (id, building_id, message_id, name, type, bytes, change_seq) values ($1, $2, $3, 'bail.pdf', 'application/pdf', 5, 900000)`,
    [file, A, message],
  )
  await world.db.query('set session_replication_role = origin')
  await world.db.query(`insert into storage.objects (bucket_id, name) values ('attachments', $1)`, [name])
  return { message, name }
}
const remove = (who: Who, name: string) =>
  world.db.as(
    who,
    async (query) => (await query(`delete from storage.objects where name = $1 returning 1`, [name])).rows.length,
  )
const toRemove = (who: Who) =>
  world.db.as(who, async (query) => (await query('select public.files_to_remove($1) as a', [A])).rows[0]!['a'])

// Bug: what was taken back lay in Storage for ever; and who may delete there must not delete what still stands.
it('the file of a message that was taken back is named to the desks and deleted by them, no other file and by nobody else', async () => {
  const { message, name } = await stored()
  expect(await toRemove('desk')).toEqual([])
  for (const who of ['resident', 'desk', 'manager', 'admin', 'board', 'other', 'revoked'] as const)
    expect([who, await remove(who, name)]).toEqual([who, 0])
  await world.db.query('update public.messages set removed_at = now() where id = $1', [message])
  expect(await toRemove('desk')).toEqual([name])
  for (const who of ['resident', 'board', 'other', 'revoked'] as const) {
    expect(await stateOf(toRemove(who)), who).toBe('42501')
    expect([who, await remove(who, name)]).toEqual([who, 0])
  }
  expect(await remove('desk', name)).toBe(1)
  expect(await toRemove('desk')).toEqual([])
})

// Bug: messages with files were counted, files without a message were not: an account filled the project's disk.
it('a resident stores so many files a day and no more; the desk is not bound by that', async () => {
  const put = (who: 'resident' | 'desk', n: number) =>
    stateOf(
      world.db.as(who, (query) =>
        query(`insert into storage.objects (bucket_id, name, owner_id) values ('attachments', $1, $2)`, [
          `${A}/${CONVERSATION.mine}/${uid(2000 + n)}`,
          USERS[who],
        ]),
      ),
    )
  for (let n = 0; n < 100; n++) expect(await put('resident', n)).toBeNull()
  expect(await put('resident', 100)).toBe('42501')
  expect(await put('desk', 100)).toBeNull()
  await world.db.query(
    `update storage.objects set created_at = created_at - interval '2 days' where owner_id is not null`,
  )
  expect(await put('resident', 101)).toBeNull()
})
