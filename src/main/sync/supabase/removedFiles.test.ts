import { expect, it, vi } from 'vitest'
import { createRemovedFiles } from './removedFiles.ts'

function storage(paths: string[]) {
  const state = { paths: new Set(paths), down: false, kept: false, asked: 0 }
  const alarms: (() => void)[] = []
  const removed = createRemovedFiles({
    list: () => {
      state.asked++
      return state.down
        ? Promise.reject(new TypeError('fetch failed'))
        : Promise.resolve([...state.paths].slice(0, 100))
    },
    remove: (gone) => {
      if (state.kept) return Promise.resolve(0)
      for (const path of gone) state.paths.delete(path)
      return Promise.resolve(gone.length)
    },
    later: (_, run) => {
      alarms.push(run)
      return () => void alarms.splice(alarms.indexOf(run), 1)
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  return { state, alarms, removed }
}

// Bug: what a resident had taken back lay in Storage for ever.
it('takes everything away, however much it is, and looks again later', async () => {
  const { state, alarms, removed } = storage(Array.from({ length: 250 }, (_, i) => `b/c/${i}`))
  removed.soon()
  await vi.waitFor(() => expect(alarms).toHaveLength(1))
  expect(state.paths.size).toBe(0)
  state.paths.add('b/c/late')
  alarms[0]!()
  await vi.waitFor(() => expect(state.paths.size).toBe(0))
})

// Bug: a desk that was offline when the message was taken back never came back to its file.
it('without a line tries again, and goes on where it was', async () => {
  const { state, alarms, removed } = storage(['b/c/1'])
  state.down = true
  removed.soon()
  await vi.waitFor(() => expect(alarms).toHaveLength(1))
  state.down = false
  alarms[0]!()
  await vi.waitFor(() => expect(state.paths.size).toBe(0))
})

it('does not go round and round where Storage keeps them, and ends when it is stopped', async () => {
  const { state, alarms, removed } = storage(['b/c/1'])
  state.kept = true
  removed.soon()
  await vi.waitFor(() => expect(alarms).toHaveLength(1))
  expect(state.asked).toBe(1)
  removed.stop()
  expect(alarms).toHaveLength(0)
  removed.soon()
  expect(state.asked).toBe(1)
})
