import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openReady, registerParcel, seedSmall, testDir, testOptions } from '../store/testing.ts'
import type { Replica } from '../store/open.ts'
import { createBackups } from './backups.ts'

/** Timers that a test runs itself. */
function handTimers() {
  const waiting: { ms: number; run: () => void }[] = []
  return {
    waiting,
    later: (ms: number, run: () => void) => {
      const timer = { ms, run }
      waiting.push(timer)
      return () => {
        if (waiting.includes(timer)) waiting.splice(waiting.indexOf(timer), 1)
      }
    },
  }
}

async function openStoreIn(dir: string): Promise<Replica> {
  const store = await openReady(testOptions(dir), onTestFinished)
  return store
}

const never = (): void => expect.unreachable()
const count = (store: Replica): number => store.listBackups().length

// Bug: a desk of some minutes was damaged, and the only way out was an empty building.
it('a new desk has its first backup when its start is over, and further ones by the hour', async () => {
  const store = await openStoreIn(testDir(onTestFinished))
  seedSmall(store)
  const { waiting, later } = handTimers()
  createBackups(store, { later, tell: never })
  expect([count(store), waiting.map(({ ms }) => ms)]).toEqual([0, [5000]])
  waiting.shift()!.run()
  expect(waiting.map(({ ms }) => ms)).toEqual([3_600_000])
  await vi.waitUntil(() => count(store) === 1)
})

it('a desk that has one is left alone while it starts; a bad one does not count', async () => {
  const dir = testDir(onTestFinished)
  const store = await openStoreIn(dir)
  seedSmall(store)
  const { file } = await store.backup('hourly')
  const good = handTimers()
  createBackups(store, { later: good.later, tell: never })
  expect(good.waiting.map(({ ms }) => ms)).toEqual([120_000])
  writeFileSync(file, 'cut off')
  const bad = handTimers()
  createBackups(store, { later: bad.later, tell: never })
  expect(bad.waiting.map(({ ms }) => ms)).toEqual([5000])
})

// Bug: what was done in the last hour of a day stood in one file alone until the next morning.
it('the end of the work keeps what was done since the last backup, and makes none of what it has', async () => {
  const dir = testDir(onTestFinished)
  const store = await openStoreIn(dir)
  seedSmall(store)
  const { waiting, later } = handTimers()
  const backups = createBackups(store, { later, tell: never })
  registerParcel(store, 1)
  await backups.last()
  expect([count(store), waiting]).toEqual([1, []])
  expect(store.listBackups()[0]).toMatchObject({ good: true, packages: 1 })

  const again = createBackups(store, { later, tell: never })
  await again.last()
  expect(count(store)).toBe(1)
})

it('a backup that fails at the end keeps nobody waiting and is not told to a window that closes', async () => {
  const dir = testDir(onTestFinished)
  const store = await openStoreIn(dir)
  seedSmall(store)
  const { later } = handTimers()
  const backups = createBackups(store, { later, tell: never })
  rmSync(join(dir, 'backups'), { recursive: true, force: true })
  writeFileSync(join(dir, 'backups'), 'no folder')
  await backups.last()
  store.close()
})

it('a building too large to copy at the end is not waited for', async () => {
  const store = await openStoreIn(testDir(onTestFinished))
  seedSmall(store)
  const never = new Promise<never>(() => undefined)
  const slow: Replica = { ...store, backup: () => never }
  const { waiting, later } = handTimers()
  const ended = createBackups(slow, { later, tell: () => undefined }).last()
  expect(waiting.map(({ ms }) => ms)).toEqual([5000])
  waiting[0]!.run()
  await ended
})
