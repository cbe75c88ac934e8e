import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'
import type { DeskOptions } from '../deskOptions.ts'
import { createCupsTransport } from '../devices/printer/cups.ts'
import { followJob } from '../devices/printer/follow-job.ts'
import { createIppPost } from '../devices/printer/ipp-http.ts'
import { createLabelThread } from '../devices/printer/label-thread.ts'
import { createPdfFolderTransport } from '../devices/printer/pdf-folder.ts'
import { createWindowsTransport } from '../devices/printer/windows/transport.ts'
import { openWinspool } from '../devices/printer/windows/winspool.ts'
import { openTcp } from '../devices/printer/zebra/tcp.ts'
import { createZebraTransport } from '../devices/printer/zebra/transport.ts'
import { listUsbPrinters, openUsb } from '../devices/printer/zebra/usb.ts'

/** How long a label may be silent before it is called failed. */
const PRINT_LIMIT_MS = 2 * 60_000
const ANSWER_MS = 5_000
/** A printer that was not ready is asked again after this. */
const PAUSE_MS = 3_000
/** The first label loads fonts, writer and reader. */
const DRAWING_MS = 30_000

/** Fonts, transports and the clock of the label queue. */
export function printingPorts(labelFolder: string, anywhere: () => boolean): DeskOptions['printing'] {
  const network = createZebraTransport({
    kind: 'network',
    open: openTcp({ connectMs: ANSWER_MS, stallMs: 30_000, closeMs: 2_000, anywhere }),
    listPrinters: () => Promise.resolve([]),
    answerMs: 1_500,
  })
  return {
    labels: createLabelThread({
      file: pathToFileURL(join(app.getAppPath(), 'out/main/labels.cjs')),
      fontFolder: join(app.getAppPath(), 'resources/fonts'),
      timeoutMs: DRAWING_MS,
    }),
    transports: { ...systemTransports(), network, 'pdf-folder': createPdfFolderTransport({ folder: labelFolder }) },
    follow: async (transport, ref, onState, isOver) => {
      await followJob(transport, ref, {
        clock: () => performance.now(),
        sleep: (ms) => sleep(ms, undefined, { ref: false }),
        timeoutMs: PRINT_LIMIT_MS,
        onState,
        isOver,
      })
    },
    pause: () => sleep(PAUSE_MS, undefined, { ref: false }),
  }
}

/** The ways to a printer that depend on the system. */
function systemTransports(): DeskOptions['printing']['transports'] {
  if (process.platform === 'win32') {
    let spooler: ReturnType<typeof openWinspool> | null = null
    return { windows: createWindowsTransport({ spooler: () => (spooler ??= openWinspool()) }) }
  }
  const cups = createCupsTransport({
    post: createIppPost({ server: process.env['CUPS_SERVER'], timeoutMs: ANSWER_MS }),
    user: userInfo().username,
  })
  if (process.platform !== 'linux') return { cups }
  const usb = createZebraTransport({
    kind: 'usb',
    open: openUsb({ stallMs: 30_000 }),
    listPrinters: () => listUsbPrinters(),
    answerMs: 1_500,
  })
  return { cups, usb }
}
