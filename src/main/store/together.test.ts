import { describe, expect, it, vi } from 'vitest'
import { DeskError } from '../../shared/contract/errors.ts'
import { actor, desk } from './transactTesting.ts'

// Files and threads: slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

describe('acts together', () => {
  const floor = (store: Awaited<ReturnType<typeof desk>>['store'], name: string, value: number) =>
    store.transact(name, actor, (tx) => tx.patch('units', 'u1', { floor: value }))
  const fails = () => {
    throw new DeskError('NOT_ALLOWED')
  }

  it('are one commit and one change event, each an entry of its own', async () => {
    const { store, changes, outbox } = await desk()
    store.together(() => {
      floor(store, 'first', 11)
      floor(store, 'second', 12)
      expect(changes).toEqual([])
    })
    expect(outbox().map(({ name, ops }) => [name, ops[0]!.values['floor']])).toEqual([
      ['first', 11],
      ['second', 12],
    ])
    expect(changes).toHaveLength(1)
  })
  it('leave nothing when one of them fails, even where its error is caught', async () => {
    const { store, changes, outbox } = await desk()
    const before = store.prepare('SELECT * FROM units').all()
    expect(() =>
      store.together(() => {
        floor(store, 'first', 11)
        try {
          store.transact('second', actor, (tx) => {
            tx.patch('units', 'u1', { floor: 12 })
            fails()
          })
        } catch {
          // The half-written act must not be committed with the others.
        }
      }),
    ).toThrow(expect.objectContaining({ code: 'NOT_ALLOWED' }))
    expect(store.prepare('SELECT * FROM units').all()).toEqual(before)
    expect([outbox(), changes]).toEqual([[], []])
    // The next act stands alone again.
    floor(store, 'third', 13)
    expect(outbox().map(({ name }) => name)).toEqual(['third'])
    expect(() => store.together(() => store.together(() => 1))).toThrow('inside another transaction')
  })
})
