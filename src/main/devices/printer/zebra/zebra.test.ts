import { afterEach, describe, expect, it } from 'vitest'
import { freePort } from '../../../../../tests/support/cups.ts'
import { startZebra, type ZebraEmulator, type ZebraFaults } from '../../../../../tests/support/zebra.ts'
import { labelSize } from '../../../../shared/labels/sizes.ts'
import { printerAddress } from '../../../../shared/printing/settings.ts'
import type { PrintJob } from '../transport.ts'
import { parseErrorStatus, parseHostStatus } from './status.ts'
import { openTcp } from './tcp.ts'
import { createZebraTransport } from './transport.ts'

const LABEL = `^XA^FO10,10^A0N,30,30^FDunit${'.'.repeat(120_000)}^FS^XZ`
const running: ZebraEmulator[] = []
afterEach(async () => {
  for (const printer of running.splice(0)) await printer.stop()
})

async function desk(faults: Partial<ZebraFaults> = {}) {
  const printer = await startZebra(faults)
  running.push(printer)
  const transport = createZebraTransport({
    kind: 'network',
    open: openTcp({ connectMs: 1000, stallMs: 300, closeMs: 300, anywhere: () => true }),
    listPrinters: () => Promise.resolve([]),
    answerMs: 150,
  })
  const address = `127.0.0.1:${printer.port}`
  const job: PrintJob = {
    document: { form: 'zpl', bytes: Buffer.from(LABEL) },
    title: 'A47',
    size: labelSize('57x32'),
    printer: address,
  }
  return { printer, transport, address, job }
}

describe('a ZPL printer on the network', () => {
  it('prints a label, byte for byte, and says so because the printer does', async () => {
    const { printer, transport, job } = await desk()
    const { ref } = await transport.submit(job)
    expect(await transport.state(ref)).toEqual({ state: 'printed', reason: null })
    expect(printer.printed()).toEqual([LABEL])
  })

  it.each([
    ['paper out', { paperOut: true }, 'media-empty'],
    ['cover open', { headOpen: true }, 'cover-open'],
    ['ribbon out', { ribbonOut: true }, 'marker-supply-empty'],
    ['pause', { paused: true }, 'paused'],
    ['paper out and an answer to ~HS', { paperOut: true, quietInTrouble: false }, 'media-empty'],
  ] as const)(
    'with %s nothing is sent, and why is said; after that it may be tried again',
    async (_name, faults, reason) => {
      const { printer, transport, address, job } = await desk(faults)
      await expect(transport.submit(job)).rejects.toMatchObject({ reason, retry: true })
      expect(await transport.check(address)).toEqual({ state: 'attention', reason })
      expect(printer.pending()).toBe(0)
      printer.mend()
      await transport.submit(job)
      expect(printer.printed()).toHaveLength(1)
    },
  )

  it('follows a label through paper that runs out after it was sent', async () => {
    const { printer, transport, job } = await desk()
    const { ref } = await transport.submit(job)
    Object.assign(printer.faults, { paperOut: true })
    expect(await transport.state(ref)).toMatchObject({ state: 'attention', reason: 'media-empty' })
    printer.mend()
    expect(await transport.state(ref)).toEqual({ state: 'printed', reason: null })
  })

  it('does not believe a printer that was off in between: its memory is gone', async () => {
    const { printer, transport, job } = await desk()
    const { ref } = await transport.submit(job)
    await printer.off()
    expect(await transport.state(ref)).toMatchObject({ state: 'attention', reason: 'refused' })
    await printer.on()
    expect(await transport.state(ref)).toEqual({ state: 'failed', reason: 'unclear' })
  })

  it('asks a person after the line broke in the middle of a label, and never sends it again by itself', async () => {
    const { printer, transport, job } = await desk({ resetAfter: 30_000 })
    await expect(transport.submit(job)).rejects.toMatchObject({ reason: 'broken-off', retry: false })
    expect(printer.printed()).toEqual([])
  })

  it('gives up on a printer that stops reading, and prints on one that only reads slowly', async () => {
    const stuck = await desk({ stallAfter: 10 })
    const big = { ...stuck.job, document: { form: 'zpl' as const, bytes: Buffer.alloc(24 * 1024 * 1024, 'x') } }
    await expect(stuck.transport.submit(big)).rejects.toMatchObject({ reason: 'broken-off', retry: false })
    const slow = await desk({ drainMs: 20 })
    await slow.transport.submit(slow.job)
    await expect.poll(() => slow.printer.printed()).toEqual([LABEL])
  })

  it('loses nothing to a printer that closes its own side first', async () => {
    const { printer, transport, job } = await desk({ halfClose: true })
    const { ref } = await transport.submit(job)
    await expect.poll(() => printer.printed()).toEqual([LABEL])
    expect(await transport.state(ref)).toEqual({ state: 'sent', reason: 'no-read-back', settled: true })
  })

  it('prints on one that knows no status commands, and does not claim more than it knows', async () => {
    const { printer, transport, address, job } = await desk({ mute: true })
    const { ref } = await transport.submit(job)
    expect(await transport.state(ref)).toEqual({ state: 'sent', reason: 'no-read-back', settled: true })
    expect(await transport.check(address)).toEqual({ state: 'unknown', reason: 'no-answer' })
    expect(printer.printed()).toHaveLength(1)
  })

  it('takes the silence of a printer that usually answers for trouble', async () => {
    const { printer, transport, job } = await desk({ knowsErrors: false })
    await transport.submit(job)
    printer.faults.headOpen = true
    await expect(transport.submit(job)).rejects.toMatchObject({ reason: 'no-answer', retry: true })
    expect(printer.printed()).toHaveLength(1)
  })

  it('speaks to one printer one conversation at a time, so that two labels never mix', async () => {
    const { printer, transport, job } = await desk()
    const refs = await Promise.all(Array.from({ length: 4 }, () => transport.submit(job)))
    await Promise.all(refs.map(({ ref }) => transport.state(ref)))
    expect(printer.printed()).toEqual(Array.from({ length: 4 }, () => LABEL))
    expect(printer.busiest()).toBe(1)
  })

  it('says when nothing answers at the address, and that it may be tried again', async () => {
    const { transport, job } = await desk()
    const nobody = { ...job, printer: `127.0.0.1:${await freePort()}` }
    await expect(transport.submit(nobody)).rejects.toMatchObject({ reason: 'refused', retry: true })
    await expect(transport.submit({ ...job, printer: null })).rejects.toMatchObject({ reason: 'no-printer-chosen' })
  })

  it('does not take a job of an earlier run for one of its own', async () => {
    const { transport, address } = await desk()
    expect(await transport.state(`0123abcd-1@${address}`)).toEqual({ state: 'failed', reason: 'unclear' })
  })
})

describe('what a ZPL printer says', () => {
  const status = (one: string, two: string) =>
    parseHostStatus(`\u0002${one}\u0003\r\n\u0002${two}\u0003\r\n\u00021234,0\u0003\r\n`)

  it('reads labels that wait in its memory and in its batch', () => {
    expect(status('030,0,0,1245,002,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000005,1,000')).toEqual({
      trouble: null,
      warning: null,
      pending: 7,
    })
  })
  it('is not fooled by half an answer, noise or the answer to another question', () => {
    for (const text of [
      '',
      '\u0002030,0,0\u0003',
      'HTTP/1.1 400 Bad Request',
      '\u0002a\u0003\u0002b\u0003\u0002c\u0003',
    ])
      expect(parseHostStatus(text)).toBeNull()
    expect(parseErrorStatus('HTTP/1.1 400 Bad Request')).toBeNull()
  })
  it('calls an error bit that nobody knows a fault, never health', () => {
    const flags = (word: string) =>
      parseErrorStatus(`ERRORS:         1 00000000 ${word}\r\n WARNINGS: 1 00000000 00000002`)
    expect(flags('00000005')).toMatchObject({ trouble: 'media-empty\ncover-open', warning: 'needs-cleaning' })
    expect(flags('00400000')).toMatchObject({ trouble: 'fault' })
    expect(flags('00000000')).toMatchObject({ trouble: 'fault' })
  })
})

describe('the address of a network printer', () => {
  it.each([
    ['192.168.1.50', { host: '192.168.1.50', port: 9100 }],
    [' zebra-1.local:6101 ', { host: 'zebra-1.local', port: 6101 }],
    ['[fe80::1]:9100', { host: 'fe80::1', port: 9100 }],
    ['http://zebra', null],
    ['zebra:99999', null],
    ['zebra 1', null],
    ['', null],
  ])('%j', (text, address) => expect(printerAddress(text)).toEqual(address))
})
