import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { APPLICATION_ID } from './connection.ts'
import { openStore } from './open.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions, testPorts } from './testing.ts'

// Files and threads: slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const options = () => testOptions(testDir(onTestFinished))
const gone = (detail: string, path: string) => ({ ok: false, state: { state: 'gone', detail, path, backups: [] } })
const damaged = (detail: unknown) => ({ ok: false, state: { state: 'damaged', detail, backups: [] } })

describe('opening', () => {
  it('makes a replica where there is none, folders included', async () => {
    const dir = testDir(onTestFinished)
    const store = await openReady({ ...testOptions(dir), file: join(dir, 'a', 'b', 'replica.db') }, onTestFinished)
    seedSmall(store)
    const pragma = (name: string) => Object.values(store.prepare(`SELECT * FROM pragma_${name}`).get() as object)[0]
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('cache_size')).toBe(-64_000)
    expect(pragma('temp_store')).toBe(2)
    expect(pragma('application_id')).toBe(APPLICATION_ID)
  })

  it('is quick on a small replica', async () => {
    const given = options()
    const store = await openReady(given, onTestFinished)
    seedSmall(store)
    store.close()
    const times: number[] = []
    for (let n = 0; n < 5; n++) {
      const start = performance.now()
      const again = await openReady(given, onTestFinished)
      times.push(performance.now() - start)
      again.close()
    }
    expect(times.toSorted((a, b) => a - b)[2]).toBeLessThan(20)
  })

  it('leaves one file and no mark behind after a close', async () => {
    const given = options()
    const store = await openReady(given, onTestFinished)
    expect(existsSync(`${given.file}-open`)).toBe(true)
    store.close()
    for (const side of ['-open', '-wal', '-shm', '-fresh']) expect(existsSync(given.file + side), side).toBe(false)
  })

  it('checks the tables only when the last session did not end well', async () => {
    const given = options()
    const ports = testPorts()
    ;(await openReady(given, onTestFinished)).close()
    ;(await openReady({ ...given, ports }, onTestFinished)).close()
    expect(ports.lines).toEqual([])
    writeFileSync(`${given.file}-open`, '')
    ;(await openReady({ ...given, ports }, onTestFinished)).close()
    expect(ports.lines.map(({ event }) => event)).toEqual(['store.unclean'])
  })
})

describe('opening refuses', () => {
  it('what is not a database', async () => {
    const given = options()
    writeFileSync(given.file, 'Bonjour, ceci n’est pas une base de données. '.repeat(100))
    expect(await openStore(given)).toEqual(damaged('not an SQLite file'))
    writeFileSync(given.file, 'court')
    expect(await openStore(given)).toEqual(damaged('not an SQLite file'))
  })

  it("another program's database, and leaves it as it is", async () => {
    const given = options()
    const foreign = new Database(given.file)
    foreign.exec('CREATE TABLE recipes (id INTEGER PRIMARY KEY); PRAGMA user_version = 1')
    foreign.close()
    const before = readFileSync(given.file)
    expect(await openStore(given)).toEqual(damaged('the file of another program'))
    const numbered = new Database(given.file)
    numbered.pragma('application_id = 1196444487')
    numbered.close()
    expect(await openStore(given)).toEqual(damaged('the file of another program'))
    expect(readFileSync(given.file).length).toBe(before.length)
    expect(existsSync(`${given.file}-open`)).toBe(false)
  })

  it('a file that lost its end', async () => {
    const given = options()
    const store = await openReady(given, onTestFinished)
    seedSmall(store)
    store.close()
    truncateSync(given.file, readFileSync(given.file).length - 8192)
    expect(await openStore(given)).toEqual(damaged(expect.stringContaining('cut off')))
    truncateSync(given.file, 0)
    writeFileSync(`${given.file}-wal`, 'log')
    expect(await openStore(given)).toEqual(damaged('the file is gone, its log is not'))
    // Bug: a file that somebody had moved was called damaged, by a power cut or a worn disk.
    rmSync(given.file)
    expect(await openStore(given)).toEqual(gone('the file is gone, its log is not', given.file))
    rmSync(`${given.file}-wal`)
    writeFileSync(`${given.file}-open`, '')
    expect(await openStore(given)).toEqual(gone('the file is gone', given.file))
    rmSync(`${given.file}-open`)
    expect(await openStore({ ...given, expected: true })).toEqual(gone('the file is gone', given.file))
  })

  it('a replica whose tables are gone', async () => {
    const given = options()
    ;(await openReady(given, onTestFinished)).close()
    const raw = new Database(given.file)
    raw.exec('DROP TABLE notices')
    raw.close()
    expect(await openStore(given)).toEqual(damaged('missing tables: notices'))
  })

  it('a folder in the place of the file', async () => {
    const given = options()
    mkdirSync(given.file)
    const result = await openStore(given)
    expect(result.ok).toBe(false)
  })
})

describe('an open replica', () => {
  it('that meets a damaged page says so, and the next start finds it', async () => {
    const given = options()
    const store = await openReady(given, onTestFinished)
    seedSmall(store)
    for (let n = 0; n < 50; n++) registerParcel(store, n)
    const pages = store.prepare<{ pageno: number }>("SELECT pageno FROM dbstat WHERE name = 'package_events'").all()
    store.close()
    const content = readFileSync(given.file)
    for (const { pageno } of pages) content.fill(0xee, (pageno - 1) * 4096, pageno * 4096)
    writeFileSync(given.file, content)
    // The session before ended well, so nothing is read that is not needed.
    const again = await openReady(given, onTestFinished)
    expect(() => again.prepare('SELECT * FROM package_events').all()).toThrow(
      expect.objectContaining({ code: 'DATABASE_DAMAGED' }),
    )
    expect(again.prepare('SELECT count(*) AS n FROM units').get()).toEqual({ n: 1 })
    await expect(again.backup('hourly')).rejects.toThrow(expect.objectContaining({ code: 'DATABASE_DAMAGED' }))
    again.close()
    expect(await openStore(given)).toEqual(damaged(expect.stringContaining('package_events')))
    expect(existsSync(dirname(given.file))).toBe(true)
  })
})
