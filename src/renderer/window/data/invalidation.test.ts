import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { routes } from '../../../shared/contract/index.ts'
import { ROUTES_OF_TABLE, touchedBy } from './invalidation.ts'

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

/** The routes that are asked again, whatever they were asked about. */
const asked = (...names: string[]) => {
  const isTouched = touchedBy(Object.fromEntries(names.map((name) => [name, []])))
  return Object.keys(routes).filter((name) => isTouched([name, {}]))
}

describe('which answers are asked again after rows changed', () => {
  it('knows every table of the replica, so that no change is missed or asks for everything', () => {
    expect(Object.keys(ROUTES_OF_TABLE)).toEqual(expect.arrayContaining(tables))
  })

  it('names only routes that exist', () => {
    for (const name of Object.values(ROUTES_OF_TABLE).flat()) expect(Object.keys(routes)).toContain(name)
  })

  it('refreshes list, counts, search and last acts when a parcel changes', () => {
    const again = asked('packages', 'package_events')
    for (const name of [
      'packages.list',
      'packages.get',
      'packages.counts',
      'search.all',
      'acts.recent',
      'handover.open',
    ])
      expect(again).toContain(name)
  })

  it('asks again for what waits when an act is written, and for nothing that lists parcels', () => {
    expect(asked('_outbox', '_base').toSorted()).toEqual(['account.status', 'sync.status', 'sync.waiting'])
  })

  // Bug: the rail counts the unread messages of the person before, and a parcel offers what they were allowed to do.
  it('asks for unread and rights again when another person goes on duty', () => {
    expect(asked('_meta')).toEqual(expect.arrayContaining(['session.get', 'messages.counts', 'packages.get']))
  })

  it('asks everything again for a table of a later version', () => {
    expect(asked('packages', 'lockers')).toEqual(Object.keys(routes))
  })

  // Bug: one parcel in at another desk, and this one read the open parcel's whole history again.
  it('asks again about one parcel, one person, only when it is that one, and about lists always', () => {
    const isTouched = touchedBy({ packages: ['p1'], package_events: ['p1'], notices: ['p2'] })
    expect(isTouched(['packages.get', { id: 'p1' }])).toBe(true)
    expect(isTouched(['packages.get', { id: 'p2' }])).toBe(true)
    expect(isTouched(['packages.get', { id: 'p3' }])).toBe(false)
    expect(isTouched(['packages.noticeText', { packageId: 'p3' }])).toBe(false)
    expect(isTouched(['packages.list', {}])).toBe(true)
    // A parcel may have left the page of anybody.
    expect(isTouched(['residents.get', { id: 'r1' }])).toBe(true)
    const absent = touchedBy({ absences: ['r1'] })
    expect(absent(['residents.get', { id: 'r1' }])).toBe(true)
    expect(absent(['residents.get', { id: 'r2' }])).toBe(false)
    expect(absent(['residents.list', {}])).toBe(true)
  })

  it('asks again about every parcel when a name on it changed, or more of them than are named', () => {
    expect(touchedBy({ residents: ['r1'] })(['packages.get', { id: 'p3' }])).toBe(true)
    expect(touchedBy({ packages: [] })(['packages.get', { id: 'p3' }])).toBe(true)
  })
})
