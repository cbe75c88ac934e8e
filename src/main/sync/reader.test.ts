import { expect, it } from 'vitest'
import { SYNC_OPTIONS } from './options.ts'
import type { PageSpan, SyncPorts } from './ports.ts'
import { createReader } from './reader.ts'
import { createRequests } from './requests.ts'
import { createSkew } from './skew.ts'

interface Asked {
  span: string
  rows: number
  answer(): void
  fail(): void
}
const SERVER = Date.parse('2026-11-22T15:00:00.000Z')

/**
 * A first reading of three pages at once from a server that answers when it is told to; its first page ends at a cursor that is
 * given. Time stands in the test's hand.
 */
function reading(firstEnd = '2') {
  let time = 0
  const clock = { now: () => new Date(SERVER + time), monotonic: () => time, later: () => () => undefined }
  const asked: Asked[] = []
  const outlined: (string | null)[] = []
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
      outline: (_building: string, from: string | null) => {
        outlined.push(from)
        const marks = ['2', '4', '6', '8'].filter((mark) => mark > (from ?? ''))
        return Promise.resolve({ epoch: 'e', rows: 9, marks, server_time: new Date(SERVER).toISOString() })
      },
      read: (_building: string, { from, until }: PageSpan, { rows }: { rows: number }) =>
        new Promise((resolve, reject) => {
          const sent = time
          asked.push({
            span: `${from}-${until}`,
            rows,
            fail: () => reject(new Error('cut')),
            answer: () =>
              resolve([
                {
                  tables: [{ table: 'units', columns: ['id', 'change_seq'], rows: 1 }],
                  cursor: until ?? firstEnd,
                  more: true,
                  epoch: 'e',
                  reset: false,
                  server_time: new Date(SERVER + (sent + time) / 2).toISOString(),
                },
                ['u', '1'],
              ]),
          })
        }),
    },
    replica: {
      open: () => ({ side, ready: () => undefined, take: () => Promise.resolve({ rows: [] }) }),
    },
  } as unknown as SyncPorts
  const skew = createSkew(clock)
  const reader = createReader(ports, createRequests(clock), { ...SYNC_OPTIONS, pagesAtOnce: 3 }, (answer, sentAt) =>
    skew.heard(answer.server_time, sentAt),
  )
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { reader, asked, outlined, skew, settled, pass: (ms: number) => void (time += ms) }
}

// Bug: pages that failed together made the next one smaller once for each of them.
it('pages that fail together are one failure of the line', async () => {
  const { reader, asked, settled } = reading()
  const first = reader.fill()
  await settled()
  asked[0]!.answer()
  await first
  const filled = reader.fill().catch(() => undefined)
  await settled()
  expect(asked.map(({ rows }) => rows)).toEqual(Array(4).fill(SYNC_OPTIONS.pageRows))
  for (const page of asked) page.fail()
  await filled
  await settled()
  void reader.fill().catch(() => undefined)
  await settled()
  expect(asked[4]!.rows).toBe(Math.ceil(SYNC_OPTIONS.pageRows / 4))
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
  pass(1000)
  const second = reader.fill()
  pass(8000)
  asked[1]!.answer()
  await second
  expect(skew.get()).toBe(0)
})

// Bug: the server made no row before it had said where pages begin, and no page while the first one was taken in.
it('the first page is asked for beside where pages begin, and the next ones as soon as it is there', async () => {
  const { reader, asked, outlined, settled } = reading()
  const first = reader.fill()
  await settled()
  expect(outlined).toEqual([null])
  expect(asked.map(({ span }) => span)).toEqual(['null-null'])
  asked[0]!.answer()
  await first
  expect(asked.map(({ span }) => span)).toEqual(['null-null', '2-4', '4-6', '6-8'])
  expect(outlined).toEqual([null])
})

it('after a first page that ends elsewhere, where pages begin is asked once more', async () => {
  const { reader, asked, outlined, settled } = reading('3')
  const first = reader.fill()
  await settled()
  asked[0]!.answer()
  await first
  expect(asked).toHaveLength(1)
  void reader.fill().catch(() => undefined)
  await settled()
  expect(outlined).toEqual([null, '3'])
  expect(asked.slice(1).map(({ span }) => span)).toEqual(['3-4', '4-6', '6-8'])
})
