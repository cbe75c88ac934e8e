import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../../src/main/store/open.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions } from '../../../src/main/store/testing.ts'

const options = () => testOptions(testDir(onTestFinished))

describe('a replica that another program holds', () => {
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
    const given = options()
    const store = await openReady(given, onTestFinished)
    seedSmall(store)
    const other = new Database(given.file)
    onTestFinished(() => void other.close())
    other.exec('BEGIN IMMEDIATE')
    expect(() => registerParcel(store, 1)).toThrow(expect.objectContaining({ code: 'DATABASE_BUSY' }))
    expect(store.prepare('SELECT count(*) AS n FROM packages').get()).toEqual({ n: 0 })
    other.exec('ROLLBACK')
    registerParcel(store, 2)
    expect(store.prepare('SELECT count(*) AS n FROM _outbox').get()).toEqual({ n: 1 })
  })
})
