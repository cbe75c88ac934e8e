import { expect, it } from 'vitest'
import { createTransport, type TransportParts } from './transport.ts'

/** A transport whose server answers every pull with `rows` and a cursor at `number`. */
const pulling = (rows: unknown[], number: number, reset = false) =>
  createTransport({
    project: {
      rpc: () =>
        Promise.resolve({
          rows,
          tables: rows,
          cursor: `e:${number}`,
          more: false,
          epoch: 'e',
          reset,
          server_time: '2026-11-22T15:00:00.000Z',
        }),
    },
    session: { fresh: () => Promise.resolve(), refused: () => undefined, doubted: () => undefined },
  } as unknown as TransportParts)
const ask = (transport: ReturnType<typeof pulling>, since: string | null) =>
  transport.pull('b', since, { rows: 100, bytes: 100_000 }, new AbortController().signal)
const ROW = { table: 'buildings', row: { id: '019f0000-0000-7000-8000-000000000001', change_seq: '3' } }
const refusal = { kind: 'again', code: 'rows_hidden', reached: true }

it('a building of which the server numbered changes and shows none is an error, never an empty building', async () => {
  await expect(ask(pulling([], 5), null)).rejects.toMatchObject(refusal)
  await expect(ask(pulling([], 5, true), 'old:3')).rejects.toMatchObject(refusal)
  const whole = pulling([], 5).read(
    'b',
    { from: null, until: null },
    { rows: 100, bytes: 1000 },
    new AbortController().signal,
  )
  await expect(whole).rejects.toMatchObject(refusal)
})

it('nothing new since a cursor, a first page with rows and a project without a change are answers', async () => {
  await expect(ask(pulling([], 5), 'e:5')).resolves.toMatchObject({ rows: [] })
  await expect(ask(pulling([ROW], 5), null)).resolves.toMatchObject({ rows: [ROW] })
  await expect(ask(pulling([], 0), null)).resolves.toMatchObject({ rows: [] })
})
