// One label asked for on a full desk: laid out, drawn, read back, made into its document and handed over, p95.
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLabelThread } from '../src/main/devices/printer/label-thread.ts'
import type { PrintTransport } from '../src/main/devices/printer/transport.ts'
import { openTestDesk, PROJECT } from '../tests/support/testDesk.ts'
import { report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const { labels: COUNT } = sizes({ labels: 120 }, { labels: 12 })
/** Longer than any label takes: one that fails is never handed over. */
const PATIENCE_MS = 20_000
let taken: () => void = () => undefined

/** A printer that takes every label at once: what is measured ends where its system's part begins. */
const printer: PrintTransport = {
  kind: 'cups',
  forms: ['pdf', 'zpl'],
  listPrinters: () => Promise.resolve([]),
  check: () => Promise.resolve({ state: 'ready', reason: null }),
  submit: () => {
    taken()
    return Promise.resolve({ ref: '1' })
  },
  state: () => Promise.resolve({ state: 'printed', reason: null }),
}

const labels = createLabelThread({
  file: pathToFileURL(join(PROJECT, 'src/main/devices/printer/label-worker.ts')),
  fontFolder: join(PROJECT, 'resources/fonts'),
  timeoutMs: 30_000,
})
const desk = await openTestDesk({
  checkOutput: false,
  printing: {
    labels,
    transports: { cups: printer },
    follow: async (to, ref, onState) => onState(await to.state(ref)),
    pause: () => Promise.resolve(),
  },
})
try {
  const context: Record<string, unknown> = {}
  let worst = 0
  const { rows } = await desk.ask('packages.list', { filter: { statuses: ['received', 'notified'] }, limit: 200 })
  for (const language of ['pdf', 'zpl'] as const) {
    await desk.ask('settings.setDevices', {
      label: { size: '102x152', dpi: 203, autoPrint: true },
      printer: { transport: 'cups', name: 'bench', language },
    })
    const samples: number[] = []
    for (let n = 0; n < COUNT; n++) {
      const packageId = rows[n % rows.length]!.id
      const printed = new Promise<true>((resolve) => {
        taken = () => resolve(true)
      })
      const began = performance.now()
      await desk.ask('labels.print', { packageId })
      const done = await Promise.race([printed, sleep(PATIENCE_MS, false, { ref: false })])
      samples.push(performance.now() - began)
      if (done) continue
      const { printJobs } = await desk.ask('packages.get', { id: packageId })
      throw new Error(`a label was not printed: ${printJobs[0]?.reason ?? 'the queue did not get to it'}`)
    }
    // The first one loads fonts, writer and reader.
    const { p50, p95, max } = spread(samples.slice(5))
    Object.assign(context, { [`${language} p50`]: p50, [`${language} p95`]: p95, [`${language} max`]: max })
    context[`${language} first`] = samples[0]
    worst = Math.max(worst, p95)
  }
  report({
    name: 'label',
    value: worst,
    unit: 'ms p95',
    limit: 150,
    context: { ...context, size: '102x152', dpi: 203 },
  })
} finally {
  await desk.close()
  await labels.close()
}
