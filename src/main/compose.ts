import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { RuntimeWarning, StoreState } from '../shared/contract/desk.ts'
import { DeskError, type ErrorCode } from '../shared/contract/errors.ts'
import type { DeskEvent } from '../shared/contract/index.ts'
import { createConnection } from './connection/index.ts'
import type { ConnectionPorts } from './connection/ports.ts'
import { createScanners, type Scanners } from './devices/scanner/scanners.ts'
import type { ScannerProcess } from './devices/scanner/supervise.ts'
import { coalesceChanges } from './ipc/coalesce.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createRouter } from './ipc/router.ts'
import { sampleBuilding } from './sample/building.ts'
import { emptyBuilding } from './sample/empty.ts'
import { createBackups, type Backups } from './services/backups.ts'
import { createLastBuilding } from './services/lastBuilding.ts'
import { openable } from './services/openable.ts'
import { supportFile } from './services/support.ts'
import { openBuilding, type Building } from './services/building.ts'
import { shelfIn } from './services/messages/shelf.ts'
import { saveCommandSheet } from './services/printing/command-sheet.ts'
import { commandSheetOf } from './services/printing/content.ts'
import type { PrintingPorts } from './services/printing/ports.ts'
import { createPrinters } from './services/printing/printers.ts'
import type { Place } from './services/deps.ts'
import { readPlace } from './services/session.ts'
import { createPersist } from './services/persist.ts'
import { createSettings, type SettingsFile } from './services/settings.ts'
import { createSigns } from './sync/signs.ts'
import { openStore, type Migration, type OpenResult, type Replica } from './store/open.ts'
import { hasPutAside, putAside, restoreBackup } from './store/recover.ts'
import type { StorePorts } from './store/ports.ts'
import { outcomeSeen, unseenOutcome } from './store/restore/take.ts'

const SAMPLE_SEED = 20_261_122
/** The first picture of the console comes before its scanners: both want the processor. */
const SCANNERS_MS = 700

export interface DeskOptions {
  /** Folder of the replica, its backups and the saved labels. */
  dataDir: string
  migrations: readonly Migration[]
  ports: StorePorts & {
    /** Runs once, soon: at most one refresh of the window per call. */
    defer(run: () => void): void
    /** Runs after a while; answers how to call it off. */
    later(ms: number, run: () => void): () => void
  }
  settingsFile: SettingsFile
  /** Remembers outside of `dataDir` which building stood there: a lost folder is told, never begun anew with the sample. */
  hadBuilding: SettingsFile
  connection: ConnectionPorts
  printing: Omit<PrintingPorts, 'printed' | 'persist'>
  labelFolder: string
  /** Starts the process that reads HID scanners. */
  spawnScanners(): ScannerProcess
  openFolder(path: string): Promise<void>
  support: { log(): string; save(name: string, text: string): string }
  /** Shows a file in the program that this computer opens it with. */
  openFile(path: string): Promise<void>
  /** An address in the system's own program: browser, mail, telephone. */
  openLink(url: string): Promise<void>
  version: string
  platform: string
  runtime: { warnings: readonly RuntimeWarning[]; mayConnect: boolean }
  checkOutput?: boolean
}

export interface Desk {
  request(name: unknown, input: unknown): ReturnType<ReturnType<typeof createRouter>>
  on(listener: (event: DeskEvent) => void): () => void
  settings: ReturnType<typeof createSettings>
  scanners: Scanners
  start(): Promise<StoreState>
  /** The computer woke up, was unlocked, or its network came back. */
  resume(): void
  stop(): Promise<void>
}

/** The composition root: everything is built here from its ports, and nothing anywhere else. */
export function createDesk(options: DeskOptions): Desk {
  const { ports } = options
  const file = join(options.dataDir, 'replica.db')
  const backupDir = join(options.dataDir, 'backups')
  const settings = createSettings(options.settingsFile)
  const lastBuilding = createLastBuilding(options.hadBuilding)
  const listeners = new Set<(event: DeskEvent) => void>()
  const emit = (event: DeskEvent) => {
    for (const listener of listeners) listener(event)
  }
  settings.onChange(() => emit({ type: 'settings' }))
  const tell = (code: ErrorCode) => emit({ type: 'fault', code })
  const persist = createPersist({ ...ports, tell })

  const signs = createSigns()
  const shelf = shelfIn(join(options.dataDir, 'files'))
  const scanners = createScanners({
    ...ports,
    spawn: options.spawnScanners,
    paired: () => settings.get().scanners,
    savePaired: (list) => void settings.set({ scanners: list }),
    emit,
  })

  let state: StoreState = { state: 'failed', detail: 'NOT_READY' }
  /** What is asked while the replica opens, or another file takes its place, is answered when it is open. */
  const first = Promise.withResolvers<unknown>()
  let opened: Promise<unknown> = first.promise
  let isFirst = true
  let open: { store: Replica; building: Building; place: Place; backups: Backups } | null = null
  let cancelScanners = () => {}

  const building = (): Building => {
    if (!open) throw new DeskError('NOT_READY')
    return open.building
  }

  const close = async ({ forGood = false } = {}): Promise<void> => {
    if (!open) return
    const { store, building: closing, backups } = open
    open = null
    backups.stop()
    await closing.close()
    if (forGood) await backups.last()
    store.close()
  }

  const settle = (next: StoreState): StoreState => {
    state = next
    // Whoever asked before the first opening has waited for it, and need not ask again.
    if (!isFirst) emit({ type: 'store' })
    isFirst = false
    return state
  }

  const begin = (store: Replica): StoreState => {
    if (!store.prepare('SELECT 1 FROM buildings LIMIT 1').get()) {
      const now = ports.now()
      const { language } = settings.get()
      const { timeZone: timezone } = new Intl.DateTimeFormat().resolvedOptions()
      // The sample is for a desk that has never been used: after damage its people would pass for real ones.
      store.seed(
        hasPutAside(file) || store.listBackups().length > 0 || lastBuilding.known()
          ? emptyBuilding({ now, newId: uuidv7, language, timezone })
          : sampleBuilding({ now, seed: SAMPLE_SEED }),
      )
    }
    const place = readPlace(store)
    lastBuilding.remember(place.building)
    store.onLost(() => void fileLost(store))
    store.onChange(coalesceChanges(ports.defer, ({ tables }) => emit({ type: 'changed', tables })))
    store.onChange(() => connection.changed())
    const services = openBuilding(
      { store, ports, place },
      {
        newId: uuidv7,
        settings,
        printing: options.printing,
        persist,
        onDuty: () => connection.onDuty(),
        messages: {
          shelf,
          fetchFile: (path) => connection.fetchFile(path),
          presence: {
            send: signs.send,
            onSign: signs.on,
            follow: signs.follow,
            now: () => ports.now().getTime(),
            later: ports.later,
            present: (conversationId, people) => emit({ type: 'presence', conversationId, people }),
          },
          defer: (run) => void ports.later(0, run),
          later: ports.later,
          woke: (ids) => emit({ type: 'changed', tables: { conversations: [...ids] } }),
          arrived: (conversationId, messageId) => emit({ type: 'message', conversationId, messageId }),
        },
      },
    )
    open = { store, building: services, place, backups: createBackups(store, { later: ports.later, tell }) }
    services.printing.start()
    connection.opened()
    const restored = unseenOutcome(store)
    return settle({ state: 'ready', ...(restored && { restored }) })
  }

  /** Takes an opened replica into use, or shows why it could not be. */
  const adopt = (result: OpenResult): StoreState => {
    if (!result.ok) {
      ports.log.warn('store.not_opened', { state: result.state.state })
      return settle(result.state)
    }
    try {
      return begin(result.store)
    } catch (error) {
      ports.log.error('store.begin_failed', {
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
      result.store.close()
      if (error instanceof DeskError && error.code === 'DISK_FULL')
        return settle({ state: 'disk_full', path: options.dataDir })
      return settle({ state: 'failed', detail: error instanceof DeskError ? error.code : 'INTERNAL' })
    }
  }

  /** The folder went away under the running program: nothing is acknowledged any more, and what is there now is said. */
  const fileLost = async (lost: Replica): Promise<void> => {
    if (open?.store !== lost) return
    tell('FILE_LOST')
    opened = openReplica().catch(() => undefined)
    await opened
  }

  const replica = { file, backupDir, migrations: options.migrations, ports }

  const openReplica = async (): Promise<StoreState> => {
    await close()
    return adopt(await openStore({ ...replica, expected: lastBuilding.known() }))
  }

  const exchange = (put: (old: Replica) => void): Promise<void> => {
    const work = async (): Promise<void> => {
      if (!open) throw new DeskError('NOT_READY')
      const { store, building: closing, backups } = open
      open = null
      backups.stop()
      await closing.close()
      try {
        put(store)
      } finally {
        store.close()
        adopt(await openStore(replica))
      }
    }
    const done = work()
    opened = done.catch(() => undefined)
    return done
  }

  const connection = createConnection(options.connection, {
    signs,
    fileOf: shelf.get,
    file,
    backupDir,
    dataDir: options.dataDir,
    migrations: options.migrations,
    ports,
    store: () => open?.store ?? null,
    place: () => open?.place ?? null,
    exchange,
    settled: async () => void (await opened),
    emit,
  })

  const printers = createPrinters(settings, options.printing)

  const supportText = async (): Promise<string> => {
    const { printers: list } = await printers.list()
    return supportFile({
      version: options.version,
      platform: options.platform,
      at: ports.now(),
      store: state.state,
      settings: settings.get(),
      scanners: scanners.status(),
      printers: list,
      jobs: open?.building.printing.jobs.recent(50) ?? [],
      log: options.support.log(),
    })
  }

  const handlers = createHandlers({
    settings,
    building,
    connection: options.runtime.mayConnect ? connection : { ...connection, look: olderRuntime, signIn: olderRuntime },
    status: () => ({
      store: state,
      timezone: lastBuilding.timezone(),
      version: options.version,
      settings: settings.get(),
      platform: options.platform,
      warnings: [...options.runtime.warnings],
    }),
    restore: async ({ file: backupFile }) => {
      if (state.state === 'ready') throw new DeskError('BACKUP_NOT_GOOD')
      return adopt((await restoreBackup({ ...replica, backupFile })).opened)
    },
    startFresh: async () => {
      // Only a file that cannot be used may be put aside from here; what works is never replaced by a click.
      if (state.state !== 'damaged' && state.state !== 'gone') throw new DeskError('NOT_ALLOWED')
      putAside(file, ports.now())
      return openReplica()
    },
    restoreSeen: async () => {
      if (!open) throw new DeskError('NOT_READY')
      outcomeSeen(open.store)
      return settle({ state: 'ready' })
    },
    retry: async () => (state.state === 'ready' ? state : openReplica()),
    printers: async () => ({
      ...(await printers.list()),
      folder: options.labelFolder,
      jobs: building().printing.jobs.recent(50),
    }),
    checkPrinter: printers.check,
    commandSheet: async () => {
      const file = await saveCommandSheet(
        options.printing.labels,
        commandSheetOf(building().place),
        options.labelFolder,
      )
      await options.openFile(file)
      return { file }
    },
    scanners,
    readSupport: async () => ({ text: await supportText() }),
    saveSupport: async () => {
      const name = `lofts-desk-${ports.now().toISOString().replaceAll(':', '-')}.txt`
      return { path: options.support.save(name, await supportText()) }
    },
    openLink: async ({ url }) => {
      const address = openable(url)
      if (address === null) throw new DeskError('BAD_REQUEST', { field: 'url' })
      await options.openLink(address)
      return {}
    },
    openFolder: async () => {
      await options.openFolder(options.labelFolder)
      return {}
    },
  })

  const router = createRouter({
    handlers,
    role: () => {
      if (connection.closed()) throw new DeskError('SIGN_IN_NEEDED')
      return open ? open.building.session.actor().role : null
    },
    log: ports.log,
    patience: { later: ports.later, commits: () => open?.store.commits() ?? 0 },
    checkOutput: options.checkOutput ?? false,
  })

  return {
    request: (name, input) => opened.then(() => router(name, input)),
    settings,
    scanners,
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: () => {
      cancelScanners = ports.later(SCANNERS_MS, scanners.start)
      const opening = openReplica()
      first.resolve(opening.catch(() => undefined))
      return opening
    },
    resume: () => connection.resume(),
    stop: async () => {
      cancelScanners()
      await connection.stop()
      await Promise.all([scanners.stop(), close({ forGood: true })])
    },
  }
}

function olderRuntime(): never {
  throw new DeskError('OLDER_RUNTIME')
}
