import { describe, expect, it } from 'vitest'
import { registerParcel } from '../testing.ts'
import { applied, desk, limits, patch, refused, row, wire } from './testing.ts'

describe('an answer to a push', () => {
  it('applied: the server has the row, what is still unsent lies on top, the entry is gone', async () => {
    const { store } = await desk()
    const first = patch(store, { emergency_contact: '1' })
    patch(store, { emergency_contact: '2' })
    store.sync.pushed(applied(first, [wire.resident(10, { emergency_contact: '1', notes: 'seen' })]))
    expect(row(store, 'residents', 'r1')).toMatchObject({ emergency_contact: '2', notes: 'seen', change_seq: 10 })
    expect(store.sync.waiting().waiting).toBe(1)
    expect(store.sync.nextBatch(limits).entries).toHaveLength(1)
  })
  it('applied twice (the answer came again) changes nothing', async () => {
    const { store } = await desk()
    const act = patch(store, { emergency_contact: '1' })
    const answer = applied(act, [wire.resident(10, { emergency_contact: '1' })])
    store.sync.pushed(answer)
    const once = row(store, 'residents', 'r1')
    expect(store.sync.pushed(answer)).toEqual({ applied: 0, refused: 0, tooOld: 0 })
    expect(row(store, 'residents', 'r1')).toEqual(once)
    expect(store.prepare('SELECT count(*) AS n FROM _base').get()).toEqual({ n: 0 })
  })
  it('refused: rows that the act made go, even events, and what built on it goes with it; the rest stays', async () => {
    const { store } = await desk()
    const { actId, id } = registerParcel(store, 1)
    const shelf = store.transact('shelves', { staffId: 's1' }, (tx) =>
      tx.insert('shelves', { code: 'E1', name: 'one' }),
    ).actId
    const on = store.transact('note', { staffId: 's1' }, (tx) => tx.patch('packages', id, { note: 'x' })).actId
    store.transact('label', { staffId: 's1' }, (tx) =>
      tx.insert('package_events', {
        package_id: id,
        act_id: tx.actId,
        type: 'label_printed',
        actor_id: 's1',
        desk_id: 'd1',
        at: tx.at,
      }),
    )
    store.sync.pushed(refused(actId))
    expect(row(store, 'packages', id)).toBeUndefined()
    expect(store.prepare('SELECT count(*) AS n FROM package_events').get()).toEqual({ n: 0 })
    const items = store.unsent.refused.list()
    expect(items.map(({ code, causeId }) => [code, causeId])).toEqual([
      ['lifecycle', null],
      ['depends', actId],
      ['depends', actId],
    ])
    expect(items[0]).toMatchObject({ detail: { by: 'Colin' }, name: 'packages.register' })
    expect(items[1]!.id).toBe(on)
    expect(store.sync.nextBatch(limits).entries.map((entry) => entry.id)).toEqual([shelf])
  })
  it('refused: an edit is taken back to what the server has now', async () => {
    const { store } = await desk()
    const act = patch(store, { emergency_contact: '1' })
    store.sync.pushed(refused(act, [wire.resident(11, { emergency_contact: 'theirs' })]))
    expect(row(store, 'residents', 'r1')).toMatchObject({ emergency_contact: 'theirs', change_seq: 11 })
  })
  // Bug: a clock that jumped a year ahead made the desk forget what a restored server lacked.
  it('is remembered by the age that the server tells, whatever this clock does', async () => {
    const { store, ports } = await desk()
    const kept = () => store.prepare('SELECT id FROM _sent ORDER BY seq').all()
    const early = patch(store, { emergency_contact: '1' })
    store.sync.pushed({ ...applied(early, [wire.resident(10)]), server_time: '2026-01-01T00:00:00.000Z' })
    ports.set('2027-01-01T00:00:00.000Z')
    store.sync.prune()
    expect(kept()).toEqual([{ id: early }])
    const late = patch(store, { emergency_contact: '2' })
    store.sync.pushed({ ...applied(late, [wire.resident(11)]), server_time: '2026-02-01T00:00:00.000Z' })
    store.sync.prune()
    expect(kept()).toEqual([{ id: late }])
  })
  it('keeps events append-only for everybody else', async () => {
    const { store } = await desk()
    registerParcel(store, 1)
    const { db } = store.sync.parts.context
    expect(() => db.prepare('DELETE FROM package_events').run()).toThrow('append-only')
    expect(() => db.prepare("UPDATE package_events SET type = 'x'").run()).toThrow('append-only')
    expect(db.prepare('SELECT count(*) AS n FROM _replaying').get()).toEqual({ n: 0 })
  })
})
