import type { Response } from '../../shared/contract/index.ts'
import type { HealthItem } from '../../shared/contract/health.ts'
import type { SyncStatus } from '../../shared/contract/sync.ts'
import { freeBytes } from '../store/files.ts'
import type { Replica } from '../store/open.ts'
import { lastRestoreTest } from './restoreTest.ts'

export interface HealthParts {
  store: Replica
  dataDir: string
  now: Date
  /** When the building's data was opened. */
  openedAt: string
  sync: SyncStatus | null
  scanners: Response<'scanners.status'>
  jobs: Response<'printing.status'>['jobs']
}

const HOUR_MS = 3_600_000
/** The program may have been closed for the night. */
const BACKUP_OLD_MS = 3 * HOUR_MS
const WAITS_LONG_MS = HOUR_MS
const DISK_LOW = 2 << 30
const DISK_FULL = 200 << 20
/** What the server moves by itself is no trouble. */
const SKEW_MS = 60_000

const ago = (now: Date, at: string): number => now.getTime() - Date.parse(at)

/** How everything stands that a desk needs, each with since when: one look, nothing is changed. */
export function healthOf(parts: HealthParts): Response<'health.get'> {
  const { store } = parts
  return {
    items: [
      { reason: 'database.works', since: parts.openedAt, value: null },
      backup(parts),
      restoreTest(store),
      disk(parts),
      waiting(parts),
      line(parts.sync),
      clock(parts.sync),
      printer(parts),
      scanner(parts),
    ],
    lastTest: lastRestoreTest(store),
  }
}

function backup({ store, now, openedAt }: HealthParts): HealthItem {
  const last = store.listBackups().find(({ good }) => good)
  if (!last) return { reason: 'backup.none', since: null, value: null }
  const isOld = ago(now, last.at) > BACKUP_OLD_MS && ago(now, openedAt) > BACKUP_OLD_MS
  return { reason: isOld ? 'backup.old' : 'backup.fresh', since: last.at, value: last.packages }
}

function restoreTest(store: Replica): HealthItem {
  const last = lastRestoreTest(store)
  if (!last) return { reason: 'restore_test.never', since: null, value: null }
  return { reason: `restore_test.${last.fault ?? 'passed'}`, since: last.at, value: last.rows }
}

function disk({ dataDir }: HealthParts): HealthItem {
  const free = freeBytes(dataDir)
  const reason = free < DISK_FULL ? 'disk.full' : free < DISK_LOW ? 'disk.low' : 'disk.enough'
  return { reason, since: null, value: free }
}

function waiting({ store, sync, now }: HealthParts): HealthItem {
  // A desk that works alone sends nothing.
  if (!sync) return { reason: 'waiting.nothing', since: null, value: 0 }
  const refused = store.unsent.refused.count()
  if (refused > 0)
    return { reason: 'waiting.refused', since: store.unsent.refused.list(1)[0]?.at ?? null, value: refused }
  const { waiting: count, waitingSince: since } = sync
  if (count === 0 || since === null) return { reason: 'waiting.nothing', since: null, value: 0 }
  return { reason: ago(now, since) > WAITS_LONG_MS ? 'waiting.long' : 'waiting.waits', since, value: count }
}

function line(sync: SyncStatus | null): HealthItem {
  if (!sync) return { reason: 'line.alone', since: null, value: null }
  const since = sync.lastCompleteSync
  if (sync.state === 'signed-out' || sync.state === 'incompatible')
    return { reason: 'line.signed_out', since, value: null }
  const works = sync.state === 'live' || sync.state === 'polling' || sync.state === 'catching-up'
  return { reason: works ? 'line.works' : 'line.away', since, value: null }
}

function clock(sync: SyncStatus | null): HealthItem {
  const skew = sync?.skewMs ?? null
  if (skew === null) return { reason: 'clock.unknown', since: null, value: null }
  const isWrong = Math.abs(skew) > SKEW_MS
  return { reason: isWrong ? 'clock.wrong' : 'clock.right', since: null, value: Math.round(Math.abs(skew) / 60_000) }
}

function printer({ jobs }: HealthParts): HealthItem {
  const of = (...states: string[]) => jobs.filter(({ state }) => states.includes(state))
  const stuck = of('attention', 'failed')
  // A label that came out later says that the printer works again.
  const lastGood = of('printed')[0]?.createdAt ?? ''
  const failed = stuck.filter(({ createdAt }) => createdAt > lastGood)
  if (failed.length > 0) return { reason: 'printer.failed', since: failed.at(-1)!.createdAt, value: failed.length }
  const queued = of('queued')
  if (queued.length > 0) return { reason: 'printer.waits', since: queued.at(-1)!.createdAt, value: queued.length }
  return { reason: 'printer.works', since: lastGood || null, value: null }
}

function scanner({ scanners }: HealthParts): HealthItem {
  const { process, devices, last } = scanners
  const since = last?.at ?? null
  if (process.state === 'unusable' || process.state === 'restarting')
    return { reason: 'scanner.failed', since, value: null }
  if (devices.some(({ state }) => state === 'denied')) return { reason: 'scanner.denied', since, value: null }
  if (devices.some(({ state }) => state === 'ready')) return { reason: 'scanner.works', since, value: null }
  return { reason: 'scanner.keyboard', since, value: null }
}
