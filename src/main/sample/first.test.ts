import { uuidv7 } from 'uuidv7'
import { expect, it, onTestFinished } from 'vitest'
import { openReady, testDir, testOptions } from '../store/testing.ts'
import { firstRows } from './first.ts'

// Bug: the first building asked the computer for its zone by itself, so that no test could stand elsewhere.
it('a building that begins anew stands in the zone that it was given, under ids that it was given', async () => {
  const store = await openReady(testOptions(testDir(onTestFinished)), onTestFinished)
  const given: string[] = []
  const newId = () => {
    given.push(uuidv7())
    return given.at(-1)!
  }
  const now = new Date('2026-11-22T14:05:09.000Z')
  firstRows(store, { used: true, now, newId, language: 'fr', timezone: 'Pacific/Auckland' })
  const building = store.prepare<{ id: string; timezone: string }>('SELECT id, timezone FROM buildings').get()!
  expect(building.timezone).toBe('Pacific/Auckland')
  expect(given).toContain(building.id)
})
