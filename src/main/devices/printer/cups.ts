import {
  IPP_GROUP,
  IPP_TAG,
  decodeIpp,
  encodeIpp,
  type IppAttribute,
  type IppGroup,
  type IppValue,
} from './ipp-codec.ts'
import { jobStateOf, printerStateOf, statusError } from './cups-words.ts'
import type { IppPost } from './ipp-http.ts'
import { joinReasons, needsSomebody, splitReasons } from '../../../shared/printing/reasons.ts'
import { PrintError, type PrinterHealth, type PrintTransport } from './transport.ts'

const OPERATION = {
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getPrinterAttributes: 0x000b,
  cupsGetDefault: 0x4001,
  cupsGetPrinters: 0x4002,
} as const

/** Commands of a printer go through untouched: whatever the queue's driver is. */
const FORMATS = { pdf: 'application/pdf', zpl: 'application/vnd.cups-raw', raster: 'application/octet-stream' } as const

const NOT_POSSIBLE = 0x0404
const NOT_FOUND = 0x0406

const attribute = (tag: number, name: string, ...values: (string | number | boolean)[]): IppAttribute => ({
  tag,
  name,
  values,
})

const printerUri = (name: string): string => `ipp://localhost/printers/${encodeURIComponent(name)}`
const jobUri = (ref: string): string => `ipp://localhost/jobs/${ref}`

/**
 * Prints through CUPS over its own protocol. A job that CUPS took is not a label: the queue may cancel it, stop or wait
 * for the printer later, so the state that we report is always the job's own.
 */
export function createCupsTransport(ports: { post: IppPost; user: string }): PrintTransport {
  let requests = 0

  const call = async (
    operation: number,
    path: string,
    attributes: readonly IppAttribute[],
    job: readonly IppAttribute[] = [],
    document?: Uint8Array,
  ): Promise<{ status: number; groups: readonly IppGroup[] }> => {
    requests += 1
    const common = [
      attribute(IPP_TAG.charset, 'attributes-charset', 'utf-8'),
      attribute(IPP_TAG.language, 'attributes-natural-language', 'en'),
    ]
    const groups: { tag: number; attributes: readonly IppAttribute[] }[] = [
      { tag: IPP_GROUP.operation, attributes: [...common, ...attributes] },
    ]
    if (job.length > 0) groups.push({ tag: IPP_GROUP.job, attributes: job })
    return decodeIpp(await ports.post(path, encodeIpp(operation, requests, groups, document)))
  }

  const must = async (...args: Parameters<typeof call>): Promise<readonly IppGroup[]> => {
    const { status, groups } = await call(...args)
    if (status >= 0x0100) throw statusError(status, textOf(groups, IPP_GROUP.operation, 'status-message'))
    return groups
  }

  const user = attribute(IPP_TAG.name, 'requesting-user-name', ports.user)

  const defaultPrinter = async (): Promise<string | null> => {
    const wanted = attribute(IPP_TAG.keyword, 'requested-attributes', 'printer-name')
    const { status, groups } = await call(OPERATION.cupsGetDefault, '/', [wanted])
    return status < 0x0100 ? textOf(groups, IPP_GROUP.printer, 'printer-name') : null
  }

  const printerAt = async (uri: string): Promise<ReturnType<typeof printerStateOf>> => {
    const names = ['printer-state', 'printer-state-message', 'printer-state-reasons']
    const groups = await must(OPERATION.getPrinterAttributes, new URL(uri).pathname, [
      attribute(IPP_TAG.uri, 'printer-uri', uri),
      user,
      attribute(IPP_TAG.keyword, 'requested-attributes', ...names),
    ])
    return printerStateOf(groups.find((group) => group.tag === IPP_GROUP.printer)?.attributes ?? new Map())
  }

  const check = async (printer: string | null): Promise<PrinterHealth> => {
    const name = printer ?? (await defaultPrinter())
    if (name === null) throw new PrintError(['no-default-printer'], { retry: false })
    const { state, reason } = await printerAt(printerUri(name))
    if (state === 'stopped') return { state: 'attention', reason: joinReasons(['printer-stopped', reason]) }
    return { state: needsSomebody(splitReasons(reason ?? '')) ? 'attention' : 'ready', reason }
  }

  const cancel = async (ref: string): Promise<void> => {
    const { status, groups } = await call(OPERATION.cancelJob, '/jobs/', [
      attribute(IPP_TAG.uri, 'job-uri', jobUri(ref)),
      user,
    ])
    // Both mean that the job ended before.
    if (status < 0x0100 || status === NOT_POSSIBLE || status === NOT_FOUND) return
    throw statusError(status, textOf(groups, IPP_GROUP.operation, 'status-message'))
  }

  return {
    kind: 'cups',
    forms: ['pdf', 'zpl'],
    check,
    async listPrinters() {
      const names = ['printer-name', 'printer-state', 'printer-state-message', 'printer-state-reasons']
      const wanted = attribute(IPP_TAG.keyword, 'requested-attributes', ...names)
      const { status, groups } = await call(OPERATION.cupsGetPrinters, '/', [wanted, user])
      if (status === NOT_FOUND) return []
      if (status >= 0x0100) throw statusError(status, textOf(groups, IPP_GROUP.operation, 'status-message'))
      const byDefault = await defaultPrinter()
      return groups
        .filter((group) => group.tag === IPP_GROUP.printer)
        .map(({ attributes }) => {
          const name = String(attributes.get('printer-name')?.[0] ?? '')
          return { transport: 'cups' as const, name, isDefault: name === byDefault, ...printerStateOf(attributes) }
        })
        .filter((printer) => printer.name !== '')
    },
    async submit(job) {
      const printer = job.printer ?? (await defaultPrinter())
      if (printer === null) throw new PrintError(['no-default-printer'], { retry: false })
      const uri = attribute(IPP_TAG.uri, 'printer-uri', printerUri(printer))
      const path = `/printers/${encodeURIComponent(printer)}`
      // First an empty job, then its document: when sending breaks off we know which job to take back, and a repeated
      // label cannot come out beside a first one that we believed lost.
      const created = await must(
        OPERATION.createJob,
        path,
        [uri, user, attribute(IPP_TAG.name, 'job-name', job.title.slice(0, 120))],
        job.document.form === 'zpl'
          ? []
          : [
              attribute(IPP_TAG.keyword, 'media', `Custom.${job.size.widthMm}x${job.size.heightMm}mm`),
              attribute(IPP_TAG.keyword, 'print-scaling', 'none'),
              attribute(IPP_TAG.integer, 'copies', 1),
            ],
      )
      const id = valueOf(created, IPP_GROUP.job, 'job-id')
      if (typeof id !== 'number') throw new Error('The print system gave the job no number')
      const ref = String(id)
      try {
        await must(
          OPERATION.sendDocument,
          path,
          [
            attribute(IPP_TAG.uri, 'job-uri', jobUri(ref)),
            user,
            attribute(IPP_TAG.mime, 'document-format', FORMATS[job.document.form]),
            attribute(IPP_TAG.boolean, 'last-document', true),
          ],
          [],
          job.document.bytes,
        )
      } catch (error) {
        await cancel(ref).catch(() => undefined)
        throw error
      }
      return { ref }
    },
    async state(ref) {
      const names = ['job-state', 'job-state-reasons', 'job-printer-uri']
      const printerNames = ['job-printer-state-message', 'job-printer-state-reasons']
      const { status, groups } = await call(OPERATION.getJobAttributes, '/jobs/', [
        attribute(IPP_TAG.uri, 'job-uri', jobUri(ref)),
        user,
        attribute(IPP_TAG.keyword, 'requested-attributes', ...names, ...printerNames),
      ])
      if (status === NOT_FOUND) return { state: 'failed', reason: 'unknown-job' }
      if (status >= 0x0100) throw statusError(status, textOf(groups, IPP_GROUP.operation, 'status-message'))
      const state = jobStateOf(groups.find((group) => group.tag === IPP_GROUP.job)?.attributes ?? new Map())
      const uri = textOf(groups, IPP_GROUP.job, 'job-printer-uri')
      // A waiting job does not say that its printer was stopped before it came.
      if (state.state !== 'queued' || uri === null) return state
      const printer = await printerAt(uri)
      if (printer.state !== 'stopped') return state
      return { state: 'attention', reason: joinReasons(['printer-stopped', printer.reason]) }
    },
    cancel,
  }
}

function valueOf(groups: readonly IppGroup[], tag: number, name: string): IppValue | null {
  return groups.find((group) => group.tag === tag && group.attributes.has(name))?.attributes.get(name)?.[0] ?? null
}

function textOf(groups: readonly IppGroup[], tag: number, name: string): string | null {
  const value = valueOf(groups, tag, name)
  return typeof value === 'string' && value !== '' ? value : null
}
