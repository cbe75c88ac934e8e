import { expect, it } from 'vitest'
import { placeOf } from './placeOf.ts'

// Bug: the import, the audit log, the incidents and the privacy page lit no place of the rail, and nobody saw where they were.
const OF_SETTINGS = ['staff', 'audit', 'incidents', 'privacy', 'backups', 'health', 'devices', 'ready', 'sync']
it.each([
  { path: '/', place: 'go.intake' },
  { path: '/intake?x=1', place: 'go.intake' },
  { path: '/packages/1', place: 'go.waiting' },
  { path: '/shelves/1', place: 'go.waiting' },
  { path: '/units/1/move-in', place: 'go.residents' },
  { path: '/residents/1/erase', place: 'go.residents' },
  { path: '/import', place: 'go.residents' },
  { path: '/messages/new', place: 'go.messages' },
  ...OF_SETTINGS.map((screen) => ({ path: `/${screen}`, place: 'go.settings' })),
])('$path belongs to $place', ({ path, place }) => {
  expect(placeOf(path)).toBe(place)
})
