import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { lockOf } from './acts.ts'
import { A, CONVERSATION, MESSAGE, uid, USERS, type Query } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'

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

// Bug: two that came at the same moment did not see each other.
it('two files at the same time count as two', async () => {
  const put = (query: Query, n: number) =>
    query(`insert into storage.objects (bucket_id, name, owner_id) values ('attachments', $1, $2)`, [
      `${A}/${CONVERSATION.mine}/${uid(2000 + n)}`,
      USERS.resident,
    ])
  await world.db.as('resident', async (query) => {
    for (let n = 0; n < 99; n++) await put(query, n)
  })
  const [other, watcher] = [await world.another(), await world.another()]
  const waits = await lockOf(other, watcher)
  let second: Promise<string | null> | undefined
  await world.db.as('resident', async (query) => {
    await put(query, 99)
    second = stateOf(other.as('resident', (asked) => put(asked, 100)))
    await waits()
  })
  expect(await second).toBe('42501')
})

// Bug: always the same hundred were named; where they could not be removed, the others stayed for ever.
it('every file of a message that was taken back is named some time, however many cannot be removed', async () => {
  const all = 150
  await world.db.query(`update public.messages set removed_at = now() where id = $1`, [MESSAGE.mine])
  await world.db.query(
    `with made as (
       insert into public.attachments (id, building_id, message_id, name, type, bytes)
       select gen_random_uuid(), $1, $2, 'a.pdf', 'application/pdf', 10 from generate_series(1, ${all}) returning id)
     insert into storage.objects (bucket_id, name) select 'attachments', concat_ws('/', $1::uuid, $3::uuid, id) from made`,
    [A, MESSAGE.mine, CONVERSATION.mine],
  )
  const named = new Set<string>()
  for (let call = 0; call < 60; call++) {
    const { rows } = await world.db.as('desk', (query) => query('select public.files_to_remove($1) as names', [A]))
    const names = rows[0]!['names'] as string[]
    expect(names).toHaveLength(100)
    for (const name of names) named.add(name)
  }
  expect(named.size).toBe(all)
})
