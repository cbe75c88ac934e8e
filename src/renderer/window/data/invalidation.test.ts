import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { routes } from '../../../shared/contract/index.ts'
import { ROUTES_OF_TABLE, routesOf } from './invalidation.ts'

const folder = new URL('../../../../migrations/replica/', import.meta.url)
// A migration may make a table anew.
const made = readdirSync(folder).flatMap((file) =>
  Array.from(
    readFileSync(new URL(file, folder), 'utf8').matchAll(/^CREATE TABLE (?:IF NOT EXISTS )?(\w+)/gm),
    ([, name]) => name!,
  ),
)

// A copy under another name is there for as long as its migration runs.
const tables = [...new Set(made)].filter((name) => !name.endsWith('_new'))

describe('which answers are asked again after rows changed', () => {
  it('knows every table of the replica, so that no change is missed or asks for everything', () => {
    expect(Object.keys(ROUTES_OF_TABLE)).toEqual(expect.arrayContaining(tables))
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

  it('asks again for what waits when an act is written, and for nothing that lists parcels', () => {
    expect(routesOf(['_outbox', '_base'])).toEqual(new Set(['sync.status', 'sync.waiting', 'account.status']))
  })

  // Bug: the rail counts the unread messages of the person before, and a parcel offers what they were allowed to do.
  it('asks for unread and rights again when another person goes on duty', () => {
    expect([...routesOf(['_meta'])!]).toEqual(
      expect.arrayContaining(['session.get', 'messages.counts', 'packages.get']),
    )
  })

  it('asks everything again for a table of a later version', () => {
    expect(routesOf(['packages', 'lockers'])).toBeNull()
  })
})
