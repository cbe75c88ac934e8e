import { afterEach, expect, it, vi } from 'vitest'
import { createDeviceQueries } from '../../messaging/deviceQueries.ts'
import { routeKey } from '../window/data/queries.ts'
import { askAhead } from './askAhead.ts'

const ID = '01980000-0000-7000-8000-000000000001'

afterEach(() => vi.unstubAllGlobals())

// Bug: a person's page was asked for only once the page before it had gone, which cost a third of a frame each time.
it('asks once for the page of a person, unit or parcel by its address alone', async () => {
  const asked: unknown[] = []
  vi.stubGlobal('window', {
    desk: {
      request: (...question: unknown[]) => {
        asked.push(question)
        return Promise.resolve({ ok: true, data: { id: ID } })
      },
    },
  })
  const queries = createDeviceQueries()
  for (const path of [`/residents/${ID}`, `/units/${ID}`, `/packages/${ID}`]) askAhead(queries, path)
  expect(asked).toEqual([
    ['residents.get', { id: ID }],
    ['units.get', { id: ID }],
    ['packages.get', { id: ID }],
  ])
  await vi.waitFor(() => expect(queries.getQueryData(routeKey('units.get', { id: ID }))).toEqual({ id: ID }))
  askAhead(queries, `/units/${ID}`)
  for (const path of ['/residents', '/residents/new', '/residents/check', `/units/${ID}/move-in`, '/waiting'])
    askAhead(queries, path)
  expect(asked).toHaveLength(3)
})
