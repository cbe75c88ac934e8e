import { uuidv7 } from 'uuidv7'
import { afterEach, describe, expect, it } from 'vitest'
import { openTestDesk, type TestDesk } from '../../../../tests/support/desk.ts'
import type { PrintJob as SubmittedJob, PrintTransport } from '../../devices/printer/transport.ts'
import type { DeskOptions } from '../../compose.ts'

type Printing = DeskOptions['printing']

/** A printer whose behaviour the test chooses; it remembers what reached it. */
function fakePrinter(more: Partial<PrintTransport> = {}) {
  const submitted: SubmittedJob[] = []
  const transport: PrintTransport = {
    kind: 'pdf-folder',
    listPrinters: () => Promise.resolve([]),
    submit: (job) => {
      submitted.push(job)
      return Promise.resolve({ ref: `ref-${submitted.length}` })
    },
    state: () => Promise.resolve({ state: 'printed', reason: 'saved' }),
    ...more,
  }
  const contents: string[] = []
  const printing: Printing = {
    labels: {
      layout: (content) => {
        contents.push(`${content.unit}|${content.name}|${content.code}`)
        return Promise.resolve({} as never)
      },
      renderPdf: () => Promise.resolve(new Uint8Array([1])),
    },
    transports: { cups: { ...transport, kind: 'cups' }, 'pdf-folder': transport },
    follow: async (to, ref, onState) => onState(await to.state(ref)),
  }
  return { submitted, contents, printing }
}

const SETTINGS = {
  read: () => JSON.stringify({ label: { size: '62x100', dpi: 300, autoPrint: true } }),
  write: () => undefined,
}

let desk: TestDesk | null = null
afterEach(async () => {
  await desk?.close()
  desk = null
})

async function registered(on: TestDesk) {
  const [hit] = await on.ask('search.addressee', { text: '1204' })
  return on.ask('packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: uuidv7(),
    rawBarcode: null,
    symbology: null,
    unitId: hit!.unitId,
    residentId: hit!.residentId,
  })
}

const jobState = async (on: TestDesk, packageId: string) =>
  (await on.ask('packages.get', { id: packageId })).printJobs.map((job) => [job.state, job.reason])

/** Resolves when the parcel's newest label has reached a state. */
const reached = async (on: TestDesk, packageId: string, state: string): Promise<void> => {
  for (;;) {
    // Listening begins before the look, so that no change falls in between.
    const { promise: changed, resolve } = Promise.withResolvers<void>()
    const stop = on.desk.on(() => resolve())
    if ((await jobState(on, packageId))[0]?.[0] === state) return stop()
    await changed
    stop()
  }
}

describe('the label queue', () => {
  it('prints the label of a registered parcel, says so, and tells no name to the system’s queue', async () => {
    const printer = fakePrinter()
    desk = await openTestDesk({ printing: printer.printing, settingsFile: SETTINGS })
    const { package: row, printJobId } = await registered(desk)
    expect(printJobId).not.toBeNull()
    await reached(desk, row.id, 'printed')
    expect(printer.contents).toEqual([`1204|${row.resident?.name}|${row.code}`])
    expect(printer.submitted[0]).toMatchObject({ title: `${row.shortNumber} 1204`, size: { id: '62x100' } })
    expect((await desk.ask('packages.get', { id: row.id })).events.map((event) => event.type)).toEqual([
      'received',
      'label_printed',
    ])
  })

  it('says why a print failed and prints again when asked; the parcel was safe all along', async () => {
    let broken = true
    const printer = fakePrinter({
      submit: () => (broken ? Promise.reject(new Error('out of paper')) : Promise.resolve({ ref: 'r' })),
    })
    desk = await openTestDesk({ printing: printer.printing, settingsFile: SETTINGS })
    const { package: row } = await registered(desk)
    await reached(desk, row.id, 'failed')
    expect(await jobState(desk, row.id)).toEqual([['failed', 'out of paper']])
    broken = false
    const [job] = (await desk.ask('packages.get', { id: row.id })).printJobs
    await desk.ask('printing.retry', { jobId: job!.id })
    await reached(desk, row.id, 'printed')
    expect(await jobState(desk, row.id)).toEqual([
      ['printed', 'saved'],
      ['cancelled', 'repeated'],
    ])
  })

  it('after a crash while sending asks a person to check instead of printing twice', async () => {
    let release: (() => void) | undefined
    const hangs = fakePrinter({
      submit: () => new Promise((resolve) => void (release = () => resolve({ ref: 'late' }))),
    })
    const first = await openTestDesk({ printing: hangs.printing, settingsFile: SETTINGS })
    const { package: row } = await registered(first)
    await reached(first, row.id, 'sent')
    // The program ends here without another word from the printer.
    const stopping = first.desk.stop()
    release?.()
    await stopping
    const next = fakePrinter()
    desk = await openTestDesk({ dataDir: first.dataDir, printing: next.printing, settingsFile: SETTINGS })
    expect(await jobState(desk, row.id)).toEqual([['failed', 'interrupted']])
    expect(next.submitted).toEqual([])
  })
})
