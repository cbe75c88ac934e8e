import { expect, it } from 'vitest'
import { createCupsTransport } from './cups.ts'
import { laterTransport, WAYS } from './later-transport.ts'
import type { PrintTransport } from './transport.ts'
import { createWindowsTransport } from './windows/transport.ts'
import { createZebraTransport } from './zebra/transport.ts'

const away = () => Promise.reject(new Error('away'))
const zebra = (kind: 'network' | 'usb') =>
  createZebraTransport({ kind, open: away, listPrinters: () => Promise.resolve([]), answerMs: 1 })
const REAL: Record<keyof typeof WAYS, PrintTransport> = {
  cups: createCupsTransport({ post: away, user: 'desk' }),
  windows: createWindowsTransport({
    spooler: () => {
      throw new Error('away')
    },
  }),
  network: zebra('network'),
  usb: zebra('usb'),
}

// Bug: a way is given a document that it does not take, or offered to take a job back that it cannot.
it.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('says of %s what is true of it', (name) => {
  const { kind, forms, cancel } = laterTransport(WAYS[name], () => Promise.resolve(REAL[name]))
  expect({ kind, forms, cancels: cancel !== undefined }).toEqual({
    kind: REAL[name].kind,
    forms: REAL[name].forms,
    cancels: REAL[name].cancel !== undefined,
  })
})

// Bug: two first uses make two ways to one printer, or a way that could not be read once is never read again.
it('is made once, at its first use, and tried again where that failed', async () => {
  let made = 0
  const read = () => (++made === 1 ? away() : Promise.resolve(REAL.network))
  const way = laterTransport(WAYS.network, read)
  expect(made).toBe(0)
  await expect(way.listPrinters()).rejects.toThrow('away')
  expect(await Promise.all([way.listPrinters(), way.listPrinters()])).toEqual([[], []])
  expect(made).toBe(2)
})
