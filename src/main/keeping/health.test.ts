import { expect, it, onTestFinished } from 'vitest'
import type { SyncStatus } from '../../shared/contract/sync.ts'
import { openReady, seedSmall, testDir, testOptions } from '../store/testing.ts'
import { healthOf, type HealthParts } from './health.ts'

const NOW = '2026-11-30T12:00:00.000Z'
const live: SyncStatus = {
  state: 'live',
  waiting: 0,
  waitingSince: null,
  lastCompleteSync: '2026-11-30T11:59:00.000Z',
  refusedCount: 0,
  skewMs: 200,
  filling: null,
  problem: null,
}
const job = (state: 'queued' | 'printed' | 'failed', createdAt: string) => ({ state, createdAt }) as never

async function desk() {
  const dir = testDir(onTestFinished)
  const store = await openReady(testOptions(dir), onTestFinished)
  seedSmall(store)
  const parts: HealthParts = {
    store,
    dataDir: dir,
    now: new Date(NOW),
    openedAt: '2026-11-30T08:00:00.000Z',
    sync: null,
    scanners: {
      process: { state: 'running' },
      devices: [],
      keyboards: [],
      rule: null,
      last: null,
      pairing: null,
    } as never,
    jobs: [],
  }
  const reasons = (changes: Partial<HealthParts> = {}) =>
    Object.fromEntries(
      healthOf({ ...parts, ...changes }).items.map(({ reason, since }) => [
        reason.split('.')[0],
        [reason.split('.')[1], since],
      ]),
    )
  return { store, reasons }
}

it('a desk alone, as it is in the morning', async () => {
  const { store, reasons } = await desk()
  expect(reasons()).toMatchObject({ backup: ['none', null], restore_test: ['never', null], line: ['alone', null] })
  const { at } = await store.backup('hourly')
  expect(reasons()['backup']).toEqual(['old', at])
  // Bug: after a night every desk began with a warning that went away by itself.
  expect(reasons({ openedAt: NOW })['backup']).toEqual(['fresh', at])
})

it('says since when something waits, is away, is refused or did not come out', async () => {
  const { reasons } = await desk()
  expect(reasons({ sync: live })).toMatchObject({ line: ['works', live.lastCompleteSync], clock: ['right', null] })
  const hours = {
    ...live,
    state: 'offline' as const,
    waiting: 3,
    waitingSince: '2026-11-30T09:00:00.000Z',
    skewMs: -600_000,
  }
  expect(reasons({ sync: hours })).toMatchObject({
    waiting: ['long', hours.waitingSince],
    line: ['away', live.lastCompleteSync],
    clock: ['wrong', null],
  })
  const jobs = [
    job('failed', '2026-11-30T11:30:00.000Z'),
    job('failed', '2026-11-30T11:00:00.000Z'),
    job('printed', '2026-11-30T10:00:00.000Z'),
  ]
  expect(reasons({ jobs })['printer']).toEqual(['failed', '2026-11-30T11:00:00.000Z'])
  expect(reasons({ jobs: [job('printed', NOW), ...jobs] })['printer']).toEqual(['works', NOW])
})
