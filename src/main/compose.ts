import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { DeskError, type ErrorCode } from '../shared/contract/errors.ts'
import type { DeskEvent } from '../shared/contract/index.ts'
import type { Role } from '../shared/staff/permissions.ts'
import { createFirst } from './first.ts'
import { accountsOf } from './accounts.ts'
import { createConnection } from './connection/index.ts'
import type { Desk } from './desk.ts'
import type { DeskOptions } from './deskOptions.ts'
import { createScanners } from './devices/scanner/scanners.ts'
import { coalesceChanges } from './ipc/coalesce.ts'
import { changedOf } from './services/changed.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createRouter } from './ipc/router.ts'
import { createKeeping } from './keeping/index.ts'
import { outside } from './outside.ts'
import { createReplicaFile } from './replica.ts'
import { noteSettings } from './services/audit/noteSettings.ts'
import { noting } from './store/audit/noting.ts'
import { createImportThread } from './services/import/thread.ts'
import { createLastBuilding } from './services/lastBuilding.ts'
import { createSupport } from './services/support.ts'
import { openBuilding, type Building } from './services/building.ts'
import { createDuty } from './services/duty/index.ts'
import { erasingPorts } from './services/privacy/ports.ts'
import { fileStoreIn } from './services/messages/fileStore.ts'
import { createPrinters } from './services/printing/printers.ts'
import { followPlace } from './services/place.ts'
import { createPersist } from './services/persist.ts'
import { createSettings } from './services/settings.ts'
import { createSignRelay } from './sync/presence.ts'
import { foldWhenQuiet } from './store/fold.ts'
import type { Replica } from './store/open.ts'
import { hasPutAside } from './store/recover.ts'

export type { Desk } from './desk.ts'

/** The first picture of the console comes before its scanners: both want the processor. */
const SCANNERS_MS = 700
/** Then what nobody needed before the first scan is read, so that its first use waits for nothing. */
const READ_AHEAD_MS = 1500

/** The composition root: everything is built here from its ports, and nothing anywhere else. */
export function createDesk(options: DeskOptions): Desk {
  const { ports } = options
  const settings = createSettings(options.settingsFile, ports.now)
  const lastBuilding = createLastBuilding(options.hadBuilding)
  const listeners = new Set<(event: DeskEvent) => void>()
  const emit = (event: DeskEvent) => {
    for (const listener of listeners) listener(event)
  }
  settings.onChange(() => emit({ type: 'settings' }))
  const tell = (code: ErrorCode) => emit({ type: 'fault', code })
  const persist = createPersist({ ...ports, tell })

  const importReader = createImportThread(options.importFile)
  const presence = createSignRelay()
  const fileStore = fileStoreIn(join(options.dataDir, 'files'))
  const scanners = createScanners({
    ...ports,
    spawn: options.spawnScanners,
    paired: () => settings.get().scanners,
    savePaired: (list) => void settings.set({ scanners: list }),
    emit,
  })

  const duty = createDuty(
    { ...ports, ...options.duty, vault: options.connection.vault, monotonic: options.connection.monotonic },
    {
      meta: () => replica.store()?.meta ?? null,
      session: () => replica.work()?.session ?? null,
      desk: () => replica.work()?.place.desk.id ?? null,
      letVouch: () => connection.letVouch(),
      isParcel: (text) => replica.work()?.scan.knows(text) ?? false,
      tell: () => emit({ type: 'duty' }),
      note: (one) => note(one),
    },
  )

  let cancelTimers: readonly (() => void)[] = []

  /** The services on a replica that was opened. */
  const begin = async (store: Replica): Promise<Building | null> => {
    const used = hasPutAside(replica.file) || store.listBackups().length > 0 || lastBuilding.known()
    if (!(await first.begins(store, used))) return null
    const place = followPlace(store, ports.log, lastBuilding.timezone())
    lastBuilding.remember(place.building)
    store.onChange(({ tables }) => {
      if (tables['buildings']) lastBuilding.remember(place.building)
    })
    const told = coalesceChanges(ports.defer, (changed) => emit({ type: 'changed', ...changed }))
    const changed = changedOf(store)
    store.onChange((change) => told(changed(change)))
    store.onChange(() => connection.changed())
    foldWhenQuiet(store, ports.later)
    return openBuilding(
      { store, ports, place },
      {
        newId: uuidv7,
        settings,
        printing: options.printing,
        persist,
        onDuty: () => connection.onDuty(),
        defer: ports.defer,
        importReader,
        importMoved: () => emit({ type: 'import' }),
        duty,
        erasing: erasingPorts(store, options, ports.later, fileStore),
        sendsNotices: () => connection.syncStatus() !== null,
        messages: {
          fileStore,
          fetchFile: (path) => connection.fetchFile(path),
          removed: () => connection.filesRemoved(),
          presence: {
            send: presence.send,
            onSign: presence.on,
            follow: presence.follow,
            now: () => ports.now().getTime(),
            later: ports.later,
            present: (conversationId, people) => emit({ type: 'presence', conversationId, people }),
          },
          defer: (run) => void ports.later(0, run),
          later: ports.later,
          woke: (ids) => emit({ type: 'changed', tables: { conversations: [...ids] }, conversations: [...ids] }),
          arrived: (conversationId, messageId) => emit({ type: 'message', conversationId, messageId }),
        },
      },
    )
  }

  const replica = createReplicaFile<Building>({
    dataDir: options.dataDir,
    migrations: options.migrations,
    ports,
    expected: lastBuilding.known,
    begin,
    begun: (building) => {
      duty.opened()
      building.printing.start()
      building.recover().catch((error: unknown) => ports.log.error('import.recover_failed', { detail: String(error) }))
      connection.opened()
    },
    changed: () => emit({ type: 'store' }),
    tell,
  })
  const note = noting(replica.store, ports.log)
  noteSettings(settings, note, duty.onDuty)
  const first = createFirst({
    asks: options.asksFirst,
    form: options.firstForm,
    now: ports.now,
    newId: uuidv7,
    language: () => settings.get().language,
    timezone: options.timezone,
    waits: () => replica.state().state === 'first',
    begin: replica.beginFirst,
    begun: (newPin) => duty.setPin({ pin: null, newPin }),
    open: () => ({ ...building().place.building, isAlone: connection.account().state === 'none' }),
    putAway: (name) => {
      lastBuilding.forget()
      return replica.putAway(name)
    },
  })
  const building = (): Building => {
    const open = replica.work()
    if (!open) throw new DeskError('NOT_READY')
    return open
  }

  const connection = createConnection(options.connection, {
    presence,
    fileOf: fileStore.get,
    file: replica.file,
    backupDir: replica.backupDir,
    dataDir: options.dataDir,
    migrations: options.migrations,
    ports,
    store: replica.store,
    place: () => replica.work()?.place ?? null,
    exchange: replica.exchange,
    settled: replica.settled,
    emit,
    keyFor: duty.keyFor,
    deskKey: duty.deskKey,
    noticeDueSince: () => replica.work()?.notices.dueSince() ?? null,
  })

  const roleOnDuty = (): Role | null => {
    if (connection.closed()) throw new DeskError('SIGN_IN_NEEDED')
    if (duty.locked()) throw new DeskError('LOCKED')
    return replica.work()?.session.actor().role ?? null
  }

  const printers = createPrinters(settings, options.printing)
  const recentJobs = () => replica.work()?.printing.jobs.recent(50) ?? []

  const keeping = createKeeping({
    ...options,
    ...options.archives,
    settings,
    replica,
    place: () => building().place,
    stood: lastBuilding.id,
    actorName: () => building().session.actor().name,
    onDuty: duty.onDuty,
    note,
    isConnected: () => connection.account().state !== 'none',
    role: roleOnDuty,
    around: () => ({ sync: connection.syncStatus(), scanners: scanners.status(), jobs: recentJobs() }),
    moved: () => emit({ type: 'archive' }),
  })

  const support = createSupport({
    ...options,
    now: ports.now,
    store: () => replica.state().state,
    settings: settings.get,
    scanners: scanners.status,
    printers: printers.list,
    jobs: recentJobs,
  })

  const handlers = createHandlers({
    nameOnDuty: duty.nameOnDuty,
    settings,
    building,
    keeping,
    connection: accountsOf(connection, duty, note, options.runtime),
    duty,
    status: () => ({
      store: replica.state(),
      timezone: lastBuilding.timezone(),
      version: options.version,
      settings: settings.get(),
      platform: options.platform,
      warnings: [...options.runtime.warnings],
    }),
    restore: ({ file }) => replica.restore(file),
    startFresh: replica.startFresh,
    restoreSeen: replica.restoreSeen,
    retry: replica.retry,
    first: first.routes,
    printers: async () => ({
      ...(await printers.list()),
      folder: options.labelFolder,
      jobs: building().printing.jobs.recent(50),
    }),
    checkPrinter: printers.check,
    ...outside(options, () => building().place),
    scanners,
    readSupport: support.read,
    saveSupport: support.save,
  })

  const router = createRouter({
    handlers,
    role: roleOnDuty,
    log: ports.log,
    retry: { later: ports.later, commits: () => replica.store()?.commits() ?? 0 },
    checkOutput: options.checkOutput ?? false,
  })

  return {
    request: (name, input) => replica.settled().then(() => router(name, input)),
    settings,
    scanners,
    labelsAtRest: async () => replica.work()?.printing.atRest(),
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: () => {
      cancelTimers = [
        ports.later(SCANNERS_MS, scanners.start),
        // What is wrong with it is said when it is used.
        ports.later(
          READ_AHEAD_MS,
          () =>
            void replica
              .work()
              ?.deferred()
              .catch(() => undefined),
        ),
      ]
      keeping.start()
      return replica.start()
    },
    away: () => emit({ type: 'lock' }),
    resume: () => connection.resume(),
    stop: async () => {
      for (const cancel of cancelTimers) cancel()
      keeping.stop()
      await connection.stop()
      await Promise.all([scanners.stop(), replica.close({ forGood: true })])
    },
  }
}
