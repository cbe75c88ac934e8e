import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { bodiesOf, chainOf } from '../store/audit/testing.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions, testPorts } from '../store/testing.ts'
import { isRestoreTestDue, lastRestoreTest, testRestore } from './restoreTest.ts'
import { watchRestoreTests } from './watch.ts'

async function desk() {
  const dir = testDir(onTestFinished)
  const ports = testPorts('2026-11-30T12:00:00.000Z')
  const options = testOptions(dir, ports)
  const store = await openReady(options, onTestFinished)
  seedSmall(store)
  for (let n = 1; n <= 20; n++) registerParcel(store, n)
  return { dir, store, ports, parts: { dataDir: dir, migrations: options.migrations, ports } }
}

it('restores the newest backup in a folder by itself, counts it, and leaves nothing but the result', async () => {
  const { dir, store, parts } = await desk()
  const { at } = await store.backup('hourly')
  registerParcel(store, 21)
  // What a crash left of the one before is in nobody's way.
  mkdirSync(join(dir, 'restore-test'))
  writeFileSync(join(dir, 'restore-test', 'replica.db'), 'half')
  const result = await testRestore(store, parts)
  // The building with its five rows, and 20 parcels with an event each.
  expect(result).toMatchObject({ backupAt: at, rows: 45, fault: null })
  expect(lastRestoreTest(store)).toEqual(result)
  expect(bodiesOf(chainOf(store)).at(-1)).toMatchObject({ what: 'backups.tested', detail: { rows: 45, fault: null } })
  expect(existsSync(join(dir, 'restore-test'))).toBe(false)
  expect(store.prepare('SELECT count(*) AS n FROM packages').get()).toEqual({ n: 21 })
})

it('says what failed: no backup, or one that does not restore', async () => {
  const { store, parts } = await desk()
  expect(await testRestore(store, parts)).toMatchObject({ backupAt: null, fault: 'no_backup' })
  const { file, bytes } = await store.backup('hourly')
  // Bug: of a file with its first size nothing is known until somebody opens it.
  writeFileSync(file, Buffer.alloc(bytes, 0xee))
  expect(await testRestore(store, parts)).toMatchObject({ fault: 'not_good' })
})

it('is due after a month, a day after one that failed, and when the clock was wrong', () => {
  const last = { at: '2026-11-01T12:00:00.000Z', backupAt: null, rows: 1, ms: 1, fault: null }
  const due = (at: string, fault: 'not_good' | null = null) => isRestoreTestDue({ ...last, fault }, new Date(at))
  expect(isRestoreTestDue(null, new Date())).toBe(true)
  expect(due('2026-11-30T12:00:00.000Z')).toBe(false)
  expect(due('2026-12-01T13:00:00.000Z')).toBe(true)
  expect(due('2026-11-02T11:00:00.000Z', 'not_good')).toBe(false)
  expect(due('2026-11-02T13:00:00.000Z', 'not_good')).toBe(true)
  expect(due('2026-10-31T13:00:00.000Z')).toBe(false)
  expect(due('2025-11-01T12:00:00.000Z')).toBe(true)
})

it('runs by itself when it is due, and only then', async () => {
  const { store, parts } = await desk()
  await store.backup('hourly')
  const waiting: { ms: number; run: () => void }[] = []
  const later = (ms: number, run: () => void) => {
    waiting.push({ ms, run })
    return () => void waiting.splice(0)
  }
  const watch = watchRestoreTests({ ...parts, ports: { ...parts.ports, later }, replica: { store: () => store } })
  expect(waiting.map(({ ms }) => ms)).toEqual([15 * 60_000])
  waiting.shift()!.run()
  await expect.poll(() => lastRestoreTest(store)?.fault).toBeNull()
  const first = lastRestoreTest(store)
  waiting.shift()!.run()
  expect(waiting.map(({ ms }) => ms)).toEqual([60 * 60_000])
  expect(lastRestoreTest(store)).toEqual(first)
  watch.stop()
  expect(waiting).toEqual([])
})
