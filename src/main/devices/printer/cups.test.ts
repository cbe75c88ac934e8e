import { describe, expect, it } from 'vitest'
import { createCupsTransport } from './cups.ts'
import { jobStateOf, printerStateOf, statusError } from './cups-words.ts'
import { IPP_GROUP, IPP_TAG, decodeIpp, encodeIpp } from './ipp-codec.ts'
import { cupsAddress } from './ipp-http.ts'

const attributes = (entries: Record<string, (string | number)[]>): Map<string, (string | number)[]> =>
  new Map(Object.entries(entries))

describe('IPP messages', () => {
  it('are read back as they were written, accents and lists included', () => {
    const bytes = encodeIpp(0x000a, 7, [
      { tag: IPP_GROUP.operation, attributes: [{ tag: IPP_TAG.name, name: 'job-name', values: ['Étagère'] }] },
      { tag: IPP_GROUP.job, attributes: [{ tag: IPP_TAG.integer, name: 'n', values: [-1, 2 ** 31 - 1] }] },
    ])
    const { groups } = decodeIpp(bytes)
    expect(groups[0]?.attributes.get('job-name')).toEqual(['Étagère'])
    expect(groups[1]?.attributes.get('n')).toEqual([-1, 2 ** 31 - 1])
  })
  it('that are cut off are an error, never half an answer', () => {
    const bytes = encodeIpp(0, 1, [
      { tag: IPP_GROUP.job, attributes: [{ tag: IPP_TAG.name, name: 'a', values: ['bcdef'] }] },
    ])
    expect(() => decodeIpp(bytes.slice(0, -4))).toThrow(/cut-off/u)
    expect(() => decodeIpp(new Uint8Array(3))).toThrow(/empty/u)
  })
})

describe('CUPS words', () => {
  it('calls only a completed job printed', () => {
    const states = [3, 4, 5, 6, 7, 8, 9].map((code) => jobStateOf(attributes({ 'job-state': [code] })).state)
    expect(states).toEqual(['queued', 'attention', 'sent', 'failed', 'failed', 'failed', 'printed'])
    expect(jobStateOf(new Map()).state).toBe('queued')
  })
  it('says in our keywords what a job and its printer wait for, and keeps other words only where there is no keyword', () => {
    const job = attributes({
      'job-state': [8],
      'job-state-reasons': ['aborted-by-system'],
      'job-printer-state-message': ['Printer cannot print with supplied options.'],
    })
    expect(jobStateOf(job)).toEqual({ state: 'failed', reason: 'aborted-by-system' })
    const wordless = attributes({ 'job-state': [5], 'job-printer-state-message': ['Sending data.'] })
    expect(jobStateOf(wordless)).toEqual({ state: 'sent', reason: 'Sending data' })
    const empty = attributes({ 'job-state': [5], 'job-printer-state-reasons': ['media-empty-error', 'door-open'] })
    expect(jobStateOf(empty)).toEqual({ state: 'attention', reason: 'media-empty\ncover-open' })
    const stopped = attributes({ 'printer-state': [5], 'printer-state-reasons': ['media-empty-error', 'x-vendor-7'] })
    expect(printerStateOf(stopped)).toEqual({ state: 'stopped', reason: 'media-empty' })
    expect(statusError(0x0506, null).reason).toBe('printer-stopped')
    expect(statusError(0x0599, null).reason).toContain('0x0599')
  })
})

describe('CUPS address', () => {
  it.each([
    ['/tmp/cups.sock', { socketPath: '/tmp/cups.sock' }],
    ['127.0.0.1:8631', { host: '127.0.0.1', port: 8631 }],
    ['print.local', { host: 'print.local', port: 631 }],
    ['print.local:631/version=1.1', { host: 'print.local', port: 631 }],
    ['[::1]:700', { host: '::1', port: 700 }],
  ])('CUPS_SERVER=%s', (server, address) => {
    expect(cupsAddress(server, () => true)).toEqual(address)
  })
  it('is the socket where there is one, else the local port', () => {
    expect(cupsAddress(undefined, (path) => path === '/run/cups/cups.sock')).toEqual({
      socketPath: '/run/cups/cups.sock',
    })
    expect(cupsAddress('', () => false)).toEqual({ host: 'localhost', port: 631 })
  })
})

describe('CUPS submit', () => {
  it('takes the job back when its document breaks off, so that a second try cannot print two labels', async () => {
    const operations: number[] = []
    const transport = createCupsTransport({
      user: 'desk',
      post: async (_path, body) => {
        const operation = Buffer.from(body).readUInt16BE(2)
        operations.push(operation)
        if (operation === 0x0006) throw new Error('broke off')
        return encodeIpp(0, 1, [
          { tag: IPP_GROUP.job, attributes: [{ tag: IPP_TAG.integer, name: 'job-id', values: [41] }] },
        ])
      },
    })
    const size = { id: '57x32', widthMm: 57, heightMm: 32 } as const
    await expect(
      transport.submit({ document: { form: 'pdf', bytes: new Uint8Array(1) }, title: 'A47', size, printer: 'Zebra' }),
    ).rejects.toThrow('broke off')
    expect(operations).toEqual([0x0005, 0x0006, 0x0008])
  })
})
