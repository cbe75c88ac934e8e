import { expect, it } from 'vitest'
import { keepJoined, type Attempt } from './rejoin.ts'

/** A line whose tries the test answers, at a time that the test moves. */
function line(close: () => Promise<void> | void = () => undefined) {
  const attempts: Attempt[] = []
  const told: string[] = []
  let waiting: { ms: number; run: () => void } | null = null
  const kept = keepJoined({
    later: (ms, run) => {
      waiting = { ms, run }
      return () => void (waiting = null)
    },
    chance: () => 1,
    backoff: { firstMs: 500, longestMs: 15_000 },
    open: (attempt) => void attempts.push(attempt),
    close,
    up: () => told.push('up'),
    down: ({ wasUp }) => told.push(wasUp ? 'down' : 'failed'),
  })
  return {
    kept,
    attempts,
    told,
    last: () => attempts.at(-1)!,
    waits: () => waiting?.ms ?? null,
    pass: () => waiting?.run(),
  }
}

it('waits longer after each failure, and from the start again once it was joined', () => {
  const { last, waits, pass } = line()
  const seen: (number | null)[] = []
  for (let i = 0; i < 3; i++) {
    last().fell('no')
    seen.push(waits())
    pass()
  }
  last().arrived()
  last().fell('gone')
  expect([...seen, waits()]).toEqual([500, 1000, 2000, 500])
})

// Bug: a channel that was given up said "closed" later, and the one that had taken its place was thrown away for it.
it('does not hear what an earlier try still says', () => {
  const { attempts, last, told, pass } = line()
  last().fell('slow')
  pass()
  last().arrived()
  attempts[0]!.fell('slow again')
  attempts[0]!.arrived()
  expect(told).toEqual(['failed', 'up'])
})

// Bug: who left while the old channel was being taken away was joined again, and stayed so.
it('does not join again after it was left', async () => {
  const closed = Promise.withResolvers<void>()
  const { kept, attempts, last, pass } = line(() => closed.promise)
  last().fell('no')
  pass()
  void kept.leave()
  closed.resolve()
  await closed.promise
  await Promise.resolve()
  expect(attempts).toHaveLength(1)
})

it('takes what is thrown while it opens for a failed try', async () => {
  const told = Promise.withResolvers<string>()
  keepJoined({
    later: () => () => undefined,
    chance: () => 0,
    backoff: { firstMs: 1, longestMs: 1 },
    open: () => Promise.reject(new Error('no socket')),
    close: () => undefined,
    up: () => undefined,
    down: ({ why }) => told.resolve(why),
  })
  expect(await told.promise).toContain('no socket')
})
