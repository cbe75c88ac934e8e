import type { Parsed } from '../../shared/contract/index.ts'
import type { ServiceDeps } from './deps.ts'
import { createAudit } from './audit/index.ts'
import { createActs } from './acts.ts'
import { createDirectory } from './directory/index.ts'
import { pickupCodes } from './directory/residents.ts'
import { createMoves } from './moves/index.ts'
import { createMessages, type MessagesPorts } from './messages/index.ts'
import { createChanges } from './packages/change.ts'
import { createDetail } from './packages/detail.ts'
import { appendEvent } from './parcel/event.ts'
import { createSenders } from './packages/senders.ts'
import { createBelongings } from './people/belongings.ts'
import { createCare } from './people/care.ts'
import { directoryHistory } from './people/history.ts'
import { createConflicts } from './people/conflicts.ts'
import { createDuplicates } from './people/duplicates.ts'
import { createMerging } from './people/merging.ts'
import { unconfirmed } from './people/unconfirmed.ts'
import { createPersons } from './people/persons.ts'
import { createDirectoryUndo } from './people/undo.ts'
import { createHandovers } from './packages/handover.ts'
import { createLists } from './packages/list.ts'
import { createExports } from './import/exports.ts'
import { createImports } from './import/index.ts'
import type { ThreadReader } from './import/thread.ts'
import { createBatches } from './people/batch.ts'
import { createIntake } from './packages/register.ts'
import { createRedo } from './packages/redo.ts'
import { createUndo } from './packages/undo.ts'
import type { PrintingPorts } from './printing/ports.ts'
import { previewLabel } from './printing/preview.ts'
import { createPrinting } from './printing/queue.ts'
import { createCarrierRules } from './scan/carriers.ts'
import { createErasing, type CopiesPort } from './privacy/erasing.ts'
import { watchTraces, type TracesPorts } from './privacy/traces.ts'
import { createLooks } from './privacy/looks.ts'
import { createIncidents } from './incidents/index.ts'
import { createPrivacyNotice } from './privacy/notice.ts'
import { createPersonExport } from './privacy/personExport.ts'
import type { Persist } from './persist.ts'
import { createScanResolver } from './scan/resolve.ts'
import { searchAll } from './search.ts'
import { createSession, type DutyGate, type OnDuty } from './session.ts'
import type { Settings } from './settings.ts'
import { createRules } from './rules/index.ts'
import { createShelves } from './shelves/change.ts'
import { createSetup } from './setup.ts'
import { createStaff } from './staff/staff.ts'
import { createUnits } from './units/change.ts'
import { createUnitList } from './units/list.ts'
import { unitPage } from './units/page.ts'
import { createUnsent } from './unsent/index.ts'

/** Every service of one open building, built on its store. Disposed when the store closes. */
export function openBuilding(
  deps: ServiceDeps,
  options: {
    newId: () => string
    settings: Settings
    printing: Omit<PrintingPorts, 'printed' | 'persist'>
    persist: Persist
    onDuty: OnDuty
    importReader: ThreadReader
    /** An import, or the undo of one, has come further. */
    importMoved: () => void
    duty: DutyGate
    erasing: CopiesPort & Omit<TracesPorts, 'persist'>
    messages: Omit<MessagesPorts, 'newId' | 'actor' | 'persist'>
  },
) {
  const { store, place } = deps
  const { newId } = options
  const session = createSession(store, place, options.onDuty, options.duty)
  const directory = createDirectory(deps)
  const scan = createScanResolver(deps, directory, options.duty.badgeOf)
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
  const traces = watchTraces(deps, { ...options.erasing, persist: options.persist })
  const enqueueLabel = (packageId: string) => printing.automatic(session.actor(), packageId)
  const batches = createBatches(deps, options.importMoved)
  const intake = createIntake(deps, directory, enqueueLabel)
  const duplicates = createDuplicates(deps, directory)
  const audit = createAudit(deps, { writer: options.importReader, language: () => options.settings.get().language })
  return {
    place,
    session,
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
    changes: createChanges(deps),
    handovers: createHandovers(deps),
    acts: createActs(
      store,
      { ...createUndo(deps), ...createRedo(deps, enqueueLabel) },
      createDirectoryUndo(deps, batches),
    ),
    care: createCare(deps),
    belongings: createBelongings(deps),
    persons: createPersons(deps, directory),
    merging: createMerging(deps),
    unconfirmed: () => unconfirmed(deps),
    duplicates,
    staff: createStaff(deps),
    shelves: createShelves(deps),
    setup: createSetup(deps, {
      hasScanner: () => options.settings.get().scanners.length > 0,
      isProved: () => ['pin', 'session'].includes(session.actor().proof ?? ''),
    }),
    rules: createRules(deps),
    units: { ...createUnits(deps), ...createUnitList(deps, directory), get: (id: string) => unitPage(deps, id) },
    moves: createMoves(deps),
    conflicts: createConflicts(deps),
    history: (input: Parsed<'directory.history'>) => directoryHistory(store, input),
    imports: createImports(deps, options.importReader, batches),
    audit,
    exports: createExports(deps, options.importReader, () => options.settings.get().language),
    erasing: createErasing(deps, options.erasing),
    incidents: createIncidents(deps, { writer: options.importReader, labels: options.printing.labels }),
    privacyNotice: createPrivacyNotice(deps, options.printing.labels),
    exportPerson: createPersonExport(deps, options.printing.labels),
    /** What the end of the program has cut is taken back. */
    recover: batches.recover,
    carriers: createCarrierRules(deps),
    unsent: createUnsent(store),
    resident: createLooks(deps),
    pickupCodes: (id: string) => pickupCodes(store, id),
    search: (input: Parsed<'search.all'>) => searchAll(store, directory, input),
    async close(): Promise<void> {
      batches.halt()
      await printing.stop()
      await options.importReader.close()
      for (const part of [audit, traces, messages, scan, duplicates, directory, session]) part[Symbol.dispose]()
    },
  }
}

export type Building = ReturnType<typeof openBuilding>
