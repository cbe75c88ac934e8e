import { describe, expect, it } from 'vitest'
import type { Changed } from '../services/changed.ts'
import { coalesceChanges } from './coalesce.ts'

describe('coalesced changes', () => {
  it('tells a burst of commits once, with every row, and begins anew after', () => {
    const runs: (() => void)[] = []
    const sent: Changed[] = []
    const tell = coalesceChanges(
      (run) => runs.push(run),
      (change) => sent.push(change),
    )
    tell({ tables: { packages: ['a'], notices: ['n'] }, conversations: ['c'] })
    tell({ tables: { packages: ['b', 'a'] }, conversations: ['d', 'c'] })
    expect(runs).toHaveLength(1)
    runs[0]!()
    expect(sent).toEqual([{ tables: { packages: ['a', 'b'], notices: ['n'] }, conversations: ['c', 'd'] }])
    tell({ tables: { packages: ['c'] }, conversations: [] })
    runs[1]!()
    expect(sent[1]).toEqual({ tables: { packages: ['c'] }, conversations: [] })
  })
  it('does not turn "any row" into the few that came after', () => {
    const runs: (() => void)[] = []
    const sent: Changed[] = []
    const tell = coalesceChanges(
      (run) => runs.push(run),
      (change) => sent.push(change),
    )
    tell({ tables: { packages: [] }, conversations: null })
    tell({ tables: { packages: ['b'] }, conversations: ['c'] })
    runs[0]!()
    expect(sent[0]).toEqual({ tables: { packages: [] }, conversations: null })
  })
})
