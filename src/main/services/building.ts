import { DeskError } from '../../shared/contract/errors.ts'
import type { Parsed } from '../../shared/contract/index.ts'
import type { ServiceDeps } from './deps.ts'
import { createActs } from './acts.ts'
import { createDirectory } from './directory/index.ts'
import type { Deferred } from './deferred.ts'
import { pickupCodes } from './directory/residents.ts'
import { createMessages, type MessagesPorts } from './messages/index.ts'
import { createDetail } from './packages/detail.ts'
import { appendEvent } from './parcel/event.ts'
import { createSenders } from './packages/senders.ts'
import { createDirectoryUndo } from './people/undo.ts'
import { createLists } from './packages/list.ts'
import type { ThreadReader } from './import/thread.ts'
import { createBatches } from './people/batch.ts'
import { createIntake } from './packages/register.ts'
import { createRedo } from './packages/redo.ts'
import { createUndo } from './packages/undo.ts'
import type { PrintingPorts } from './printing/ports.ts'
import { previewLabel } from './printing/preview.ts'
import { createPrinting } from './printing/queue.ts'
import type { CopiesPort } from './privacy/erasing.ts'
import { watchTraces, type TracesPorts } from './privacy/traces.ts'
import { createLooks } from './privacy/looks.ts'
import { createStanding } from './notices/standing.ts'
import type { Persist } from './persist.ts'
import { createScanResolver } from './scan/resolve.ts'
import type { CodeTries } from './duty/codes.ts'
import { searchAll } from './search.ts'
import { createSession, type DutyGate, type OnDuty } from './session.ts'
import type { Settings } from './settings.ts'
import { createSetup } from './setup.ts'

/** Every service of one open building, built on its store. Disposed when the store closes. */
export function openBuilding(
  deps: ServiceDeps,
  options: {
    newId: () => string
    settings: Settings
    printing: Omit<PrintingPorts, 'printed' | 'persist'>
    persist: Persist
    onDuty: OnDuty
    /** Soon, when what was asked has been answered. */
    defer(run: () => void): void
    importReader: ThreadReader
    /** An import, or the undo of one, has come further. */
    importMoved: () => void
    duty: DutyGate & { codes: CodeTries }
    erasing: CopiesPort & Omit<TracesPorts, 'persist'>
    messages: Omit<MessagesPorts, 'newId' | 'actor' | 'persist'>
    /** Letters leave by themselves: the desk is connected to a project. */
    sendsNotices: () => boolean
  },
) {
  const { store, place } = deps
  const { newId } = options
  const session = createSession(store, place, options.onDuty, options.duty)
  const directory = createDirectory(deps)
  const scan = createScanResolver(deps, directory, options.duty)
  const printing = createPrinting(deps, directory, newId, options.settings, {
    ...options.printing,
    persist: options.persist,
    printed: ({ packageId, reprint, staffId }) => {
      // Signed by whoever asked for it; somebody else may be on duty when it comes out.
      const on = session.actor()
      const actor = staffId === null || staffId === on.id ? on : { id: staffId, name: on.name, role: on.role }
      store.transact('labels.printed', { staffId: actor.id }, (tx) => {
        appendEvent(tx, { actor, place }, { packageId, type: 'label_printed', detail: { reprint } })
      })
    },
  })
  const messages = createMessages(deps, directory, {
    ...options.messages,
    newId,
    persist: options.persist,
    actor: session.actor,
  })
  const looks = createLooks(deps, options.defer)
  const traces = watchTraces(deps, { ...options.erasing, persist: options.persist })
  const enqueueLabel = (packageId: string) => printing.automatic(session.actor(), packageId)
  const batches = createBatches(deps, options.importMoved)
  const intake = createIntake(deps, directory, enqueueLabel)
  let deferred: Promise<Deferred> | null = null
  let isClosed = false
  const readDeferred = async (): Promise<Deferred> => {
    const { openDeferred } = await import('./deferred.ts')
    if (isClosed) throw new DeskError('NOT_READY')
    return openDeferred(deps, { ...options, directory, batches, labels: options.printing.labels, slip: printing.slip })
  }
  return {
    place,
    session,
    /** What is not needed before the first scan. A file that could not be read is asked for again. */
    async deferred(): Promise<Deferred> {
      deferred ??= readDeferred()
      const services = await deferred.catch((error: unknown) => {
        deferred = null
        throw error
      })
      if (isClosed) throw new DeskError('NOT_READY')
      return services
    },
    directory,
    scan,
    printing,
    preview: (what: Parameters<typeof previewLabel>[1]) =>
      previewLabel({ contents: printing.contents, labels: options.printing.labels }, what),
    intake,
    messages,
    lists: createLists(deps, directory),
    detail: createDetail(deps, directory, printing.jobs.ofPackage),
    senders: createSenders(deps),
    notices: createStanding(deps, options.sendsNotices),
    acts: createActs(
      store,
      { ...createUndo(deps), ...createRedo(deps, enqueueLabel) },
      createDirectoryUndo(deps, batches),
    ),
    setup: createSetup(deps, {
      hasScanner: () => options.settings.get().scanners.length > 0,
      isProved: () => ['pin', 'session'].includes(session.actor().proof ?? ''),
    }),
    /** What the end of the program has cut is taken back. */
    recover: batches.recover,
    resident: looks.page,
    pickupCodes: (id: string) => pickupCodes(store, id),
    search: (input: Parsed<'search.all'>) => searchAll(store, directory, input),
    async close(): Promise<void> {
      isClosed = true
      batches.halt()
      await printing.stop()
      await options.importReader.close()
      await deferred?.then((services) => services[Symbol.dispose]()).catch(() => undefined)
      for (const part of [looks, traces, messages, scan, directory, session]) part[Symbol.dispose]()
    },
  }
}

export type Building = ReturnType<typeof openBuilding>
