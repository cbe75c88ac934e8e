import { describe, expect, it } from 'vitest'
import { registerParcel } from '../testing.ts'
import { desk, limits, refused, row } from './testing.ts'

describe('what was refused', () => {
  it('is tried again as a new act, with other values, its followers behind it', async () => {
    const { store } = await desk()
    const { actId, id } = registerParcel(store, 1)
    store.transact('note', { staffId: 's1' }, (tx) => tx.patch('packages', id, { note: 'x' }))
    store.sync.pushed(refused(actId))
    const renamed = store.sync.attention.retry(actId, [{ table: 'packages', id, values: { short_number: 'A77' } }])
    expect(renamed).toHaveLength(2)
    expect(renamed[0]!.newId).not.toBe(actId)
    expect(row(store, 'packages', id)).toMatchObject({ short_number: 'A77', note: 'x', change_seq: null })
    expect(store.prepare('SELECT act_id FROM package_events').all()).toEqual([{ act_id: renamed[0]!.newId }])
    expect(store.sync.attention.count()).toBe(0)
    expect(store.sync.nextBatch(limits).entries[0]!.ops[0]!.values['short_number']).toBe('A77')
  })
  it('is given up with its followers', async () => {
    const { store } = await desk()
    const { actId, id } = registerParcel(store, 1)
    store.transact('note', { staffId: 's1' }, (tx) => tx.patch('packages', id, { note: 'x' }))
    store.sync.pushed(refused(actId))
    expect(store.sync.attention.discard(actId)).toBe(2)
    expect([store.sync.attention.count(), store.sync.waiting().waiting]).toEqual([0, 0])
  })
})
