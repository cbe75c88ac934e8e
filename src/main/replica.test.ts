import { uuidv7 } from 'uuidv7'
import { expect, it, onTestFinished } from 'vitest'
import { createReplicaFile } from './replica.ts'
import { firstRows } from './sample/first.ts'
import { replicaMigrations, testDir, testPorts } from './store/testing.ts'

/** A replica whose work fails to begin as long as a test says so, and what was begun and closed. */
function replicaFile() {
  const ports = { ...testPorts(), later: () => () => undefined }
  const state = { fails: false }
  const told: string[] = []
  const replica = createReplicaFile({
    dataDir: testDir(onTestFinished),
    migrations: replicaMigrations(),
    ports,
    expected: () => false,
    begin: (store) => {
      firstRows(store, { used: true, now: ports.now(), newId: uuidv7, language: 'fr', timezone: 'America/Toronto' })
      told.push('begun')
      return {
        close: async () => {
          await Promise.resolve()
          told.push('closed')
        },
      }
    },
    begun: () => {
      if (state.fails) throw new Error('no line')
    },
    changed: () => undefined,
    tell: () => undefined,
  })
  onTestFinished(() => replica.close())
  return { replica, state, told }
}

// Bug: what had begun went on over a closed file when a later step of the beginning failed.
it('work that began is closed when what follows it fails', async () => {
  const { replica, state, told } = replicaFile()
  state.fails = true
  expect(await replica.start()).toMatchObject({ state: 'failed' })
  expect(told).toEqual(['begun', 'closed'])
  expect(replica.work()).toBeNull()
})

// Bug: a second click opened the file once more, beside the first.
it('a second try while the first is under way finds what the first has opened', async () => {
  const { replica, state, told } = replicaFile()
  state.fails = true
  await replica.start()
  state.fails = false
  told.length = 0
  const states = await Promise.all([replica.retry(), replica.retry()])
  expect(states.map((one) => one.state)).toEqual(['ready', 'ready'])
  expect(told).toEqual(['begun'])
})
it('a restore that comes after a try that worked is refused', async () => {
  const { replica, state } = replicaFile()
  state.fails = true
  await replica.start()
  state.fails = false
  const retried = replica.retry()
  await expect(replica.restore('none.db')).rejects.toThrow('BACKUP_NOT_GOOD')
  expect(await retried).toMatchObject({ state: 'ready' })
})
