import { promisify } from 'node:util'
import type * as KoffiModule from 'koffi'
import { PrintError } from '../transport.ts'
import { bitmapInfo, dibRows } from './dib.ts'
import type { DotPicture, WindowsSpooler } from './spooler.ts'

const LOCAL_AND_CONNECTED = 2 | 4
const CANCEL = 3
const LOGPIXELSX = 88
const LOGPIXELSY = 90
const SRCCOPY = 0x00cc_0020
/** Drivers of this version take bytes past them only under another name of the data. */
const XPS_DRIVER = 4

/** The calls as koffi reads them; a test has each of them read on every system. */
export const SPOOL_CALLS = {
  openPrinter: 'int __stdcall OpenPrinterW(str16 name, _Out_ void **printer, void *defaults)',
  closePrinter: 'int __stdcall ClosePrinter(void *printer)',
  startDoc: 'uint32 __stdcall StartDocPrinterW(void *printer, uint32 level, LABEL_DOC_INFO_1 *info)',
  startPage: 'int __stdcall StartPagePrinter(void *printer)',
  write: 'int __stdcall WritePrinter(void *printer, const void *bytes, uint32 size, _Out_ uint32 *written)',
  endPage: 'int __stdcall EndPagePrinter(void *printer)',
  endDoc: 'int __stdcall EndDocPrinter(void *printer)',
  getJob:
    'int __stdcall GetJobW(void *printer, uint32 job, uint32 level, void *out, uint32 size, _Out_ uint32 *needed)',
  setJob: 'int __stdcall SetJobW(void *printer, uint32 job, uint32 level, void *info, uint32 command)',
  getPrinter: 'int __stdcall GetPrinterW(void *printer, uint32 level, void *out, uint32 size, _Out_ uint32 *needed)',
  getDriver:
    'int __stdcall GetPrinterDriverW(void *printer, str16 environment, uint32 level, void *out, uint32 size, _Out_ uint32 *needed)',
  list: 'int __stdcall EnumPrintersW(uint32 flags, str16 name, uint32 level, void *out, uint32 size, _Out_ uint32 *needed, _Out_ uint32 *count)',
  getDefault: 'int __stdcall GetDefaultPrinterW(void *out, _Inout_ uint32 *length)',
} as const

export const GDI_CALLS = {
  createContext: 'void * __stdcall CreateDCW(str16 driver, str16 device, str16 port, void *mode)',
  deleteContext: 'int __stdcall DeleteDC(void *context)',
  capability: 'int __stdcall GetDeviceCaps(void *context, int index)',
  startDoc: 'int __stdcall StartDocW(void *context, LABEL_DOC_INFO *info)',
  startPage: 'int __stdcall StartPage(void *context)',
  stretch:
    'int __stdcall StretchDIBits(void *context, int x, int y, int width, int height, int fromX, int fromY, int fromWidth, int fromHeight, const void *bits, const void *info, uint32 usage, uint32 operation)',
  endPage: 'int __stdcall EndPage(void *context)',
  endDoc: 'int __stdcall EndDoc(void *context)',
} as const

type Koffi = typeof KoffiModule
type Handle = unknown

/** The structures that the calls name. Defined once in a process. */
export function defineStructs(koffi: Koffi) {
  return {
    doc1: koffi.struct('LABEL_DOC_INFO_1', { pDocName: 'str16', pOutputFile: 'str16', pDatatype: 'str16' }),
    doc: koffi.struct('LABEL_DOC_INFO', {
      cbSize: 'int',
      name: 'str16',
      output: 'str16',
      datatype: 'str16',
      type: 'uint32',
    }),
    printer4: koffi.struct('LABEL_PRINTER_INFO_4', {
      pPrinterName: 'str16',
      pServerName: 'str16',
      Attributes: 'uint32',
    }),
    job1: koffi.struct('LABEL_JOB_INFO_1', {
      JobId: 'uint32',
      pPrinterName: 'void *',
      pMachineName: 'void *',
      pUserName: 'void *',
      pDocument: 'void *',
      pDatatype: 'void *',
      pStatus: 'void *',
      Status: 'uint32',
    }),
  }
}

/**
 * The spooler of Windows, called through koffi, which is loaded here only. Calls that may wait for a network printer run
 * off the main thread. No Windows runs in the tests of this project: this file is kept to calls, without decisions.
 */
export async function openWinspool(): Promise<WindowsSpooler> {
  const koffi: Koffi = await import('koffi')
  const structs = defineStructs(koffi)
  const spoolLibrary = koffi.load('winspool.drv')
  const gdiLibrary = koffi.load('gdi32.dll')
  const bind = <K extends string>(library: typeof spoolLibrary, calls: Readonly<Record<K, string>>) =>
    Object.fromEntries(Object.entries<string>(calls).map(([name, call]) => [name, library.func(call)])) as Record<
      K,
      ReturnType<typeof library.func>
    >
  const spool = bind(spoolLibrary, SPOOL_CALLS)
  const gdi = bind(gdiLibrary, GDI_CALLS)

  const off = (call: { async: (...args: never[]) => void }, ...args: unknown[]): Promise<number> =>
    (promisify(call.async) as (...args: unknown[]) => Promise<number>)(...args)
  const must = (ok: number): number => {
    if (ok === 0) throw new PrintError(['print-system-away'], { retry: false })
    return ok
  }
  /** Asks first how long the answer is, then for the answer; null when there is none. */
  const sized = async (ask: (buffer: Buffer | null, size: number, needed: number[]) => Promise<number>) => {
    const needed = [0]
    await ask(null, 0, needed)
    const buffer = Buffer.alloc(needed[0] ?? 0)
    return buffer.length > 0 && (await ask(buffer, buffer.length, needed)) !== 0 ? buffer : null
  }
  const withPrinter = async <T>(name: string, use: (printer: Handle) => Promise<T>): Promise<T> => {
    const handle: Handle[] = [null]
    if ((await off(spool.openPrinter, name, handle, null)) === 0)
      throw new PrintError(['no-such-printer'], { retry: false })
    try {
      return await use(handle[0])
    } finally {
      await off(spool.closePrinter, handle[0])
    }
  }
  const datatype = async (printer: Handle): Promise<string> => {
    const info = await sized((buffer, size, needed) => off(spool.getDriver, printer, null, 2, buffer, size, needed))
    return info !== null && info.readUInt32LE(0) === XPS_DRIVER ? 'XPS_PASS' : 'RAW'
  }

  return {
    async printers() {
      const count = [0]
      const found = await sized((buffer, size, needed) =>
        off(spool.list, LOCAL_AND_CONNECTED, null, 4, buffer, size, needed, count),
      )
      const length = [512]
      const text = Buffer.alloc(1024)
      const byDefault = spool.getDefault(text, length) === 0 ? '' : text.toString('utf16le').split('\0')[0]
      const infos =
        found === null
          ? []
          : (koffi.decode(found, koffi.array(structs.printer4, count[0] ?? 0)) as { pPrinterName: string }[])
      return infos.map(({ pPrinterName: name }) => ({ name, isDefault: name === byDefault }))
    },
    printerStatus: (name) =>
      withPrinter(name, async (printer) => {
        const info = await sized((buffer, size, needed) => off(spool.getPrinter, printer, 6, buffer, size, needed))
        return info?.readUInt32LE(0) ?? 0
      }),
    sendRaw: (name, title, bytes) =>
      withPrinter(name, async (printer) => {
        const doc = { pDocName: title, pOutputFile: null, pDatatype: await datatype(printer) }
        const job = must(await off(spool.startDoc, printer, 1, doc))
        const written = [0]
        must(await off(spool.startPage, printer))
        const ok = await off(spool.write, printer, Buffer.from(bytes), bytes.length, written)
        if (ok === 0 || written[0] !== bytes.length) {
          // Half a label would wait in the queue for the other half.
          await off(spool.setJob, printer, job, 0, null, CANCEL)
          throw new PrintError(['broken-off'], { retry: false })
        }
        must(await off(spool.endPage, printer))
        must(await off(spool.endDoc, printer))
        return job
      }),
    drawDots: (name, title, picture) => Promise.resolve(draw(name, title, picture)),
    jobStatus: (name, job) =>
      withPrinter(name, async (printer) => {
        const info = await sized((buffer, size, needed) => off(spool.getJob, printer, job, 1, buffer, size, needed))
        return info?.readUInt32LE(koffi.offsetof(structs.job1, 'Status')) ?? null
      }),
    deleteJob: (name, job) =>
      withPrinter(name, async (printer) => void (await off(spool.setJob, printer, job, 0, null, CANCEL))),
  }

  function draw(name: string, title: string, picture: DotPicture): number {
    const context: Handle = gdi.createContext('WINSPOOL', name, null, null)
    if (context === null) throw new PrintError(['no-such-printer'], { retry: false })
    try {
      const doc = { cbSize: koffi.sizeof(structs.doc), name: title, output: null, datatype: null, type: 0 }
      const job = must(Math.max(0, gdi.startDoc(context, doc) as number))
      must(gdi.startPage(context) as number)
      const width = Math.round((picture.widthMm / 25.4) * (gdi.capability(context, LOGPIXELSX) as number))
      const height = Math.round((picture.heightMm / 25.4) * (gdi.capability(context, LOGPIXELSY) as number))
      const from = [0, 0, picture.width, picture.height]
      const info = bitmapInfo(picture.width, picture.height)
      must(gdi.stretch(context, 0, 0, width, height, ...from, dibRows(picture), info, 0, SRCCOPY) as number)
      must(gdi.endPage(context) as number)
      must(gdi.endDoc(context) as number)
      return job
    } finally {
      gdi.deleteContext(context)
    }
  }
}
