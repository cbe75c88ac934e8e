import { expect, it } from 'vitest'
import { SYNC_OPTIONS } from './options.ts'
import type { SyncPorts } from './ports.ts'
import { createReader } from './reader.ts'
import { createRequests } from './requests.ts'
import { createSkew } from './skew.ts'

interface Asked {
  rows: number
  answer(): void
  fail(): void
}
const SERVER = Date.parse('2026-11-22T15:00:00.000Z')

/** A first reading of three pages at once from a server that answers when it is told to; time stands in the test's hand. */
function reading() {
  let time = 0
  const clock = { now: () => new Date(SERVER + time), monotonic: () => time, later: () => () => undefined }
  const asked: Asked[] = []
  let cursor: string | null = null
  const side = {
    cursor: () => cursor,
    epoch: () => 'e',
    filled: (_rows: unknown, answer: { cursor: string }) => void (cursor = answer.cursor),
  }
  const ports = {
    clock,
    place: { building: 'b', desk: 'd' },
    log: { info: () => undefined },
    transport: {
      outline: () =>
        Promise.resolve({
          epoch: 'e',
          rows: 9,
          marks: ['2', '4', '6'],
          server_time: new Date(SERVER).toISOString(),
        }),
      read: (_building: string, { until }: { until: string }, { rows }: { rows: number }) =>
        new Promise((resolve, reject) => {
          asked.push({
            rows,
            fail: () => reject(new Error('cut')),
            answer: () =>
              resolve([
                {
                  tables: [],
                  cursor: until,
                  more: true,
                  epoch: 'e',
                  reset: false,
                  server_time: new Date(SERVER + time / 2).toISOString(),
                },
              ]),
          })
        }),
    },
    replica: {
      open: () => ({ side, ready: () => undefined }),
    },
  } as unknown as SyncPorts
  const skew = createSkew(clock)
  const reader = createReader(ports, createRequests(clock), { ...SYNC_OPTIONS, pagesAtOnce: 3 }, (answer, sentAt) =>
    skew.heard(answer.server_time, sentAt),
  )
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { reader, asked, skew, settled, pass: (ms: number) => void (time += ms) }
}

// Bug: pages that failed together made the next one smaller once for each of them.
it('pages that fail together are one failure of the line', async () => {
  const { reader, asked, settled } = reading()
  const filled = reader.fill().catch(() => undefined)
  await settled()
  expect(asked.map(({ rows }) => rows)).toEqual(Array(3).fill(SYNC_OPTIONS.pageRows))
  for (const page of asked) page.fail()
  await filled
  await settled()
  void reader.fill().catch(() => undefined)
  await settled()
  expect(asked[3]!.rows).toBe(Math.ceil(SYNC_OPTIONS.pageRows / 4))
})

// Bug: a page that was asked for ahead was measured from when the job before it began, and the clock was said to be wrong.
it('the clock is measured by when the page itself was asked for', async () => {
  const { reader, asked, skew, settled, pass } = reading()
  const first = reader.fill()
  await settled()
  pass(1000)
  asked[0]!.answer()
  await first
  expect(skew.get()).toBe(0)
  const second = reader.fill()
  pass(9000)
  asked[1]!.answer()
  await second
  expect(skew.get()).toBe(0)
})
