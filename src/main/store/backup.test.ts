import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { sampleBuilding } from '../sample/building.ts'
import { checkedBackups } from './backup.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions, testPorts } from './testing.ts'

// Files and threads: slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

async function desk() {
  const ports = testPorts()
  const options = testOptions(testDir(onTestFinished), ports)
  const store = await openReady(options, onTestFinished)
  return { store, ports, options }
}

describe('a backup', () => {
  it('is one whole file that tells what it holds', async () => {
    const { store, options } = await desk()
    store.seed(sampleBuilding({ now: new Date('2026-11-22T19:30:00.000Z'), seed: 5 }))
    const info = await store.backup('hourly')
    expect(info).toMatchObject({ good: true, file: expect.stringMatching(/replica-\d{8}T\d{6}Z-hourly\.db$/) })
    expect(info.packages).toBeGreaterThan(300)
    expect(store.listBackups()).toEqual([info])
    const name = info.file.slice(options.backupDir.length + 1)
    expect(readdirSync(options.backupDir).toSorted()).toEqual([name, `${name}.json`])
    const copy = new Database(info.file, { readonly: true })
    expect(copy.prepare('SELECT count(*) FROM packages').pluck().get()).toBe(info.packages)
    copy.close()
    expect(readdirSync(options.backupDir)).toHaveLength(2)
  })

  it('holds every act that was finished when it ended, and none by half, while the desk goes on', async () => {
    const { store } = await desk()
    seedSmall(store)
    for (let n = 0; n < 300; n++) registerParcel(store, n)
    const running = store.backup('manual')
    let n = 300
    const writing = setInterval(() => registerParcel(store, n++), 1)
    const info = await running
    clearInterval(writing)
    const copy = new Database(info.file, { readonly: true })
    const counts = copy
      .prepare(
        'SELECT (SELECT count(*) FROM packages) AS packages, (SELECT count(*) FROM package_events) AS events, (SELECT count(*) FROM _outbox) AS acts',
      )
      .get() as Record<string, number>
    copy.close()
    expect(counts['packages']).toBeGreaterThanOrEqual(300)
    expect(counts).toEqual({ packages: info.packages, events: info.packages, acts: info.packages })
  })

  it('is not taken for good when its file is cut or its facts are gone', async () => {
    const { store, ports, options } = await desk()
    ports.set('2026-11-22T10:00:00.000Z')
    const cut = await store.backup('manual')
    ports.set('2026-11-22T11:00:00.000Z')
    const bare = await store.backup('manual')
    ports.set('2026-11-22T12:00:00.000Z')
    const good = await store.backup('manual')
    truncateSync(cut.file, cut.bytes - 4096)
    writeFileSync(`${bare.file}.json`, '{')
    expect(store.listBackups().map(({ file, good }) => [file, good])).toEqual([
      [good.file, true],
      [cut.file, false],
      [bare.file, false],
    ])
    // Opened and read, the one without facts proves to be whole.
    expect((await checkedBackups(options.backupDir, ports.log)).map(({ file, good }) => [file, good])).toEqual([
      [good.file, true],
      [cut.file, false],
      [bare.file, true],
    ])
  })

  it('of the same second replaces the other, also when asked twice at once', async () => {
    const { store } = await desk()
    const both = await Promise.all([store.backup('hourly'), store.backup('hourly')])
    expect(both[0].file).toBe(both[1].file)
    expect(store.listBackups()).toMatchObject([{ good: true }])
  })

  it('makes room for itself among the old ones', async () => {
    const { store, ports } = await desk()
    for (let hour = 0; hour < 30; hour++) {
      ports.set(new Date(Date.UTC(2026, 10, 23, hour)).toISOString())
      await store.backup('hourly')
    }
    // The last 24 hours, and the last of the day before, which is its week's too.
    const kept = store.listBackups().map(({ at }) => at.slice(8, 13))
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([24, '24T05', '23T06'])
    expect(readdirSync(join(store.listBackups()[0]!.file, '..')).filter((name) => name.endsWith('.json'))).toHaveLength(
      24,
    )
  })

  // Bug: names told the order, so a clock that had been a year ahead made each later backup the oldest.
  it('is kept and offered first though the clock had been a year ahead', async () => {
    const { store, ports } = await desk()
    for (let hour = 10; hour < 20; hour++) {
      ports.set(`2027-11-22T${hour}:00:00.000Z`)
      await store.backup('hourly')
    }
    ports.set('2026-11-22T10:00:00.000Z')
    const info = await store.backup('hourly')
    expect(store.listBackups()[0]).toEqual(info)
  })

  it('leaves nothing when it fails', async () => {
    const { store, options, ports } = await desk()
    await store.backup('hourly')
    store.seed(sampleBuilding({ now: new Date('2026-11-22T19:30:00.000Z'), seed: 5 }))
    const before = readdirSync(options.backupDir)
    const running = store.backup('manual').catch((error: unknown) => error)
    while (readdirSync(options.backupDir).length === before.length) await new Promise((next) => void setImmediate(next))
    store.close()
    expect(await running).toMatchObject({ code: 'NOT_READY' })
    expect(readdirSync(options.backupDir)).toEqual(before)
    expect(ports.lines.some(({ event }) => event === 'store.backup_failed')).toBe(true)
  })

  it('that a crash left unfinished is cleared away', async () => {
    const { store, options } = await desk()
    const { file } = await store.backup('hourly')
    store.close()
    writeFileSync(`${file}.partial`, readFileSync(file))
    await openReady(options, onTestFinished)
    expect(existsSync(`${file}.partial`)).toBe(false)
  })
})
