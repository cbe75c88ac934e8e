import { backoffMs } from '../../../supabase/backoff.ts'
import type { SyncClock } from '../../sync/ports.ts'
import { TransportError } from '../../../supabase/fault.ts'

const BACKOFF = { firstMs: 500, longestMs: 15_000 }
const LIMIT_MS = 30_000

/** The work was called off. */
export class Cancelled extends Error {}

export interface RetryParts {
  clock: SyncClock
  chance(): number
  /** Why it does not move, as a code; null when it moves again. */
  problem(code: string | null): void
}

/** Tries a request until it is answered, however long there is no line. */
export function createRetry({ clock, chance, problem }: RetryParts) {
  const stop = new AbortController()
  const pause = (ms: number) =>
    new Promise<void>((resolve, reject) => {
      const away = () => {
        cancel()
        reject(new Cancelled())
      }
      const cancel = clock.later(ms, () => {
        stop.signal.removeEventListener('abort', away)
        resolve()
      })
      stop.signal.addEventListener('abort', away, { once: true })
    })

  return {
    cancel: (): void => stop.abort(),
    onCancel: (run: () => void): void => stop.signal.addEventListener('abort', run, { once: true }),
    async until<T>(request: (signal: AbortSignal) => Promise<T>): Promise<T> {
      for (let failures = 1; ; failures++) {
        if (stop.signal.aborted) throw new Cancelled()
        try {
          const answer = await request(AbortSignal.any([stop.signal, AbortSignal.timeout(LIMIT_MS)]))
          problem(null)
          return answer
        } catch (error) {
          if (stop.signal.aborted) throw new Cancelled()
          if (!(error instanceof TransportError) || error.kind === 'refused') throw error
          problem(error.code)
          await pause(Math.max(error.retryAfterMs, backoffMs(failures, chance, BACKOFF)))
        }
      }
    },
  }
}

export type Retry = ReturnType<typeof createRetry>
