import * as koffi from 'koffi'
import { describe, expect, it } from 'vitest'
import { labelSize } from '../../../../shared/labels/sizes.ts'
import { bitmapInfo, dibRows } from './dib.ts'
import type { WindowsSpooler } from './spooler.ts'
import { createWindowsTransport } from './transport.ts'
import { defineStructs, GDI_CALLS, SPOOL_CALLS } from './winspool.ts'

function windows(more: Partial<WindowsSpooler> = {}) {
  const calls: string[] = []
  const spooler: WindowsSpooler = {
    printers: () => Promise.resolve([{ name: 'Zebra', isDefault: true }]),
    printerStatus: () => Promise.resolve(0),
    sendRaw: (name, title, bytes) => {
      calls.push(`raw ${name} ${title} ${bytes.length}`)
      return Promise.resolve(7)
    },
    drawDots: (name, title, { width, height, widthMm }) => {
      calls.push(`dots ${name} ${title} ${width}x${height} ${widthMm}`)
      return Promise.resolve(8)
    },
    jobStatus: () => Promise.resolve(0),
    deleteJob: (name, job) => {
      calls.push(`delete ${name} ${job}`)
      return Promise.resolve()
    },
    ...more,
  }
  return { calls, transport: createWindowsTransport({ spooler: () => Promise.resolve(spooler) }) }
}

const job = { title: 'A47', size: labelSize('57x32'), printer: null }
const zpl = { form: 'zpl', bytes: new Uint8Array(5) } as const

describe('the Windows spooler', () => {
  it('passes ZPL by the driver and gives a picture to it, on the usual printer when none is named', async () => {
    const { calls, transport } = windows()
    expect(await transport.submit({ ...job, document: zpl })).toEqual({ ref: '7@Zebra' })
    const dots = { form: 'raster', bytes: new Uint8Array(9), width: 456, height: 256 } as const
    await transport.submit({ ...job, printer: 'Dymo @ desk', document: dots })
    expect(calls).toEqual(['raw Zebra A47 5', 'dots Dymo @ desk A47 456x256 57'])
  })

  it.each([
    [0, 0, { state: 'queued', reason: null }],
    [0x10, 0, { state: 'sent', reason: null }],
    [0x80, 0, { state: 'printed', reason: null }],
    [0x40, 0, { state: 'attention', reason: 'media-empty' }],
    [0x10, 0x40_0000, { state: 'attention', reason: 'cover-open' }],
    [0x100, 0, { state: 'failed', reason: 'cancelled' }],
    // A warning of the printer is none of the job's business.
    [0x10, 0x2_0000, { state: 'sent', reason: null }],
  ])('job bits %d with printer bits %d', async (jobBits, printerBits, state) => {
    const { transport } = windows({
      jobStatus: () => Promise.resolve(jobBits),
      printerStatus: () => Promise.resolve(printerBits),
    })
    expect(await transport.state('7@Zebra')).toEqual(state)
  })

  it('claims nothing of a job that the spooler has forgotten', async () => {
    const { transport } = windows({ jobStatus: () => Promise.resolve(null) })
    expect(await transport.state('7@Zebra')).toEqual({ state: 'sent', reason: 'no-read-back', settled: true })
  })

  it('takes a job back by its number, also on a printer whose name holds the separator', async () => {
    const { calls, transport } = windows()
    await transport.cancel?.('12@Dymo @ desk')
    expect(calls).toEqual(['delete Dymo @ desk 12'])
  })

  it('says when there is no usual printer', async () => {
    const { transport } = windows({ printers: () => Promise.resolve([]) })
    await expect(transport.submit({ ...job, document: zpl })).rejects.toMatchObject({ reason: 'no-default-printer' })
  })
})

describe('what Windows is handed', () => {
  it('calls and structures are ones that koffi can read, with the status where Windows puts it', () => {
    const structs = defineStructs(koffi)
    for (const call of [...Object.values(SPOOL_CALLS), ...Object.values(GDI_CALLS)]) {
      expect(() => koffi.proto(call), call).not.toThrow()
    }
    if (koffi.sizeof('void *') === 8) expect(koffi.offsetof(structs.job1, 'Status')).toBe(56)
  })

  it('a picture of one bit, top row first, 1 for black, rows of four bytes', () => {
    const info = bitmapInfo(12, 2)
    expect([info.readInt32LE(4), info.readInt32LE(8), info.readUInt16LE(14)]).toEqual([12, -2, 1])
    expect([info.readUInt32LE(40), info.readUInt32LE(44)]).toEqual([0xff_ffff, 0])
    const rows = dibRows({ bits: Uint8Array.of(1, 2, 3, 4), width: 12, height: 2, widthMm: 1, heightMm: 1 })
    expect([...rows]).toEqual([1, 2, 0, 0, 3, 4, 0, 0])
  })
})
