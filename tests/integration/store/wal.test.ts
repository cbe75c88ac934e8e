import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../../src/main/store/open.ts'
import {
  openReady,
  registerParcel,
  seedSmall,
  testDir,
  testOptions,
  testPorts,
} from '../../../src/main/store/testing.ts'
import { actIds, allRows, replayed } from './support.ts'
import { seeded } from '../../../src/shared/random.ts'

const SEED = 20_261_122
const POINTS = 700
// Few enough that SQLite does not fold the log in by itself.
const ACTS = 30

/** A desk that was killed after some acts: its files, and how long the log was after each act. */
async function killedDesk() {
  const dir = testDir(onTestFinished)
  const options = testOptions(dir)
  let store = await openReady(options, () => undefined)
  seedSmall(store)
  // Fold the log in, so that what follows is all in it.
  store.close()
  store = await openReady(options, onTestFinished)
  const random = seeded(SEED).int
  const acts: { actId: string; end: number }[] = []
  const parcels: string[] = []
  for (let n = 0; n < ACTS; n++) {
    let actId: string
    if (n < 5 || random(3) > 0) {
      const made = registerParcel(store, n)
      actId = made.actId
      parcels.push(made.id)
    } else {
      const id = parcels[random(parcels.length)]!
      actId = store.transact('packages.step', { staffId: 's1' }, (tx) => {
        tx.patch('packages', id, { note: `${n}`.repeat(1 + random(1500)) })
        tx.patch('residents', 'r1', { notes: `${n}` })
        if (random(4) === 0) tx.remove('packages', id)
      }).actId
    }
    acts.push({ actId, end: statSync(`${options.file}-wal`).size })
  }
  const main = readFileSync(options.file)
  const log = readFileSync(`${options.file}-wal`)
  return { dir, options, main, log, acts, store }
}

describe(`a log that lost its end (seed ${SEED})`, () => {
  it(`holds whole acts only, and all of those before the cut: ${POINTS} cuts and flipped bits`, async () => {
    const { dir, options, main, log, acts } = await killedDesk()
    const file = join(dir, 'cut.db')
    writeFileSync(file, main)
    const loading = new Database(file)
    const loaded = allRows(loading)
    expect(actIds(loading)).toEqual([])
    loading.close()

    const random = seeded(SEED + 1).int
    let lost = 0
    for (let point = 0; point < POINTS; point++) {
      const at = random(log.length)
      const flip = point % 2 === 1
      const damaged = flip ? Buffer.from(log) : log.subarray(0, at)
      if (flip) damaged[at]! ^= 1 << random(8)
      for (const side of ['-wal', '-shm', '-open']) rmSync(file + side, { force: true })
      writeFileSync(file, main)
      writeFileSync(`${file}-wal`, damaged)
      // Every tenth as the desk opens it, with its checks; the others faster.
      if (point % 10 === 0) {
        const result = await openStore({ ...options, file })
        if (!result.ok) throw new Error(`point ${point}: ${JSON.stringify(result.state)}`)
        result.store.close()
      }
      const db = new Database(file)
      const found = actIds(db)
      const before = acts.filter(({ end }) => end <= at).map(({ actId }) => actId)
      expect(found.slice(0, before.length), `point ${point}, byte ${at}`).toEqual(before)
      expect(found).toEqual(acts.slice(0, found.length).map(({ actId }) => actId))
      expect(allRows(db), `point ${point}, byte ${at}`).toEqual(replayed(db, loaded))
      lost += acts.length - found.length
      db.close()
    }
    // The harness itself works: the cuts took acts away.
    expect(lost).toBeGreaterThan(POINTS)
  })

  it('that was deleted leaves what was folded in before, whole', async () => {
    const { dir, options, main } = await killedDesk()
    const file = join(dir, 'deleted.db')
    writeFileSync(file, main)
    writeFileSync(`${file}-open`, '')
    const ports = testPorts()
    const store = await openReady({ ...options, file, ports }, onTestFinished)
    expect(store.prepare('SELECT count(*) AS n FROM _outbox').get()).toEqual({ n: 0 })
    expect(ports.lines.map(({ event }) => event)).toEqual(['store.unclean'])
  })
})
