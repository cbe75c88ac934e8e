import { DeskError } from '../../shared/contract/errors.ts'
import type { Response } from '../../shared/contract/index.ts'
import { openFresh } from '../store/sync/fresh.ts'
import { createSyncEngine, type SyncEngine } from '../sync/engine.ts'
import type { AuditSender } from '../sync/auditSender.ts'
import type { Bell } from '../sync/bell.ts'
import type { RemovedFiles } from '../sync/supabase/removedFiles.ts'
import type { ConnectionContext } from './context.ts'
import type { ProjectLink } from './projectLink.ts'
import type { ConnectionRecord } from './record.ts'
import { auditSenderOf } from './auditSending.ts'
import { bellOf } from './bell.ts'
import { removedFilesOf } from './removedFiles.ts'

/** The sync engine of a connected desk: made when it is needed, stopped when somebody leaves. */
export function createRunningSync(context: ConnectionContext, projectLink: ProjectLink) {
  const { ports, around, clock, memory, tell } = context
  let engine: SyncEngine | null = null
  let removedFiles: RemovedFiles | null = null
  let auditSender: AuditSender | null = null
  let bell: Bell | null = null
  let telling = false

  function tellSoon(): void {
    if (telling) return
    telling = true
    around.ports.defer(() => {
      telling = false
      tell('sync')
      tell('account')
    })
  }
  function of(current: ConnectionRecord): SyncEngine {
    if (engine) return engine
    const made = createSyncEngine({
      clock,
      chance: ports.chance,
      transport: projectLink.to(current).transport,
      log: around.ports.log,
      place: { building: current.building.id, desk: current.deskId },
      side: () => around.store()?.sync ?? null,
      replica: {
        open: () =>
          openFresh({
            file: around.file,
            building: current.building.id,
            migrations: around.migrations,
            ports: around.ports,
          }),
        swap: (fresh) => around.exchange((old) => fresh.replace(old)),
      },
    })
    const removed = (removedFiles = removedFilesOf(projectLink.to(current), current.building.id, clock))
    const audit = (auditSender = auditSenderOf(context, projectLink, current))
    bell = bellOf(projectLink.to(current), clock, around)
    let last = ''
    let live = false
    made.onStatus((status) => {
      const wasLive = live
      live = status.state === 'live' || status.state === 'polling'
      if (live && !wasLive) {
        removed.soon()
        audit.soon()
      }
      const { ended } = projectLink.to(current).session
      const now = JSON.stringify([status, ended()])
      if (now === last || telling) return
      last = now
      tellSoon()
    })
    return (engine = made)
  }
  function drop(): void {
    engine?.stop()
    engine = null
    removedFiles?.stop()
    removedFiles = null
    auditSender?.stop()
    auditSender = null
    bell?.stop()
    bell = null
  }

  return {
    of,
    drop,
    /** The engine, where one was made. */
    made: (): SyncEngine | null => engine,
    async stop(): Promise<void> {
      // A swap that is under way ends first: it must not be left half-way.
      await around.settled()
      drop()
    },
    work(current: ConnectionRecord): void {
      if (current.session === 'signed_out' || !around.store()) return
      const running = of(current)
      running.start()
      running.wake()
    },
    status: (): Response<'sync.status'> => (memory.get()?.stage === 'connected' && engine ? engine.status() : null),
    syncNow(): void {
      if (!engine) throw new DeskError('NOT_CONNECTED')
      engine.syncNow()
    },
    /** A message with files was taken back. */
    filesRemoved: (): void => removedFiles?.soon(),
    /** An act was written. */
    changed(): void {
      engine?.wake()
      auditSender?.soon()
    },
    /** The project takes no entry of the audit log from this computer, until somebody lets it. */
    isUnclaimed: (): boolean => auditSender?.isUnclaimed() ?? false,
    /** Somebody lets this computer speak for its desk. */
    claimed: (): void => auditSender?.soon(),
    /** The computer woke up, was unlocked, or its network came back. */
    resume: (): void => engine?.resume(),
  }
}

export type RunningSync = ReturnType<typeof createRunningSync>
