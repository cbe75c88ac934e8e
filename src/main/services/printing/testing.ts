import { uuidv7 } from 'uuidv7'
import type { TestDesk } from '../../../../tests/support/testDesk.ts'
import type { DeskOptions } from '../../deskOptions.ts'
import { PrintError, type PrintJob as SubmittedJob, type PrintTransport } from '../../devices/printer/transport.ts'
import type { DocumentContent } from '../../../shared/documents/content.ts'
import type { LabelProblem } from '../../../shared/labels/problems.ts'

type Printing = DeskOptions['printing']

/** A printer whose behaviour the test chooses; it remembers what reached it. */
export function fakePrinter(more: Partial<PrintTransport> = {}) {
  const submitted: SubmittedJob[] = []
  const transport: PrintTransport = {
    kind: 'pdf-folder',
    forms: ['pdf', 'zpl'],
    check: () => Promise.resolve({ state: 'ready', reason: null }),
    listPrinters: () => Promise.resolve([]),
    submit: (job) => {
      submitted.push(job)
      return Promise.resolve({ ref: `ref-${submitted.length}` })
    },
    state: () => Promise.resolve({ state: 'printed', reason: 'saved' }),
    ...more,
  }
  const contents: string[] = []
  const made: string[] = []
  /** Documents that were drawn. */
  const documents: DocumentContent[] = []
  /** Problems that the next label has. */
  const refused: LabelProblem[] = []
  /** Characters that the fonts lack in every label from now on. */
  const missing: string[] = []
  /** How long the printer rests; it rests for ever when there is none. */
  const pauses: Promise<void>[] = []
  const printing: Printing = {
    labels: {
      make: ({ subject, size, dpi, as }) => {
        const { content } = subject
        contents.push(
          'texts' in content
            ? `${content.unit}|${content.texts.join('|')}`
            : 'unit' in content
              ? `${content.unit}|${content.name}|${content.code}`
              : content.code,
        )
        made.push(`${size} ${dpi} ${as}`)
        const problems = refused.splice(0)
        return Promise.resolve({ bytes: new Uint8Array([1]), width: 1, height: 1, problems, dropped: [], missing })
      },
      commandSheet: () => Promise.resolve(new Uint8Array()),
      document: (content) => {
        documents.push(content)
        return Promise.resolve(new Uint8Array([1]))
      },
      close: () => Promise.resolve(),
    },
    transports: { cups: { ...transport, kind: 'cups' }, 'pdf-folder': transport },
    follow: async (to, ref, onState) => onState(await to.state(ref)),
    pause: () => pauses.shift() ?? new Promise(() => undefined),
  }
  return { submitted, contents, made, documents, refused, missing, pauses, printing }
}

/** Labels of 62 x 100 mm, printed with each registration. */
export const SETTINGS = {
  read: () => JSON.stringify({ label: { size: '62x100', dpi: 300, autoPrint: true } }),
  write: () => undefined,
}

/** A printer that has no paper for as long as the program runs. */
export const printerWithoutPaper = () =>
  fakePrinter({ submit: () => Promise.reject(new PrintError(['media-empty'], { retry: true })) })

/** Registers a parcel for whoever is first in 1204. */
export async function registered(on: TestDesk) {
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

/** State and reason of the parcel's labels, newest first. */
export const jobState = async (on: TestDesk, packageId: string) =>
  (await on.ask('packages.get', { id: packageId })).printJobs.map((job) => [job.state, job.reason])

/** Resolves when the parcel's newest label has reached a state. */
export const reached = async (on: TestDesk, packageId: string, state: string): Promise<void> => {
  for (;;) {
    // Listening begins before the look, so that no change falls in between.
    let stop = (): void => undefined
    const changed = new Promise<void>((resolve) => {
      stop = on.desk.on(() => resolve())
    })
    if ((await jobState(on, packageId))[0]?.[0] === state) return stop()
    await changed
    stop()
  }
}
