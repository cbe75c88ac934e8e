import { describe, expect, it } from 'vitest'
import type { Change } from '../store/changes.ts'
import { coalesceChanges } from './coalesce.ts'

describe('coalesced changes', () => {
  it('tells a burst of commits once, with every row, and begins anew after', () => {
    const runs: (() => void)[] = []
    const sent: Change[] = []
    const tell = coalesceChanges(
      (run) => runs.push(run),
      (change) => sent.push(change),
    )
    tell({ tables: { packages: ['a'], notices: ['n'] } })
    tell({ tables: { packages: ['b', 'a'] } })
    expect(runs).toHaveLength(1)
    runs[0]!()
    expect(sent).toEqual([{ tables: { packages: ['a', 'b'], notices: ['n'] } }])
    tell({ tables: { packages: ['c'] } })
    runs[1]!()
    expect(sent[1]).toEqual({ tables: { packages: ['c'] } })
  })
  it('does not turn "many rows" into the few that came after', () => {
    const runs: (() => void)[] = []
    const sent: Change[] = []
    const tell = coalesceChanges(
      (run) => runs.push(run),
      (change) => sent.push(change),
    )
    tell({ tables: { packages: [] } })
    tell({ tables: { packages: ['b'] } })
    runs[0]!()
    expect(sent[0]).toEqual({ tables: { packages: [] } })
  })
})
