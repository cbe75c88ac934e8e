import {
  array,
  assert,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  property,
  record,
  type Arbitrary,
} from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { OutboxOp } from './outbox.ts'
import type { Replica } from './open.ts'
import { openReady, seedSmall, testDir, testOptions } from './testing.ts'

type Step =
  | { kind: 'insert'; id: number }
  | { kind: 'patch'; id: number; floor: number | null; tower: string | null }
  | { kind: 'remove'; id: number }
  | { kind: 'fail' }
  | { kind: 'clash' }

const id = integer({ min: 0, max: 5 })
const step: Arbitrary<Step> = oneof(
  record({ kind: constant('insert' as const), id }),
  record({
    kind: constant('patch' as const),
    id,
    floor: option(integer({ min: 0, max: 3 })),
    tower: option(constantFrom('N', 'S')),
  }),
  record({ kind: constant('remove' as const), id }),
  constant({ kind: 'fail' as const }),
  constant({ kind: 'clash' as const }),
)
type Rows = Record<string, Record<string, unknown>>
const units = (store: Replica, round: number): Rows =>
  Object.fromEntries(
    store
      .prepare<{ id: string }>('SELECT * FROM units WHERE id GLOB ?')
      .all(`${round}-*`)
      .map((row) => [row.id, { ...row }]),
  )

function run(store: Replica, round: number, act: Step[]): void {
  store.transact('act', { staffId: 's1' }, (tx) => {
    for (const each of act) {
      const unit = 'id' in each ? `${round}-${each.id}` : ''
      if (each.kind === 'insert') tx.insert('units', { id: unit, number: unit })
      else if (each.kind === 'patch') tx.patch('units', unit, { floor: each.floor, tower: each.tower })
      else if (each.kind === 'remove') tx.remove('units', unit)
      else if (each.kind === 'fail') throw new Error('no')
      // A caught refusal of one row leaves the rest of the act as it is.
      else expect(() => tx.insert('units', { number: '804' })).toThrow(/UNIQUE/)
    }
  })
}

describe('any sequence of acts', () => {
  it('leaves rows that are exactly the loaded ones with the outbox done to them, and the first server copy of each', async () => {
    const store = await openReady(testOptions(testDir(onTestFinished)), onTestFinished)
    seedSmall(store)
    let round = 0
    assert(
      property(array(array(step, { maxLength: 6 }), { maxLength: 8 }), (acts) => {
        const mine = round++
        const common = { building_id: 'b1', created_at: '', updated_at: '' }
        // Two rows that the server knows, in each round of their own.
        store.seed(
          [4, 5].map((n) => ({
            table: 'units' as const,
            row: { id: `${mine}-${n}`, number: `${mine}-${n}`, change_seq: n, ...common },
          })),
        )
        const loaded = units(store, mine)
        const first = store.prepare<{ n: number }>('SELECT coalesce(max(seq), 0) AS n FROM _outbox').get()!.n
        let told = 0
        const stop = store.onChange(() => told++)
        for (const act of acts) {
          const before = units(store, mine)
          try {
            run(store, mine, act)
          } catch {
            expect(units(store, mine)).toEqual(before)
          }
        }
        stop()
        const entries = store.prepare<{ ops: string }>('SELECT ops FROM _outbox WHERE seq > ? ORDER BY seq').all(first)
        expect(told).toBe(entries.length)
        const expected: Rows = structuredClone(loaded)
        for (const { ops } of entries) {
          const parsed = JSON.parse(ops) as OutboxOp[]
          expect(parsed.length).toBeGreaterThan(0)
          for (const op of parsed) {
            if (op.op === 'insert') expected[op.id] = { ...op.values, change_seq: null }
            else Object.assign(expected[op.id]!, op.values)
            const base = store.prepare<{ row: string | null }>('SELECT row FROM _base WHERE row_id = ?').get(op.id)
            const known = loaded[op.id]?.['change_seq'] == null ? null : loaded[op.id]
            expect(base && (base.row === null ? null : JSON.parse(base.row))).toEqual(known)
          }
        }
        expect(units(store, mine)).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})
