import { DeskError } from '../../../shared/contract/errors.ts'
import { labelSize } from '../../../shared/labels/sizes.ts'
import { isWaiting, type PackageStatus } from '../../../shared/packages/lifecycle.ts'
import { joinReasons, splitReasons, type Reason } from '../../../shared/printing/reasons.ts'
import {
  PrintError,
  reasonOf,
  type JobState,
  type PrintDocument,
  type PrintTransport,
} from '../../devices/printer/transport.ts'
import { isOfEnvironment } from '../../store/faults.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { packageRow } from '../parcel/rows.ts'
import type { Settings } from '../settings.ts'
import type { Directory } from '../directory/index.ts'
import { createLabelContents, type LabelWish } from './content.ts'
import { createJobStore, wishOf, type StoredJob } from './jobs.ts'
import { documentForm, type PrintingPorts } from './ports.ts'

/**
 * The label queue. One job at a time for each printer, oldest first. A job is marked as sent before it is handed to the
 * printer's system, so that a crash in between never prints twice: after a restart such a job asks to be checked.
 */
export function createPrinting(
  deps: ServiceDeps,
  directory: Pick<Directory, 'care'>,
  newId: () => string,
  settings: Settings,
  printing: PrintingPorts,
) {
  const { store, ports } = deps
  const jobs = createJobStore(store, () => ports.now())
  const contents = createLabelContents(deps, directory)
  const following = new Set<Promise<void>>()
  /** Printers that were not ready a moment ago. */
  const resting = new Map<string, Promise<void>>()
  let running = false
  let sending: Promise<void> = Promise.resolve()
  /** As `sending`, and done only when what failed was tried again. */
  let pumping: Promise<void> = Promise.resolve()
  let stopped = false

  const printerOf = (job: StoredJob): string => `${job.transport} ${job.printer ?? ''}`

  /** What stays true of a label wherever its job stands: kept with the job, whatever the printer says later. */
  const lasting = (jobId: string): Reason | null =>
    splitReasons(jobs.get(jobId)?.reason ?? '').includes('letters-missing') ? 'letters-missing' : null

  const leftThePrinter = (job: StoredJob): void => {
    const { packageId, reprint, staffId, kind } = job
    if (packageId !== null && kind === 'parcel') printing.printed({ packageId, reprint, staffId })
  }

  const follow = (job: StoredJob, transport: PrintTransport, ref: string): void => {
    // Taken out of the queue by a person meanwhile: that is the last word.
    const isOver = (): boolean => stopped || jobs.get(job.id)?.state === 'cancelled'
    let last: JobState
    const keep = (): void => {
      if (isOver()) return
      const { state, reason, settled } = last
      jobs.set(job.id, { state, reason: joinReasons([reason, lasting(job.id)]), ...(settled ? { settled } : {}) })
      if (state === 'printed' || (state === 'sent' && settled)) leftThePrinter(job)
    }
    const onState = (state: JobState): void => {
      last = state
      void printing.persist('label-state', keep)
    }
    const done = printing
      .follow(transport, ref, onState, isOver)
      .catch((error: unknown) => onState({ state: 'failed', reason: reasonOf(error) }))
      .finally(() => following.delete(done))
    following.add(done)
  }

  const rest = (printer: string): void => {
    const over = printing.pause().then(() => {
      resting.delete(printer)
      pump()
    })
    resting.set(printer, over)
  }

  /**
   * Why a label that nobody asked for by hand is not printed any more: while it waited its parcel left, or its registration
   * was taken back, which leaves the status as it was, or by a server that refused it not even the row.
   */
  const lateBecause = (job: StoredJob): Reason | null => {
    if (job.packageId === null || !job.automatic) return null
    const parcel = store.prepare('SELECT status, deleted_at FROM packages WHERE id = ?').get(job.packageId) as
      | { status: PackageStatus; deleted_at: string | null }
      | undefined
    if (!parcel || parcel.deleted_at !== null) return 'registration-undone'
    return isWaiting(parcel.status) ? null : 'parcel-left'
  }

  /** The checked document; throws the reason why it must not be printed. */
  const make = async (
    job: StoredJob,
    transport: PrintTransport,
  ): Promise<{ document: PrintDocument; note: Reason | null }> => {
    const form = documentForm(transport, job.language)
    let made
    try {
      made = await printing.labels.make({
        subject: contents.subject(wishOf(job)),
        size: job.size,
        dpi: job.dpi,
        as: form,
      })
    } catch (error) {
      ports.log.error('print.not_drawn', { detail: reasonOf(error) })
      throw new PrintError(['label-not-drawn'], { retry: false, cause: error })
    }
    if (made.problems.length > 0) throw new PrintError(made.problems, { retry: false })
    const { bytes, width, height } = made
    const document = form === 'raster' ? { form, bytes, width, height } : { form, bytes }
    return { document, note: made.missing.length > 0 ? 'letters-missing' : null }
  }

  const print = async (job: StoredJob): Promise<void> => {
    const transport = printing.transports[job.transport]
    if (!transport) return jobs.set(job.id, { state: 'failed', reason: 'other-system' })
    const late = lateBecause(job)
    if (late) return jobs.set(job.id, { state: 'cancelled', reason: late })
    let given = false
    try {
      const { document, note } = await make(job, transport)
      if (stopped || jobs.get(job.id)?.settled !== false) return
      jobs.set(job.id, { state: 'sent', reason: joinReasons([job.reason, note]) })
      given = true
      const size = labelSize(job.size)
      const { ref } = await transport.submit({ document, title: job.title, size, printer: job.printer })
      // It is at the printer: that is kept as soon as it can be, and the label is not sent again.
      void printing.persist('label-state', () => {
        if (stopped) return
        jobs.set(job.id, { state: 'sent', reason: note, ref })
        follow(job, transport, ref)
      })
    } catch (error) {
      if (stopped) return
      if (!given && isOfEnvironment(error)) throw error
      const waits = given && error instanceof PrintError && error.retry
      if (waits) rest(printerOf(job))
      // Removed by a person while the printer was being asked: nothing was sent, so it stays removed.
      if (jobs.get(job.id)?.state === 'cancelled') return
      jobs.set(job.id, { state: waits ? 'attention' : 'failed', reason: reasonOf(error) })
    }
  }

  const isUnsent = (job: StoredJob): boolean =>
    job.state === 'queued' || (job.state === 'attention' && job.ref === null)

  const work = async (): Promise<void> => {
    // Begun after `running` is set, and over in the same breath as the last look: a label that is asked for in between
    // would wait for the next one to wake the queue.
    await Promise.resolve()
    for (;;) {
      const next = stopped ? undefined : jobs.open().find((job) => isUnsent(job) && !resting.has(printerOf(job)))
      if (!next) {
        running = false
        return
      }
      await print(next)
    }
  }

  /** Works after the running code has ended: a job that is being added inside an act is committed by then. */
  const pump = (): void => {
    if (running) return
    running = true
    // What fails here is no fault of a label: the queue goes on where it was when the fault is over.
    pumping = printing.persist('labels', () => (sending = work()))
  }

  const enqueue = (
    actor: Actor,
    wish: LabelWish,
    title: string,
    how: { reprint?: boolean; automatic?: boolean },
  ): string => {
    const id = newId()
    const { reprint = false, automatic = false } = how
    jobs.add({ id, wish, title, settings: settings.get(), reprint, automatic, staffId: actor.id })
    pump()
    return id
  }

  const enqueueParcel = (actor: Actor, packageId: string, how: Parameters<typeof enqueue>[3]): string => {
    const row = packageRow(store, packageId)
    // The title is seen in the system's queue by anyone: no name in it.
    const title = [row.shortNumber, row.unit?.number].filter(Boolean).join(' ')
    return enqueue(actor, { kind: 'parcel', packageId }, title, how)
  }

  const jobOf = (id: string): StoredJob => {
    const job = jobs.get(id)
    if (!job) throw new DeskError('NOT_FOUND')
    return job
  }

  return {
    jobs,
    contents,
    /** Prints by itself where the desk wants it so; otherwise null. Inside an act the job joins the act's commit. */
    automatic: (actor: Actor, packageId: string): string | null =>
      settings.get().label.autoPrint ? enqueueParcel(actor, packageId, { automatic: true }) : null,
    parcel: (actor: Actor, packageId: string): string =>
      enqueueParcel(actor, packageId, { reprint: jobs.ofPackage(packageId).length > 0 }),
    /** A slip for whoever no letter reaches. Inside an act the job joins the act's commit. */
    slip(actor: Actor, packageId: string): string {
      const row = packageRow(store, packageId)
      return enqueue(
        actor,
        { kind: 'slip', packageId },
        [row.shortNumber, row.unit?.number].filter(Boolean).join(' '),
        {
          automatic: true,
        },
      )
    },
    test: (actor: Actor): string => enqueue(actor, { kind: 'test' }, 'TEST', {}),
    shelves(actor: Actor, shelfIds: readonly string[]): number {
      // All are looked up before the first is queued: half a batch would be printed twice.
      const found = shelfIds.map((shelfId) => ({ shelfId, code: contents.shelf(shelfId).code }))
      for (const { shelfId, code } of found) enqueue(actor, { kind: 'shelf', shelfId }, code, {})
      return found.length
    },
    /** Prints a label again that did not come out, on the printer of now. */
    retry(actor: Actor, jobId: string): void {
      const job = jobOf(jobId)
      if (job.state !== 'failed' && job.state !== 'cancelled') return
      jobs.set(jobId, { state: 'cancelled', reason: 'repeated' })
      enqueue(actor, wishOf(job), job.title, { reprint: job.packageId !== null })
    },
    async cancel(jobId: string): Promise<void> {
      const job = jobOf(jobId)
      if (job.state === 'printed') return
      const transport = printing.transports[job.transport]
      const mayPrint = job.ref !== null && transport?.cancel === undefined && !job.settled
      if (job.ref && !job.settled) await transport?.cancel?.(job.ref)
      jobs.set(jobId, { state: 'cancelled', reason: joinReasons([mayPrint ? 'may-still-print' : null]) })
    },
    /** Takes up what the last run left: queued jobs print, sent ones are followed, unclear ones are shown. */
    start(): void {
      const left = jobs.open().filter((job) => !isUnsent(job))
      void printing.persist('labels', () => {
        // Taken off when it is done: another try goes on with the rest.
        for (let job = left[0]; job; left.shift(), job = left[0]) {
          if (stopped) return
          const transport = printing.transports[job.transport]
          if (!transport) jobs.set(job.id, { state: 'failed', reason: 'other-system' })
          else if (job.ref) follow(job, transport, job.ref)
          else jobs.set(job.id, { state: 'failed', reason: 'interrupted' })
        }
      })
      pump()
    },
    async stop(): Promise<void> {
      stopped = true
      await sending.catch(() => undefined)
    },
    /** Resolves when nothing is being printed or followed. Labels that wait for a printer that is not ready keep nobody waiting. */
    async atRest(): Promise<void> {
      for (;;) {
        if (!running && following.size === 0) return
        await Promise.all([pumping, ...following])
      }
    },
  }
}
