import type { DigestAnswer } from '../../shared/sync/wire.ts'
import { comparedColumns } from '../store/sync/content.ts'
import { differing, type Digest } from '../store/sync/digest.ts'
import type { SyncSide } from '../store/sync/side.ts'
import { readDigest } from './validate.ts'
import type { SyncOptions } from './options.ts'
import type { SyncPorts } from './ports.ts'
import type { Reader } from './reader.ts'
import type { Requests } from './requests.ts'

interface Repair {
  tables: ReadonlySet<string>
  upto: number
  cursor: string | null
  epoch: string | null
}

export type CheckResult =
  /** Go on with the next step. */
  | 'more'
  /** Rows moved meanwhile: not now. */
  | 'later'
  /** Read everything, then ask again. */
  | 'read'
  | 'equal'
  | 'gave_up'

/** Proves that the replica equals the server's rows, and repairs what differs. */
export function createChecker(ports: SyncPorts, requests: Requests, options: SyncOptions, reader: Reader) {
  const { transport, place, log } = ports
  let local: ReturnType<SyncSide['digest']> | null = null
  let repair: Repair | null = null
  /** What the server said when a difference was seen first: the same answer again proves that it is none of timing. */
  let suspected: string | null = null
  /** What was done about a difference: 1 a repair, 2 a whole reading. */
  let repairs = 0
  /** What the server said when nothing helped: not all of it again while it says the same. */
  let hopeless: string | null = null

  const done = <R extends CheckResult>(result: R): R => {
    local = null
    suspected = null
    return result
  }

  return {
    busy: () => local !== null || repair !== null,
    reset(): void {
      local = null
      repair = null
      suspected = null
    },
    async step(side: SyncSide): Promise<CheckResult> {
      if (repair) return repairStep(side, repair)
      local ??= side.digest()
      const here = local.step(options.digestSlice)
      if (here === 'stale') return done('later')
      if (!here) {
        await requests.pause()
        return 'more'
      }
      const newest = local.newest()
      local = null
      const version = side.version()
      const there = await requests.run(options.readTimeoutMs, async (signal) =>
        readDigest(await transport.digest(place.building, comparedColumns(), signal)),
      )
      if (side.version() !== version) return done('later')
      if (there.epoch !== side.epoch()) return done('read')
      return compare(side, here, there, newest)
    },
  }

  /** The server was put back to a backup without a word: nothing of this desk is taken for wrong. */
  function rolledBack(side: SyncSide): CheckResult {
    log.warn('sync.rolled_back', {})
    repair = null
    side.rolledBack()
    return done('read')
  }
  function compare(side: SyncSide, here: Digest, there: DigestAnswer, newest: number): CheckResult {
    const tables = differing(here, there.tables)
    if (tables.length === 0) {
      repairs = 0
      return done('equal')
    }
    // What was read before it answered cannot be newer than it.
    if (newest > Number(there.upto)) return rolledBack(side)
    const said = JSON.stringify([there.epoch, there.upto, there.tables])
    if (hopeless === said) return done('gave_up')
    if (suspected !== said) {
      suspected = said
      return 'read'
    }
    suspected = null
    log.error('sync.differs', { tables: tables.join(','), repairs })
    if (repairs === 0) {
      repair = { tables: new Set(tables), upto: Number(there.upto), cursor: null, epoch: there.epoch }
      side.repair.begin(repair.tables, repair.upto)
      return 'more'
    }
    if (repairs === 1) {
      repairs = 2
      side.wantFill()
      return 'read'
    }
    repairs = 0
    hopeless = said
    return 'gave_up'
  }

  async function repairStep(side: SyncSide, job: Repair): Promise<CheckResult> {
    const page = await reader.page(job.cursor)
    if (page.epoch !== job.epoch || (page.reset && job.cursor !== null)) {
      repair = null
      return 'read'
    }
    if (side.repair.rows(job.tables, job.upto, page.rows)) return rolledBack(side)
    job.cursor = page.cursor
    if (page.more) return 'more'
    if (side.repair.end(job.tables, job.upto)) return rolledBack(side)
    repair = null
    // One that a cut line ended half-way did not fail: it is made again.
    repairs = 1
    log.warn('sync.repaired', { tables: [...job.tables].join(',') })
    return 'read'
  }
}

export type Checker = ReturnType<typeof createChecker>
