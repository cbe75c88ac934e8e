import type { Parsed } from '../../shared/contract/index.ts'
import type { ServiceDeps } from './deps.ts'
import { createAudit } from './audit/index.ts'
import type { createDirectory } from './directory/index.ts'
import { createExports } from './import/exports.ts'
import { createImports } from './import/index.ts'
import type { ThreadReader } from './import/thread.ts'
import { createIncidents } from './incidents/index.ts'
import { createMoves } from './moves/index.ts'
import type { createBatches } from './people/batch.ts'
import { createChanges } from './packages/change.ts'
import { createHandovers } from './packages/handover.ts'
import { createBelongings } from './people/belongings.ts'
import { createCare } from './people/care.ts'
import { createConflicts } from './people/conflicts.ts'
import { createDuplicates } from './people/duplicates.ts'
import { directoryHistory } from './people/history.ts'
import { createMerging } from './people/merging.ts'
import { createPersons } from './people/persons.ts'
import { unconfirmed } from './people/unconfirmed.ts'
import { createErasing, type CopiesPort } from './privacy/erasing.ts'
import { createPrivacyNotice } from './privacy/notice.ts'
import { createPersonExport } from './privacy/personExport.ts'
import type { PrintingPorts } from './printing/ports.ts'
import { createRules } from './rules/index.ts'
import type { Settings } from './settings.ts'
import { createShelves } from './shelves/change.ts'
import { createShelfChecks } from './shelves/checks.ts'
import { createShelfSheet } from './shelves/sheet.ts'
import { createPlacing } from './shelves/place.ts'
import { createStaff } from './staff/staff.ts'
import { createUnits } from './units/change.ts'
import { createUnitList } from './units/list.ts'
import { unitPage } from './units/page.ts'
import { createCarrierRules } from './scan/carriers.ts'
import { createNoticeText } from './notices/noticeText.ts'
import { createNoticeTexts } from './rules/noticeTexts.ts'
import { noticesOfPerson } from './notices/ofPerson.ts'
import { noticesOfParcel, openNotices } from './notices/open.ts'
import { createSettling } from './notices/settling.ts'
import { createUnsent } from './unsent/index.ts'

export interface DeferredPorts {
  directory: ReturnType<typeof createDirectory>
  batches: ReturnType<typeof createBatches>
  settings: Settings
  labels: PrintingPorts['labels']
  importReader: ThreadReader
  erasing: CopiesPort
  /** Whether letters leave by themselves. */
  sendsNotices: () => boolean
  duty: { codes: Parameters<typeof createHandovers>[1] }
  /** Asks for the slip of a parcel on behalf of somebody; answers the job's id. */
  slip: Parameters<typeof createSettling>[1]
}

/**
 * The services of a building that nobody needs before the first scan: a piece of the program that is read when the window
 * stands, or when one of them is asked for.
 */
export function openDeferred(deps: ServiceDeps, ports: DeferredPorts) {
  const { store } = deps
  const { directory, importReader } = ports
  const language = () => ports.settings.get().language
  const duplicates = createDuplicates(deps, directory)
  const audit = createAudit(deps, { writer: importReader, labels: ports.labels, language })
  const shelfChecks = createShelfChecks(deps)
  return {
    audit,
    belongings: createBelongings(deps),
    care: createCare(deps),
    carriers: createCarrierRules(deps),
    changes: createChanges(deps),
    conflicts: createConflicts(deps),
    duplicates,
    erasing: createErasing(deps, ports.erasing),
    exportPerson: createPersonExport(deps, ports.labels),
    exports: createExports(deps, importReader, language),
    handovers: createHandovers(deps, ports.duty.codes),
    history: (input: Parsed<'directory.history'>) => directoryHistory(store, input),
    imports: createImports(deps, importReader, ports.batches),
    incidents: createIncidents(deps, { writer: importReader, labels: ports.labels }),
    noticeText: createNoticeText(deps),
    noticeTexts: createNoticeTexts(deps),
    merging: createMerging(deps),
    moves: createMoves(deps),
    notices: {
      ofParcel: (input: Parsed<'notices.ofParcel'>) => noticesOfParcel(deps, input, ports.sendsNotices()),
      open: (input: Parsed<'notices.open'>) => openNotices(deps, input),
      ofPerson: (input: Parsed<'notices.ofPerson'>) => noticesOfPerson(store, input),
    },
    persons: createPersons(deps, directory),
    privacyNotice: createPrivacyNotice(deps, ports.labels),
    rules: createRules(deps),
    settling: createSettling(deps, ports.slip),
    placeOnShelf: createPlacing(deps),
    shelfChecks,
    shelfSheet: createShelfSheet(deps, shelfChecks, ports.labels),
    shelves: createShelves(deps),
    staff: createStaff(deps),
    unconfirmed: () => unconfirmed(deps),
    units: { ...createUnits(deps), ...createUnitList(deps, directory), get: (id: string) => unitPage(deps, id) },
    unsent: createUnsent(store),
    [Symbol.dispose](): void {
      for (const part of [audit, duplicates]) part[Symbol.dispose]()
    },
  }
}

export type Deferred = ReturnType<typeof openDeferred>
