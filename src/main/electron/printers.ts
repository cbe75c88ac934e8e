import { userInfo } from 'node:os'
import { createCupsTransport } from '../devices/printer/cups.ts'
import { createIppPost } from '../devices/printer/ipp-http.ts'
import type { PrintTransport } from '../devices/printer/transport.ts'
import { createWindowsTransport } from '../devices/printer/windows/transport.ts'
import { openWinspool } from '../devices/printer/windows/winspool.ts'
import { openTcp } from '../devices/printer/zebra/tcp.ts'
import { createZebraTransport } from '../devices/printer/zebra/transport.ts'
import { listUsbPrinters, openUsb } from '../devices/printer/zebra/usb.ts'

const ANSWER_MS = 5_000
const STALL_MS = 30_000

/** A printer that is spoken to by its network address. */
export const network = (anywhere: () => boolean): PrintTransport =>
  createZebraTransport({
    kind: 'network',
    open: openTcp({ connectMs: ANSWER_MS, stallMs: STALL_MS, closeMs: 2_000, anywhere }),
    listPrinters: () => Promise.resolve([]),
    answerMs: 1_500,
  })

/** The print system of Linux and macOS. */
export const cups = (): PrintTransport =>
  createCupsTransport({
    post: createIppPost({ server: process.env['CUPS_SERVER'], timeoutMs: ANSWER_MS }),
    user: userInfo().username,
  })

/** A printer at a USB port of Linux. */
export const usb = (): PrintTransport =>
  createZebraTransport({
    kind: 'usb',
    open: openUsb({ stallMs: STALL_MS }),
    listPrinters: () => listUsbPrinters(),
    answerMs: 1_500,
  })

/** The print spooler of Windows. */
export function windows(): PrintTransport {
  let spooler: ReturnType<typeof openWinspool> | null = null
  return createWindowsTransport({ spooler: () => (spooler ??= openWinspool()) })
}
