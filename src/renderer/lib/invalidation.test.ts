import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { routes } from '../../shared/contract/index.ts'
import { ROUTES_OF_TABLE, routesOf } from './invalidation.ts'

const tables = Array.from(
  readFileSync(new URL('../../../migrations/replica/0001_init.sql', import.meta.url), 'utf8').matchAll(
    /^CREATE TABLE (\w+)/gm,
  ),
  ([, name]) => name!,
)

describe('which answers are asked again after rows changed', () => {
  it('knows every table of the replica, so that no change is missed or asks for everything', () => {
    expect(Object.keys(ROUTES_OF_TABLE).toSorted()).toEqual(tables.toSorted())
  })

  it('names only routes that exist', () => {
    for (const name of Object.values(ROUTES_OF_TABLE).flat()) expect(Object.keys(routes)).toContain(name)
  })

  it('refreshes list, counts, search and last acts when a parcel changes', () => {
    const asked = routesOf(['packages', 'package_events'])
    for (const name of [
      'packages.list',
      'packages.get',
      'packages.counts',
      'search.all',
      'acts.recent',
      'handover.open',
    ])
      expect(asked).toContain(name)
  })

  it('asks nothing again for the bookkeeping of the outbox', () => {
    expect(routesOf(['_outbox', '_base'])).toEqual(new Set())
  })

  it('asks everything again for a table of a later version', () => {
    expect(routesOf(['packages', 'conversations'])).toBeNull()
  })
})
