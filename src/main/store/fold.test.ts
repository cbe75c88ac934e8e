import Database from 'better-sqlite3'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { foldWhenQuiet } from './fold.ts'
import { openStore } from './open.ts'
import { seedSmall, testDir, testOptions } from './testing.ts'

async function desk() {
  const dir = testDir(onTestFinished)
  const opened = await openStore(testOptions(dir))
  if (!opened.ok) throw new Error(opened.state.state)
  const { store } = opened
  onTestFinished(() => store.close())
  const { staff: staffId } = seedSmall(store)
  const timers = new Set<() => void>()
  foldWhenQuiet(store, (_, run) => {
    timers.add(run)
    return () => void timers.delete(run)
  })
  let acts = 0
  return {
    store,
    timers,
    act: (name = 'x') =>
      void store.transact('shelves.add', { staffId }, (tx) => tx.insert('shelves', { code: `E${++acts}`, name })),
    pass() {
      for (const run of timers) {
        timers.delete(run)
        run()
      }
    },
    /** How many of the shelves stand in the file itself, without its log. */
    inFile() {
      const alone = join(dir, 'alone.db')
      copyFileSync(join(dir, 'replica.db'), alone)
      const db = new Database(alone, { readonly: true })
      try {
        return db.prepare('SELECT count(*) FROM shelves').pluck().get() as number
      } finally {
        db.close()
      }
    },
  }
}

// Bug: about every thirtieth parcel waited ten times as long as the others, because its act wrote the log back.
it('an act never writes the log back, however much stands in it; a quiet moment does', async () => {
  const { store, act, inFile, pass } = await desk()
  store.fold()
  const before = inFile()
  // More than a thousand pages, at which SQLite by itself begins to write back.
  for (let n = 0; n < 30; n++) act('y'.repeat(100_000))
  expect(inFile()).toBe(before)
  pass()
  expect(inFile()).toBe(before + 30)
})

it('the moment begins anew with each act, and a few acts are not worth it', async () => {
  const { act, timers } = await desk()
  for (let n = 0; n < 7; n++) act()
  expect(timers.size).toBe(0)
  for (let n = 0; n < 5; n++) act()
  expect(timers.size).toBe(1)
})

it('a store that was closed meanwhile is left alone', async () => {
  const { store, act, pass } = await desk()
  for (let n = 0; n < 9; n++) act()
  store.close()
  expect(pass).not.toThrow()
})
