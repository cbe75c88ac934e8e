import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { A, CONVERSATION, createWorld, stateOf, uid, USERS, type World } from './people.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

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
