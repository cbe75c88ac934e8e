import { expect, it } from 'vitest'
import type { WireTransaction } from '../../../shared/sync/wire.ts'
import { TransportError } from '../../../supabase/fault.ts'
import { createUploads } from './uploads.ts'
import type { Bucket } from '../../../supabase/bucket.ts'

/** An act that sends a message with one file. */
const act = (name: string): WireTransaction =>
  ({
    id: `act-${name}`,
    ops: [
      { table: 'messages', op: 'insert', id: `message-${name}`, values: { conversation_id: 'c' } },
      { table: 'attachments', op: 'insert', id: name, values: { message_id: `message-${name}`, type: 'image/png' } },
    ],
  }) as unknown as WireTransaction

/** A bucket whose uploads end when the test says so, and a longest wait that is over at once when it says so. */
function open() {
  const uploads: PromiseWithResolvers<void>[] = []
  const over: (() => void)[] = []
  const bucket = {
    upload: () => {
      uploads.push(Promise.withResolvers())
      return uploads.at(-1)!.promise
    },
  } as unknown as Bucket
  const store = createUploads(
    bucket,
    () => Promise.resolve(new Uint8Array([1])),
    (_, run) => {
      over.push(run)
      return () => undefined
    },
  )
  const push = () => store('b', [act('f')])
  return {
    uploads,
    /** A push that waits for the file until its longest wait is over. */
    async tries(): Promise<unknown> {
      const given = push().then(
        () => null,
        (error: unknown) => error,
      )
      await new Promise((turn) => void setImmediate(turn))
      for (const run of over.splice(0)) run()
      return given
    },
  }
}

// Bug: a large file is begun again with each try, or keeps everything else back until it is there.
it('waits a while for a file, names the act that it holds up, and finds it stored later', async () => {
  const { tries, uploads } = open()
  const late = (await tries()) as TransportError
  expect(late).toMatchObject({ kind: 'again', act: 'act-f', reached: true })
  expect(late.retryAfterMs).toBeGreaterThan(0)
  expect(await tries()).toMatchObject({ code: 'storage_slow' })
  expect(uploads).toHaveLength(1)
  uploads[0]!.resolve()
  await uploads[0]!.promise
  expect(await tries()).toBeNull()
  expect(uploads).toHaveLength(1)
})

// Bug: a file that is refused only after minutes is sent for ever.
it('hears of a refusal that came while nobody waited, once, and then begins anew', async () => {
  const { tries, uploads } = open()
  await tries()
  uploads[0]!.reject(new TransportError('refused', 'attachment'))
  expect(await tries()).toMatchObject({ kind: 'refused', code: 'attachment', act: 'act-f' })
  await tries()
  expect(uploads).toHaveLength(2)
})

// Bug: a line that is down is taken for the trouble of one message, and the next is tried at once.
it('blames no act for a line that is down', async () => {
  const { tries, uploads } = open()
  const first = tries()
  await new Promise((turn) => void setImmediate(turn))
  uploads[0]?.reject(new TransportError('again', 'network', { reached: false }))
  expect(await first).toMatchObject({ code: 'storage_slow' })
  expect(await tries()).toMatchObject({ code: 'network', act: null })
})

// Bug: a file that was gone from the disk was taken for one that another desk had stored, and its message left without it.
it.each([
  [
    'is refused where the file is nowhere',
    () => Promise.resolve(false),
    { kind: 'refused', code: 'attachment', act: 'act-f' },
  ],
  ['goes where an earlier try has stored the file', () => Promise.resolve(true), null],
  [
    'waits where Storage does not say',
    () => Promise.reject(new TransportError('again', 'storage_500', { reached: true })),
    { kind: 'again', code: 'storage_500', act: 'act-f' },
  ],
])('a message whose file is missing here %s', async (_, has, outcome) => {
  const store = createUploads(
    { has } as unknown as Bucket,
    () => Promise.resolve(null),
    () => () => undefined,
  )
  const said = await store('b', [act('f')]).then(
    () => null,
    (error: unknown) => error,
  )
  if (outcome === null) expect(said).toBeNull()
  else expect(said).toMatchObject(outcome)
})
