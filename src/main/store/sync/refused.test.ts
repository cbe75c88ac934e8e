import { describe, expect, it } from 'vitest'
import { registerParcel } from '../testing.ts'
import { asServer, desk, limits, page, refused, row } from './testing.ts'

describe('what was refused', () => {
  it('is tried again as a new act, with other values, its followers behind it', async () => {
    const { store } = await desk()
    const { actId, id } = registerParcel(store, 1)
    store.transact('note', { staffId: 's1' }, (tx) => tx.patch('packages', id, { note: 'x' }))
    store.sync.pushed(refused(actId))
    const renamed = store.unsent.refused.retry(actId, [{ table: 'packages', id, values: { short_number: 'A77' } }])
    expect(renamed).toHaveLength(2)
    expect(renamed[0]!.newId).not.toBe(actId)
    expect(row(store, 'packages', id)).toMatchObject({ short_number: 'A77', note: 'x', change_seq: null })
    expect(store.prepare('SELECT act_id FROM package_events').all()).toEqual([{ act_id: renamed[0]!.newId }])
    expect(store.unsent.refused.count()).toBe(0)
    expect(store.sync.nextBatch(limits).entries[0]!.ops[0]!.values['short_number']).toBe('A77')
  })
  it('is given up with its followers', async () => {
    const { store } = await desk()
    const { actId, id } = registerParcel(store, 1)
    store.transact('note', { staffId: 's1' }, (tx) => tx.patch('packages', id, { note: 'x' }))
    store.sync.pushed(refused(actId))
    expect(store.unsent.refused.discard(actId)).toBe(2)
    expect([store.unsent.refused.count(), store.sync.waiting().waiting]).toEqual([0, 0])
  })

  // Bug: a server restored from a backup forgets its refusal, a repeated request takes effect, and the desk goes on
  // asking what to do about it.
  it('is forgotten when its rows come from the server after all', async () => {
    const { store } = await desk()
    const { actId } = registerParcel(store, 1)
    const made = store.sync.nextBatch(limits).entries[0]!.ops.map(({ table, id }) => asServer(store, table, id, 20))
    store.sync.pushed(refused(actId))
    expect(store.unsent.refused.count()).toBe(1)
    store.sync.pulled(page(made.slice(0, 1), 'c2'))
    expect(store.unsent.refused.count()).toBe(1)
    store.sync.pulled(page(made.slice(1), 'c3'))
    expect(store.unsent.refused.count()).toBe(0)
  })
})
