import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DeskError } from '../../../src/shared/contract/errors.ts'
import { whileBusy } from '../../../src/main/ipc/retry.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions } from '../../../src/main/store/testing.ts'

const options = () => testOptions(testDir(onTestFinished))

/** A replica, and the other program that has just begun to write to it. */
async function held() {
  const given = options()
  const store = await openReady(given, onTestFinished)
  seedSmall(store)
  const other = new Database(given.file)
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  return { store, other }
}

describe('a replica that another program holds', () => {
  // Bug: a backup program that held the file for ten seconds froze the console twice for five.
  it('is waited for without standing still', async () => {
    const { store, other } = await held()
    let longest = 0
    let last = performance.now()
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const later = (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    }
    setTimeout(() => other.exec('ROLLBACK'), 700)
    await whileBusy(() => registerParcel(store, 1), { later, commits: store.commits })
    clearInterval(watch)
    expect(store.prepare('SELECT count(*) AS n FROM packages').get()).toEqual({ n: 1 })
    expect(longest).toBeLessThan(500)
  })

  it('is not asked twice for what was half done', async () => {
    const given = options()
    const store = await openReady(given, onTestFinished)
    seedSmall(store)
    let tries = 0
    const act = () => {
      tries++
      registerParcel(store, tries)
      throw new DeskError('DATABASE_BUSY')
    }
    await expect(whileBusy(act, { later: () => () => undefined, commits: store.commits })).rejects.toThrow('BUSY')
    expect(tries).toBe(1)
  })

  it('is not opened, and says why', async () => {
    const given = options()
    ;(await openReady(given, onTestFinished)).close()
    const other = new Database(given.file)
    other.pragma('locking_mode = EXCLUSIVE')
    other.exec('BEGIN IMMEDIATE')
    onTestFinished(() => void other.close())
    const result = await openStore(given)
    expect(result).toEqual({ ok: false, state: { state: 'failed', detail: expect.stringContaining('SQLITE_BUSY') } })
  })

  it('tells a locked database from a lost act, and goes on when the lock is gone', async () => {
    const { store, other } = await held()
    expect(() => registerParcel(store, 1)).toThrow(expect.objectContaining({ code: 'DATABASE_BUSY' }))
    expect(store.prepare('SELECT count(*) AS n FROM packages').get()).toEqual({ n: 0 })
    other.exec('ROLLBACK')
    registerParcel(store, 2)
    expect(store.prepare('SELECT count(*) AS n FROM _outbox').get()).toEqual({ n: 1 })
  })
})
