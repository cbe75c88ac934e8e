import { expect, it } from 'vitest'
import { createBell } from './bell.ts'

/** A bell over a clock and a notice in the test's hand. */
function hung() {
  const alarms: (() => void)[] = []
  const rings: string[] = []
  const told: string[] = []
  let at = Date.parse('2026-11-20T15:00:00.000Z')
  let due: string | null = null
  let answer: () => Promise<unknown> = () => Promise.resolve(null)
  const bell = createBell({
    dueSince: () => due,
    ring: () => {
      rings.push(new Date(at).toISOString())
      return answer()
    },
    now: () => new Date(at),
    later: (_ms, run) => {
      alarms.push(run)
      return () => void alarms.splice(alarms.indexOf(run), 1)
    },
    log: { info: (event) => void told.push(event), warn: () => undefined, error: () => undefined },
  })
  return {
    bell,
    rings,
    told,
    alarms,
    due: (ago: number | null) => void (due = ago === null ? null : new Date(at - ago).toISOString()),
    fails: () => void (answer = () => Promise.reject(new Error('no line'))),
    async look() {
      at += 20_000
      alarms.shift()!()
      await new Promise((done) => setImmediate(done))
    },
  }
}

// Bug: with the project's own clock stopped, letters wait for ever although desks are there that could ring.
it('rings for a notice that is a minute late, again as long as it is, and not before', async () => {
  const { due, look, rings } = hung()
  await look()
  due(30_000)
  await look()
  expect(rings).toHaveLength(0)
  due(90_000)
  await look()
  await look()
  expect(rings).toHaveLength(2)
  due(null)
  await look()
  expect(rings).toHaveLength(2)
})

it('goes on after a ring that nobody heard, and ends when it is taken down', async () => {
  const { bell, due, fails, look, rings, told, alarms } = hung()
  due(90_000)
  fails()
  await look()
  await look()
  expect([rings.length, told]).toEqual([2, ['notices.not_rung', 'notices.not_rung']])
  bell.stop()
  expect(alarms).toHaveLength(0)
})
