import { joinReasons, needsSomebody, splitReasons, type Reason } from '../../../../shared/printing/reasons.ts'
import { PrintError, type JobState, type PrinterHealth, type PrintTransport } from '../transport.ts'
import type { WindowsSpooler } from './spooler.ts'

type Bits = readonly (readonly [bit: number, reason: Reason])[]

const PRINTER_BITS: Bits = [
  [0x10, 'media-empty'],
  [0x8, 'media-jam'],
  [0x40, 'media-needed'],
  [0x20, 'media-needed'],
  [0x40_0000, 'cover-open'],
  [0x4_0000, 'marker-supply-empty'],
  [0x2_0000, 'marker-supply-low'],
  [0x800, 'output-area-full'],
  [0x1, 'paused'],
  [0x80, 'offline'],
  [0x1000, 'offline'],
  [0x10_0000, 'printer-stopped'],
  [0x2, 'fault'],
]
const JOB_BITS: Bits = [
  [0x40, 'media-empty'],
  [0x20, 'offline'],
  [0x1, 'paused'],
  [0x400, 'printer-stopped'],
  [0x200, 'fault'],
  [0x2, 'fault'],
]
const DELETING = 0x4
const PRINTING = 0x10
const PRINTED = 0x80
const DELETED = 0x100

/**
 * Prints through the spooler of Windows: a ZPL printer gets its commands past the driver, any other printer gets the
 * dots from its driver. The spooler takes jobs for a printer that is off, and forgets a job once it has passed it on:
 * that a label came out is known only where it says so.
 */
export function createWindowsTransport(ports: { spooler: () => Promise<WindowsSpooler> }): PrintTransport {
  const name = async (printer: string | null): Promise<string> => {
    if (printer !== null) return printer
    const found = (await (await ports.spooler()).printers()).find(({ isDefault }) => isDefault)
    if (found === undefined) throw new PrintError(['no-default-printer'], { retry: false })
    return found.name
  }

  const health = async (printer: string): Promise<PrinterHealth> => {
    const reason = reasonsOf(await (await ports.spooler()).printerStatus(printer), PRINTER_BITS)
    const waits = reason !== null && (needsSomebody(splitReasons(reason)) || reason.includes('fault'))
    return { state: waits ? 'attention' : 'ready', reason }
  }

  return {
    kind: 'windows',
    forms: ['raster', 'zpl'],
    async listPrinters() {
      const printers = await (await ports.spooler()).printers()
      return Promise.all(
        printers.map(async (printer) => {
          const { state, reason } = await health(printer.name).catch((): PrinterHealth => ({
            state: 'unknown',
            reason: null,
          }))
          const shown = state === 'ready' ? 'idle' : state === 'attention' ? 'stopped' : 'unknown'
          return { transport: 'windows' as const, ...printer, state: shown, reason }
        }),
      )
    },
    check: async (printer) => health(await name(printer)),
    async submit({ printer, title, document, size }) {
      const spooler = await ports.spooler()
      const to = await name(printer)
      const job =
        document.form === 'raster'
          ? await spooler.drawDots(to, title, {
              bits: document.bytes,
              width: document.width,
              height: document.height,
              widthMm: size.widthMm,
              heightMm: size.heightMm,
            })
          : await spooler.sendRaw(to, title, document.bytes)
      return { ref: `${job}@${to}` }
    },
    async state(ref) {
      const { job, printer } = parse(ref)
      const bits = await (await ports.spooler()).jobStatus(printer, job)
      if (bits === null) return { state: 'sent', reason: 'no-read-back', settled: true }
      return jobState(bits, await health(printer))
    },
    async cancel(ref) {
      const { job, printer } = parse(ref)
      await (await ports.spooler()).deleteJob(printer, job)
    },
  }
}

function parse(ref: string): { job: number; printer: string } {
  const at = ref.indexOf('@')
  return { job: Number(ref.slice(0, at)), printer: ref.slice(at + 1) }
}

function jobState(bits: number, printer: PrinterHealth): JobState {
  if ((bits & PRINTED) !== 0) return { state: 'printed', reason: null }
  if ((bits & (DELETING | DELETED)) !== 0) return { state: 'failed', reason: 'cancelled' }
  const own = reasonsOf(bits, JOB_BITS)
  const reason = joinReasons([own, printer.state === 'attention' ? printer.reason : null])
  if (reason !== null) return { state: 'attention', reason }
  return { state: (bits & PRINTING) === 0 ? 'queued' : 'sent', reason: null }
}

function reasonsOf(bits: number, table: Bits): string | null {
  return joinReasons(table.filter(([bit]) => (bits & bit) !== 0).map(([, reason]) => reason))
}
