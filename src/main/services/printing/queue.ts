import { CARRIERS } from '../../../shared/carriers/index.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { LabelContent, LabelLanguages } from '../../../shared/labels/content.ts'
import { LABEL_SIZES } from '../../../shared/labels/sizes.ts'
import type { LabelMaker } from '../../devices/printer/label-maker.ts'
import type { PrintTransport } from '../../devices/printer/transport.ts'
import type { ServiceDeps } from '../deps.ts'
import { packageRow } from '../packages/rows.ts'
import type { Settings } from '../settings.ts'
import { createJobStore, type StoredJob } from './jobs.ts'

export interface PrintingPorts {
  labels: LabelMaker
  transports: Readonly<Record<PrintTransport['kind'], PrintTransport>>
  /** Follows a job to its end. */
  follow(
    transport: PrintTransport,
    ref: string,
    onState: (state: { state: 'queued' | 'sent' | 'printed' | 'failed'; reason: string | null }) => void,
  ): Promise<void>
  /** Appends 'label_printed' to the parcel's history. */
  printed(job: { packageId: string; reprint: boolean }): void
}

/** What a label says about a parcel. */
export function labelContent(row: PackageRow, place: ServiceDeps['place']): LabelContent {
  const [first = 'fr', second] = place.building.languages
  const languages: LabelLanguages = second
    ? first === 'fr'
      ? ['fr', 'en']
      : ['en', 'fr']
    : first === 'fr'
      ? ['fr']
      : ['en']
  return {
    building: place.building.name,
    unit: row.unit?.number ?? '',
    name: row.resident?.name ?? '',
    shortNumber: row.shortNumber,
    receivedAt: row.receivedAt,
    timezone: place.building.timezone,
    carrierShort: CARRIERS.find((carrier) => carrier.id === row.carrier)?.short ?? row.carrier.slice(0, 10),
    trackingLast4: row.trackingNumber?.slice(-4) ?? '',
    flags: [
      ...(row.flags.perishable ? (['perishable'] as const) : []),
      ...(row.flags.oversize ? (['oversize'] as const) : []),
      ...(row.flags.signatureRequired ? (['signature_required'] as const) : []),
    ],
    shelf: row.shelf?.code ?? null,
    code: row.code,
    languages,
  }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * The label queue. One job at a time, oldest first. A job is marked as sent before it is handed to the printer's
 * system, so that a crash in between never prints twice: after a restart such a job asks to be checked.
 */
export function createPrinting(
  { store, ports, place }: ServiceDeps,
  newId: () => string,
  settings: Settings,
  printing: PrintingPorts,
) {
  const jobs = createJobStore(store, () => ports.now())
  const following = new Set<Promise<void>>()
  let running: Promise<void> | null = null
  let stopped = false

  const follow = (
    job: Pick<StoredJob, 'id' | 'packageId' | 'reprint'>,
    transport: PrintTransport,
    ref: string,
  ): void => {
    const done = printing
      .follow(transport, ref, ({ state, reason }) => {
        if (stopped) return
        jobs.set(job.id, { state, reason })
        if (state === 'printed') printing.printed(job)
      })
      .catch((error: unknown) => {
        if (!stopped) jobs.set(job.id, { state: 'failed', reason: words(error) })
      })
      .finally(() => following.delete(done))
    following.add(done)
  }

  const print = async (id: string): Promise<void> => {
    const job = jobs.get(id)
    if (!job || job.state !== 'queued') return
    const transport = printing.transports[job.transport]
    jobs.set(id, { state: 'sent', reason: null })
    const size = LABEL_SIZES.find(({ id: known }) => known === job.size) ?? LABEL_SIZES[0]!
    const fail = (reason: string) => {
      if (!stopped) jobs.set(id, { state: 'failed', reason })
    }
    let pdf: Uint8Array
    try {
      const content = labelContent(packageRow(store, job.packageId), place)
      pdf = await printing.labels.renderPdf(await printing.labels.layout(content, size, settings.get().label.dpi))
    } catch (error) {
      ports.log.error('print.not_drawn', { detail: words(error) })
      return fail('label_not_drawn')
    }
    try {
      const { ref } = await transport.submit({ pdf, title: job.title, size, printer: job.printer })
      if (stopped) return
      jobs.set(id, { state: 'sent', reason: null, ref })
      follow(job, transport, ref)
    } catch (error) {
      fail(words(error))
    }
  }

  const pump = (): void => {
    running ??= (async () => {
      for (;;) {
        const next = stopped ? undefined : jobs.open().find((job) => job.state === 'queued')
        if (!next) return
        await print(next.id)
      }
    })().finally(() => {
      running = null
    })
  }

  const enqueue = (packageId: string, reprint: boolean): string => {
    const row = packageRow(store, packageId)
    const id = newId()
    // The title is seen in the system's queue by anyone: no name in it.
    const title = [row.shortNumber, row.unit?.number].filter(Boolean).join(' ')
    const { label, printer } = settings.get()
    jobs.add({ id, packageId, title, size: label.size, settings: printer, reprint })
    pump()
    return id
  }

  return {
    jobs,
    /** Prints by itself where the desk wants it so; otherwise null. */
    automatic: (packageId: string): string | null => {
      if (!settings.get().label.autoPrint) return null
      try {
        return enqueue(packageId, false)
      } catch (error) {
        // The parcel is already safe; a label that cannot be queued must not look like a parcel that was refused.
        ports.log.error('print.enqueue_failed', { detail: error instanceof DeskError ? error.code : String(error) })
        return null
      }
    },
    reprint: (packageId: string): string => enqueue(packageId, jobs.ofPackage(packageId).length > 0),
    retry(jobId: string): void {
      const job = jobs.get(jobId)
      if (!job) throw new DeskError('NOT_FOUND')
      if (job.state !== 'failed' && job.state !== 'cancelled') return
      jobs.set(jobId, { state: 'cancelled', reason: 'repeated' })
      enqueue(job.packageId, true)
    },
    async cancel(jobId: string): Promise<void> {
      const job = jobs.get(jobId)
      if (!job) throw new DeskError('NOT_FOUND')
      if (job.ref) await printing.transports[job.transport].cancel?.(job.ref)
      if (job.state !== 'printed') jobs.set(jobId, { state: 'cancelled', reason: null })
    },
    /** Takes up what the last run left: queued jobs print, sent ones are followed, unclear ones are shown. */
    start(): void {
      for (const job of jobs.open()) {
        if (job.state !== 'sent') continue
        if (job.ref) follow(job, printing.transports[job.transport], job.ref)
        else jobs.set(job.id, { state: 'failed', reason: 'interrupted' })
      }
      pump()
    },
    async stop(): Promise<void> {
      stopped = true
      await running
    },
    /** Resolves when nothing is being printed or followed. */
    async idle(): Promise<void> {
      for (;;) {
        if (!running && following.size === 0) return
        await Promise.all([running, ...following])
      }
    },
  }
}

export type Printing = ReturnType<typeof createPrinting>
