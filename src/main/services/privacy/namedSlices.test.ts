import { setImmediate } from 'node:timers'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { openReady, registerParcel, seedSmall, testDir, testOptions } from '../../store/testing.ts'
import { rowsNaming } from './named.ts'

const EVENTS = 12_000
const told = JSON.stringify({ before: 'pour Zoé TREMBLAY' })

// Bug: an erasure read the events of years at once, and nothing was scanned for seconds.
it(
  'looks through many events in slices, each scan between them has its turn, and what comes meanwhile is found',
  { timeout: 30_000 },
  async () => {
    const options = testOptions(testDir(onTestFinished))
    const store = await openReady(options, onTestFinished)
    seedSmall(store)
    const { id } = registerParcel(store, 1)
    const db = new Database(options.file)
    onTestFinished(() => void db.close())
    db.exec("UPDATE residents SET given_name = 'Zoé'; UPDATE packages SET resident_id = NULL")
    const add = db.prepare(
      `INSERT INTO package_events (id, building_id, package_id, act_id, type, actor_id, desk_id, at, detail, created_at, updated_at)
     SELECT @id, building_id, package_id, @id, 'edited', actor_id, desk_id, at, @detail, created_at, updated_at FROM package_events
     WHERE package_id = @parcel LIMIT 1`,
    )
    db.transaction(() => {
      for (let n = 0; n < EVENTS; n++) add.run({ id: `e${n}`, detail: n % 4999 === 0 ? told : '{}', parcel: id })
    })()
    let turns = 0
    const turn = (): void => {
      if (turns++ === 0) add.run({ id: 'meanwhile', detail: told, parcel: id })
      handle = setImmediate(turn)
    }
    let handle = setImmediate(turn)
    const found = await rowsNaming({ store }, ['r1'])
    clearImmediate(handle)
    expect(found.toSorted()).toEqual(['e0', 'e4999', 'e9998', 'meanwhile'])
    expect(turns).toBeGreaterThanOrEqual(2)
  },
)
