import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openStore, type Migration, type Replica } from '../../store/open.ts'
import type { StorePorts } from '../../store/ports.ts'
import { openFresh, type FreshReplica } from '../../store/sync/fresh.ts'
import { createSyncEngine } from '../../sync/engine.ts'
import type { SyncClock, SyncStatus, Transport } from '../../sync/ports.ts'
import { Cancelled, type Retry } from './retry.ts'

export interface FillParts {
  /** A folder of its own: what it holds after an interruption is gone on with. */
  folder: string
  building: string
  desk: string
  migrations: readonly Migration[]
  ports: StorePorts
  clock: SyncClock
  chance(): number
  transport: Transport
  retry: Retry
  progress(status: SyncStatus): void
}

/** Fills a replica of a building from nothing, beside the one in use. Answers the complete file. */
export async function fillReplica(parts: FillParts): Promise<string> {
  const { folder, building, desk, migrations, ports, clock, retry } = parts
  const file = join(folder, 'replica.db')
  const options = { file, backupDir: join(folder, 'backups'), migrations, ports }
  mkdirSync(folder, { recursive: true })
  const open = async (): Promise<Replica> => {
    const opened = await openStore(options)
    if (!opened.ok) throw new Error(`the replica being filled is ${opened.state.state}`)
    return opened.store
  }
  let store: Replica | null = await open()
  store.meta.set('desk_id', desk)

  return await new Promise<string>((resolve, reject) => {
    let swapping = false
    /** Set once there is nothing more to do; carried out when no swap is under way. */
    let outcome: (() => void) | null = null
    const end = (settle: () => void) => {
      outcome ??= settle
      if (swapping || !store) return
      // Stopping tells the status once more, which leads here again.
      const complete = store
      store = null
      stopWatching()
      engine.stop()
      complete.close()
      outcome()
    }
    const engine = createSyncEngine({
      clock,
      chance: parts.chance,
      transport: parts.transport,
      log: ports.log,
      place: { building, desk },
      side: () => (swapping ? null : (store?.sync ?? null)),
      replica: {
        open: (): FreshReplica => openFresh({ file, building, migrations, ports }),
        async swap(fresh) {
          swapping = true
          try {
            fresh.replace(store!)
          } finally {
            store!.close()
            store = await open()
            swapping = false
          }
        },
      },
    })
    const stopWatching = engine.onStatus((status) => {
      parts.progress(status)
      if (outcome) return end(outcome)
      const done = status.filling === null && (status.state === 'live' || status.state === 'polling')
      if (done && store && !store.sync.needsFill()) end(() => resolve(file))
    })
    retry.onCancel(() => end(() => reject(new Cancelled())))
    engine.start()
  })
}
