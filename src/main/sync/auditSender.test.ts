import { expect, it, onTestFinished } from 'vitest'
import { chainOf, bodiesOf, verdictOf } from '../store/audit/testing.ts'
import { keptAnchors } from '../store/audit/read.ts'
import { openReady, registerParcel, seedSmall, testDir, testOptions } from '../store/testing.ts'
import { createAuditSender } from './auditSender.ts'

type Sent = { segment: string; n: number; hash: string }
const chain = 'ab'.repeat(32)

/** A desk, and a project that answers as the test says. */
async function desk(
  answer: (entries: readonly Sent[]) => unknown,
  claim = (_other: boolean) => Promise.resolve(false),
) {
  const options = testOptions(testDir(onTestFinished))
  const store = await openReady(options, onTestFinished)
  seedSmall(store)
  const got: Sent[][] = []
  const alarms: (() => void)[] = []
  const moved: boolean[] = []
  const sender = createAuditSender({
    outbox: () => store.auditOutbox,
    push: async (entries) => {
      got.push(entries as Sent[])
      return answer(entries as Sent[])
    },
    claim,
    moved: () => void moved.push(sender.isUnclaimed()),
    later: (_, run) => {
      alarms.push(run)
      return () => void alarms.splice(alarms.indexOf(run), 1)
    },
    log: options.ports.log,
  })
  onTestFinished(sender.stop)
  return {
    store,
    got,
    moved,
    /** Lets a round run to its end: it sets the next alarm then. */
    async round() {
      sender.soon()
      for (const run of alarms.splice(0)) run()
      await expect.poll(() => alarms.length).toBeGreaterThan(0)
    },
  }
}
const taken = (entries: readonly Sent[]) => ({
  status: 'taken',
  place: entries.length,
  chain,
  server_time: '2026-11-22T15:00:00.000Z',
})

it('sends each entry once, and keeps the head that the project answered', async () => {
  const { store, got, round } = await desk(taken)
  registerParcel(store, 1)
  await round()
  registerParcel(store, 2)
  await round()
  expect(got.map((entries) => entries.map(({ n }) => n))).toEqual([[1, 2], [3]])
  const anchors = keptAnchors(store.prepare)
  expect(anchors).toMatchObject([{ n: 3, hash: got[1]![0]!.hash }])
  expect(verdictOf(chainOf(store), anchors)).toMatchObject({ broken: null, anchors: { given: 1, met: 1 } })
})

// Bug: an answer that was lost on the way was taken for sent.
it('sends again what was not answered', async () => {
  let isDown = true
  const { store, got, round } = await desk((entries) => {
    if (isDown) throw new Error('no line')
    return taken(entries)
  })
  registerParcel(store, 1)
  await round()
  isDown = false
  await round()
  expect(got.map((entries) => entries.length)).toEqual([2, 2])
})

// Bug: a replica that was copied back from a stick went on with numbers that the project had seen with other contents.
it('begins another segment where the project has other entries in its places', async () => {
  let isFirst = true
  const { store, got, round } = await desk((entries) => {
    if (!isFirst) return taken(entries)
    isFirst = false
    return { status: 'other', segment: entries[0]!.segment, n: 7, hash: chain }
  })
  registerParcel(store, 1)
  await round()
  expect(bodiesOf(chainOf(store)).at(-1)).toMatchObject({ n: 1, detail: { reason: 'server_ahead', afterN: 2 } })
  expect(got[1]).toMatchObject([{ n: 1 }])
  registerParcel(store, 2)
  expect(verdictOf(chainOf(store))).toMatchObject({ broken: null, segments: 2 })
})

it('tells all again to a project that knows less than it was told', async () => {
  let knows = 0
  const { store, got, round } = await desk((entries) => {
    if (entries[0]!.n !== 1 && knows === 0) return { status: 'broken', segment: entries[0]!.segment, n: 0 }
    knows = entries.length
    return taken(entries)
  })
  registerParcel(store, 1)
  await round()
  knows = 0
  registerParcel(store, 2)
  await round()
  await round()
  expect(got.map((entries) => entries.map(({ n }) => n))).toEqual([[1, 2], [3], [1, 2, 3]])
})

// Bug: a computer that the project does not take for this desk asked again and again, and nobody was told.
it('waits for somebody who lets this computer speak for its desk, says so, and goes on then', async () => {
  let isClaimed = false
  let mayClaim = false
  const asked: boolean[] = []
  const { store, got, moved, round } = await desk(
    (entries) => (isClaimed ? taken(entries) : { status: 'unclaimed', other: true }),
    (other) => {
      asked.push(other)
      isClaimed ||= mayClaim
      return Promise.resolve(isClaimed)
    },
  )
  registerParcel(store, 1)
  await round()
  expect([got.length, asked, moved]).toEqual([1, [true], [true]])
  mayClaim = true
  await round()
  expect([got.length, moved]).toEqual([3, [true, false]])
  expect(keptAnchors(store.prepare)).toHaveLength(1)
})
