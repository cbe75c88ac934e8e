import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { DeskError } from '../../../src/shared/contract/errors.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { restoreBackup } from '../../../src/main/store/recover.ts'
import { unseenOutcome } from '../../../src/main/store/restore/take.ts'
import { SYNCED_TABLES } from '../../../src/main/store/columns.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions } from '../../../src/main/store/testing.ts'
import { allRows, replayed } from './support.ts'
import { seeded } from '../../../src/shared/random.ts'

/** Each round has a seed of its own; `DAMAGE_SEED` begins elsewhere, `DAMAGE_ROUNDS=1` replays one. */
const SEED = Number(process.env['DAMAGE_SEED'] ?? 11_000)
const ROUNDS = Number(process.env['DAMAGE_ROUNDS'] ?? 300)
/** Parcels of before the backup: in a file with fewer, the pages of the schema, without which nothing is read, are most of it. */
const BEFORE = Number(process.env['DAMAGE_PARCELS'] ?? 120)
/** Rounds that found something once, with as many parcels. */
const KNOWN = { parcels: 240, seeds: [108, 153] }

it.each([
  {
    what: 'random damages',
    before: BEFORE,
    seeds: Array.from({ length: ROUNDS }, (_, round) => SEED + round),
    isMany: ROUNDS > 99,
  },
  { what: 'damages that did harm once', before: KNOWN.parcels, seeds: KNOWN.seeds, isMany: false },
])(
  `$what: never an exception, and a restore always leads back to work`,
  { timeout: 60_000 + ROUNDS * 2000 },
  async ({ before, seeds, isMany }) => {
    const options = testOptions(testDir(onTestFinished))
    const store = await openReady(options, () => undefined)
    seedSmall(store)
    store.close()
    const loading = new Database(options.file)
    const loaded = allRows(loading)
    loading.close()
    const desk = await openReady(options, () => undefined)
    for (let n = 0; n < before; n++) registerParcel(desk, n)
    const backup = await desk.backup('manual')
    for (let n = before; n < before + 30; n++) registerParcel(desk, n)
    desk.close()
    const whole = readFileSync(options.file)
    const seen = { unharmed: 0, found: 0, rescued: 0 }

    for (const seed of seeds) {
      const random = seeded(seed).int
      const content = Buffer.from(whole)
      const damages = 1 + random(3)
      for (let n = 0; n < damages; n++) {
        // The start of the file and its pages alike.
        const at = random(4) === 0 ? random(4096) : random(content.length)
        const length = [1, 16, 512, 4096][random(4)]!
        for (let i = at; i < Math.min(at + length, content.length); i++) content[i] = random(256)
      }
      for (const side of ['', '-wal', '-shm']) rmSync(options.file + side, { force: true })
      writeFileSync(options.file, content)
      writeFileSync(`${options.file}-open`, '')
      const opened = await openStore(options)
      if (opened.ok) {
        // What the check lets through is read without harm, or refused as damage.
        for (const table of SYNCED_TABLES) {
          try {
            opened.store.prepare(`SELECT * FROM ${table}`).all()
          } catch (error) {
            expect(error, `seed ${seed}`).toBeInstanceOf(DeskError)
          }
        }
        opened.store.close()
        seen.unharmed++
        continue
      }
      expect(opened.state.state, `seed ${seed}: ${JSON.stringify(opened.state)}`).toBe('damaged')
      seen.found++
      const { opened: again } = await restoreBackup({ ...options, backupFile: backup.file })
      if (!again.ok) throw new Error(`seed ${seed}: ${JSON.stringify(again.state)}`)
      const rescued = unseenOutcome(again.store)!
      expect(rescued.applied, `seed ${seed}`).toBeLessThanOrEqual(30)
      seen.rescued += rescued.applied
      again.store.close()
      const db = new Database(options.file, { readonly: true })
      expect(allRows(db), `seed ${seed}`).toEqual(replayed(db, loaded))
      expect(db.prepare('SELECT count(*) FROM packages').pluck().get()).toBe(before + rescued.applied)
      db.close()
    }
    if (!isMany) return
    expect(seen.found).toBeGreaterThan(seeds.length / 3)
    // Nearly all acts since the backup come back, whatever was hit.
    expect(seen.rescued / (seen.found * 30)).toBeGreaterThan(0.8)
  },
)
