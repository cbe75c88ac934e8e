import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { registerParcel, replicaMigrations } from '../testing.ts'
import { AT, desk, limits, patch } from './testing.ts'

describe('the queue', () => {
  it('holds back what builds on a waiting act, and nothing else', async () => {
    const { store, ports } = await desk()
    const first = registerParcel(store, 1)
    store.transact('note', { staffId: 's1' }, (tx) => tx.patch('packages', first.id, { note: 'x' }))
    const second = registerParcel(store, 2)
    store.sync.postpone([first.actId], new Date(ports.now().getTime() + 30_000), '503')
    const batch = store.sync.nextBatch(limits)
    expect(batch.entries.map(({ id }) => id)).toEqual([second.actId])
    expect(batch.later).not.toBeNull()
    // A clock that was set back by a year must not make it wait a year.
    ports.set('2025-11-22T14:05:09.000Z')
    expect(store.sync.nextBatch(limits).entries).toHaveLength(3)
  })
  // Bug: the first answer was cut off, the second went through, and the resident read them the wrong way round.
  it('keeps the order of what is said in a conversation while its first message waits', async () => {
    const { store, ports } = await desk()
    const say = (id: string, conversation: string) =>
      store.sync.parts.context.db
        .prepare('INSERT INTO _outbox (id, name, schema, actor_id, at, ops) VALUES (?, ?, 3, ?, ?, ?)')
        .run(
          id,
          'messages.send',
          's1',
          AT,
          JSON.stringify([
            { table: 'messages', op: 'insert', id: `m-${id}`, values: { conversation_id: conversation } },
          ]),
        )
    for (const [id, conversation] of [
      ['a1', 'c1'],
      ['a2', 'c1'],
      ['a3', 'c2'],
    ] as const)
      say(id, conversation)
    store.sync.postpone(['a1'], new Date(ports.now().getTime() + 30_000), '503')
    expect(store.sync.nextBatch(limits).entries.map(({ id }) => id)).toEqual(['a3'])
  })
  it('sends a second change of a row only when the first was answered', async () => {
    const { store } = await desk()
    patch(store, { phone: '1' })
    patch(store, { phone: '2' })
    expect(store.sync.nextBatch(limits).entries).toHaveLength(1)
    expect(store.sync.nextBatch({ ...limits, bytes: 10 }).entries).toHaveLength(1)
  })
  it('finds entries that cannot be read, and the others go on', async () => {
    const { store } = await desk()
    const act = patch(store, { phone: '1' })
    const good = registerParcel(store, 1).actId
    store.sync.parts.context.db.prepare("UPDATE _outbox SET ops = 'x' WHERE id = ?").run(act)
    const batch = store.sync.nextBatch(limits)
    expect(batch.unreadable.map(({ id }) => id)).toEqual([act])
    store.sync.park(act, { code: 'invalid', message: 'unreadable', detail: {} })
    expect(store.sync.nextBatch(limits).entries.map(({ id }) => id)).toEqual([good])
    expect(store.sync.attention.count()).toBe(1)
  })
  it('written before the second migration is as good as any', () => {
    const db = new Database(':memory:')
    migrate(db, replicaMigrations().slice(0, 1))
    const ops = JSON.stringify([{ table: 'units', op: 'patch', id: 'u1', values: { floor: 2 } }])
    db.prepare('INSERT INTO _outbox (id, name, schema, actor_id, at, ops) VALUES (?, ?, 1, ?, ?, ?)').run(
      'e1',
      'n',
      's1',
      AT,
      ops,
    )
    db.prepare('INSERT INTO _outbox (id, name, schema, actor_id, at, ops) VALUES (?, ?, 1, ?, ?, ?)').run(
      'e2',
      'n',
      's1',
      AT,
      'half a fi',
    )
    migrate(db, replicaMigrations())
    expect(db.prepare('SELECT * FROM _outbox_rows').all()).toEqual([{ table_name: 'units', row_id: 'u1', seq: 1 }])
    db.close()
  })
})
