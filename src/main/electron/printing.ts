import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'
import type { DeskOptions } from '../deskOptions.ts'
import { followJob } from '../devices/printer/follow-job.ts'
import { createLabelThread } from '../devices/printer/label-thread.ts'
import { laterTransport, WAYS } from '../devices/printer/later-transport.ts'
import { createPdfFolderTransport } from '../devices/printer/pdf-folder.ts'

/** How long a label may be silent before it is called failed. */
const PRINT_LIMIT_MS = 2 * 60_000
/** A printer that was not ready is asked again after this. */
const PAUSE_MS = 3_000
/** The first label loads fonts, writer and reader. */
const DRAWING_MS = 30_000

/** The ways to printers are read when the first of them is used. */
const readPrinters = () => import('./printers.ts')

/** Fonts, transports and the clock of the label queue. */
export function printingPorts(labelFolder: string, anywhere: () => boolean): DeskOptions['printing'] {
  const network = laterTransport(WAYS.network, async () => (await readPrinters()).network(anywhere))
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
  if (process.platform === 'win32')
    return { windows: laterTransport(WAYS.windows, async () => (await readPrinters()).windows()) }
  const cups = laterTransport(WAYS.cups, async () => (await readPrinters()).cups())
  if (process.platform !== 'linux') return { cups }
  return { cups, usb: laterTransport(WAYS.usb, async () => (await readPrinters()).usb()) }
}
