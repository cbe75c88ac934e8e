import { REFUSED_ACT_CODES, type PushAnswer } from '../../shared/sync/wire.ts'
import type { Batch, SyncSide } from '../store/sync/side.ts'
import { backoffMs } from '../../supabase/backoff.ts'
import { readPush } from './validate.ts'
import type { SyncOptions } from './options.ts'
import type { SyncPorts } from './ports.ts'
import { TransportError } from '../../supabase/fault.ts'
import type { Requests } from './requests.ts'
import { toTransaction } from './upcast.ts'

type Entry = Batch['entries'][number]

/** Sends queued acts, one batch at a time. */
export function createPusher(ports: SyncPorts, requests: Requests, options: SyncOptions) {
  const { clock, transport, place, log } = ports
  /** How many acts a batch may hold: one after trouble, so that a bad one is found. */
  let width = options.batchCount

  /** The acts to send now, as they travel; what cannot be sent at all is moved out of the way. */
  function next(side: SyncSide): Batch {
    for (;;) {
      const batch = side.nextBatch({
        count: width,
        bytes: options.batchBytes,
        longestWaitMs: options.entryBackoff.longestMs,
      })
      if (batch.unreadable.length === 0) return batch
      for (const { id } of batch.unreadable) {
        log.error('sync.entry_unreadable', { id })
        side.park(id, { code: 'invalid', message: 'unreadable', detail: {} })
      }
    }
  }
  function transactionOf(side: SyncSide, entry: Entry) {
    try {
      return toTransaction(entry, side.schema)
    } catch (error) {
      log.error('sync.entry_unreadable', { id: entry.id, detail: String(error) })
      side.park(entry.id, { code: 'invalid', message: 'unreadable', detail: {} })
      return []
    }
  }
  const postpone = (side: SyncSide, entries: readonly Entry[], why: string, leastMs: number) => {
    for (const entry of entries) {
      const wait = Math.min(
        options.entryBackoff.longestMs,
        Math.max(leastMs, backoffMs(entry.attempts + 1, ports.chance, options.entryBackoff)),
      )
      side.postpone([entry.id], new Date(clock.now().getTime() + wait), why)
    }
  }

  return {
    next,
    /** `lineGood`: something else worked since the last failure, so that the trouble is with what is sent. */
    async push(side: SyncSide, batch: Batch, lineGood: boolean): Promise<PushAnswer | null> {
      const transactions = batch.entries.flatMap((entry) => transactionOf(side, entry))
      if (transactions.length === 0) return null
      const asked = transactions.map(({ id }) => id)
      let answer: PushAnswer
      try {
        answer = await requests.run(options.pushTimeoutMs, async (signal) =>
          readPush(await transport.push(place.desk, transactions, signal), asked),
        )
      } catch (error) {
        if (!(error instanceof TransportError)) throw error
        const blamed = batch.entries.find(({ id }) => id === error.act)
        if (blamed && error.kind !== 'sign_in') {
          // Nothing of the batch has left yet: the rest goes at once, without this one and what builds on it.
          const { retryAfterMs } = error
          if (error.kind === 'refused') park(side, blamed, error)
          else if (retryAfterMs > 0)
            side.postpone([blamed.id], new Date(clock.now().getTime() + retryAfterMs), error.code)
          else postpone(side, [blamed], error.code, 0)
          return null
        }
        const alone = batch.entries.length === 1
        if (error.kind === 'refused' && error.code !== 'too_old') {
          width = 1
          if (alone) park(side, batch.entries[0]!, error)
          return null
        }
        if (error.kind === 'again') {
          width = error.reached ? 1 : Math.max(1, Math.floor(width / 2))
          if (alone && lineGood) postpone(side, batch.entries, error.code, error.retryAfterMs)
        }
        throw error
      }
      const outcome = side.pushed(answer)
      width = Math.min(options.batchCount, width * 4)
      const answered = new Set(answer.results.map(({ id }) => id))
      postpone(
        side,
        batch.entries.filter(({ id }) => asked.includes(id) && !answered.has(id)),
        'no_result',
        0,
      )
      log.info('sync.pushed', { ...outcome })
      if (outcome.tooOld > 0) throw new TransportError('refused', 'too_old')
      return answer
    },
  }

  function park(side: SyncSide, entry: Entry, { code, message }: TransportError): void {
    const known = (REFUSED_ACT_CODES as readonly string[]).includes(code) ? code : 'invalid'
    log.warn('sync.entry_refused', { id: entry.id, code })
    side.park(entry.id, { code: known, message, detail: {} })
  }
}

export type Pusher = ReturnType<typeof createPusher>
