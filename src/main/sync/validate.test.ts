import { anything, assert, constantFrom, oneof, property, tuple, type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffMs } from '../../supabase/backoff.ts'
import { readDigest, readOutline, readPage, readPull, readPush } from './validate.ts'
import { TransportError } from '../../supabase/fault.ts'
import { replicaMigrations } from '../store/testing.ts'
import { toTransaction } from './upcast.ts'

const ID = '01980000-0000-7000-8000-000000000001'
const AT = '2026-11-22T14:05:09.000Z'
const row = { table: 'units', row: { id: ID, change_seq: '7', number: '804' } }
const push = { results: [{ id: ID, status: 'applied', rows: [row] }], epoch: 'e', server_time: AT }
const pull = { rows: [row], cursor: 'c2', more: true, epoch: 'e', reset: false, server_time: AT }
const digest = { epoch: 'e', upto: '7', tables: { units: { count: 1, sum: '5' } }, server_time: AT }

/** An answer with one thing anywhere in it replaced. */
function damaged(good: unknown): Arbitrary<unknown> {
  const paths: (string | number)[][] = []
  const walk = (value: unknown, path: (string | number)[]) => {
    paths.push(path)
    if (Array.isArray(value)) value.forEach((inner, i) => walk(inner, [...path, i]))
    else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key])
  }
  walk(good, [])
  return tuple(constantFrom(...paths), anything()).map(([path, put]) => {
    const copy = structuredClone(good)
    if (path.length === 0) return put
    let at = copy as Record<string | number, unknown>
    for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
    at[path.at(-1)!] = put
    return copy
  })
}
function sound(read: () => { rows?: unknown }): void {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(TransportError)
    expect((error as TransportError).kind).toBe('again')
  }
}

describe('what comes in by the wire', () => {
  it('takes what the server says', () => {
    expect(readPush(push, [ID]).results).toHaveLength(1)
    expect(readPull(pull, 'c1').rows).toHaveLength(1)
    expect(readDigest(digest).upto).toBe('7')
  })
  it('takes garbage for trouble on the line, never for an answer, whatever it is', () => {
    assert(
      property(oneof(anything(), damaged(push)), (answer) => sound(() => ({ rows: readPush(answer, [ID]).results }))),
      { numRuns: 2000 },
    )
    assert(
      property(oneof(anything(), damaged(pull)), (answer) => sound(() => readPull(answer, 'c1'))),
      { numRuns: 2000 },
    )
    assert(
      property(oneof(anything(), damaged(digest)), (answer) => sound(() => ({ rows: readDigest(answer).tables }))),
      {
        numRuns: 2000,
      },
    )
  })
  it('rejects rows without id or number, a page that goes nowhere, and answers to other acts', () => {
    expect(() => readPull({ ...pull, rows: [{ table: 'units', row: { id: ID } }] }, null)).toThrow(TransportError)
    expect(() =>
      readPull({ ...pull, rows: [{ table: 'units', row: { id: ID, change_seq: '9007199254740993' } }] }, null),
    ).toThrow(TransportError)
    expect(() => readPull({ ...pull, cursor: 'c1' }, 'c1')).toThrow('no progress')
    expect(() => readPush(push, ['another'])).toThrow('no result')
    const head = { tables: [], cursor: 'c2', more: true, epoch: 'e', reset: false, server_time: AT }
    const page = [head]
    expect(() => readPage(page, 'c1')).toThrow('no progress')
    expect(() => readPage(page, 'c1', 'c3')).toThrow('no progress')
    // Everything up to there has changed since, and comes later.
    expect(readPage(page, 'c1', 'c2').more).toBe(true)
    const told = { ...head, tables: [{ table: 'units', columns: ['id', 'change_seq'], rows: 2 }] }
    expect(readPage([told, [ID, '7'], [ID, '8']], 'c1').tables[0]!.rows).toHaveLength(2)
    // Half a list, one of another table, or no list at all.
    for (const rows of [
      [],
      [[ID, '7']],
      [
        [ID, '7'],
        [ID, '8'],
        [ID, '9'],
      ],
      [[ID, '7'], [ID]],
      [
        [ID, '7'],
        ['', '8'],
      ],
    ])
      expect(() => readPage([told, ...rows], 'c1')).toThrow(TransportError)
    expect(() => readPage(head, 'c1')).toThrow(TransportError)
    expect(() => readOutline({ epoch: 'e', rows: 3, marks: ['c1', 'c1'], server_time: AT })).toThrow('no order')
    const twice = { ...push, results: [...push.results, ...push.results] }
    expect(readPush(twice, [ID]).results).toHaveLength(1)
  })
})

describe('backoff', () => {
  it('stays under a ceiling that doubles, and never becomes a busy loop', () => {
    const options = { firstMs: 500, longestMs: 20_000 }
    expect(backoffMs(1, () => 0.999, options)).toBeLessThanOrEqual(500)
    expect(backoffMs(4, () => 0.999, options)).toBeGreaterThan(3900)
    expect(backoffMs(1000, () => 0.999, options)).toBeLessThanOrEqual(20_000)
    expect(backoffMs(1000, () => 0, options)).toBe(50)
  })
})

describe('an act written under the first schema', () => {
  // Frozen: this is what version 1 wrote. It must travel for ever.
  const frozen = {
    seq: 1,
    attempts: 0,
    id: ID,
    name: 'staff.edit',
    schema: 1,
    actor_id: ID,
    at: AT,
    ops: [
      { table: 'staff' as const, op: 'patch' as const, id: ID, values: { active: 0, updated_at: AT } },
      {
        table: 'residents' as const,
        op: 'insert' as const,
        id: ID,
        values: { id: ID, aliases: '["Zo"]', email: null },
      },
      { table: 'shelves' as const, op: 'remove' as const, id: ID, values: { deleted_at: AT, updated_at: AT } },
    ],
  }
  it('travels as the present one', () => {
    expect(toTransaction(frozen, 2)).toEqual({
      id: ID,
      name: 'staff.edit',
      schema: 2,
      actor: ID,
      at: AT,
      ops: [
        { table: 'staff', op: 'patch', id: ID, values: { active: false, updated_at: AT } },
        { table: 'residents', op: 'insert', id: ID, values: { id: ID, aliases: ['Zo'], email: null } },
        { table: 'shelves', op: 'remove', id: ID, values: {} },
      ],
    })
  })
  // An act that waited while the program was updated would be set aside as unreadable.
  it('comes from every schema that there has been', () => {
    const newest = replicaMigrations().length
    for (let schema = 1; schema <= newest; schema++)
      expect(toTransaction({ ...frozen, schema }, newest).schema).toBe(newest)
  })
  it('of a version without a way to here is an error, not a guess', () => {
    expect(() => toTransaction({ ...frozen, schema: 0 }, 2)).toThrow('no way')
  })
})
