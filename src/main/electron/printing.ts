import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { app } from 'electron'
import type { DeskOptions } from '../compose.ts'
import { createCupsTransport } from '../devices/printer/cups.ts'
import { followJob } from '../devices/printer/follow-job.ts'
import { createIppPost } from '../devices/printer/ipp-http.ts'
import { fontsIn } from '../devices/printer/label-fonts.ts'
import { createLabelMaker } from '../devices/printer/label-maker.ts'
import { createPdfFolderTransport } from '../devices/printer/pdf-folder.ts'

/** How long a label may wait for its printer before it is called failed. */
const PATIENCE_MS = 2 * 60_000
const ANSWER_MS = 5_000

/** Fonts, transports and the clock of the label queue. */
export function printingPorts(labelFolder: string): DeskOptions['printing'] {
  return {
    labels: createLabelMaker({ readFont: fontsIn(join(app.getAppPath(), 'resources/fonts')) }),
    transports: {
      cups: createCupsTransport({
        post: createIppPost({ server: process.env['CUPS_SERVER'], timeoutMs: ANSWER_MS }),
        user: userInfo().username,
      }),
      'pdf-folder': createPdfFolderTransport({ folder: labelFolder }),
    },
    follow: async (transport, ref, onState) => {
      await followJob(transport, ref, {
        clock: () => performance.now(),
        sleep: (ms) => sleep(ms, undefined, { ref: false }),
        timeoutMs: PATIENCE_MS,
        onState,
      })
    },
  }
}
