import type { SyncClock } from './ports.ts'
import { TransportError } from '../../supabase/fault.ts'

/** Thrown into work that was called off: whoever catches it must do nothing more. */
export class CalledOff extends Error {}

/**
 * Runs requests, each with its own time limit, and fences off what comes late: after `callOff` no earlier request
 * answers any more.
 */
export function createRequests(clock: SyncClock) {
  let generation = 0
  const flying = new Set<() => void>()

  return {
    generation: () => generation,
    callOff(): void {
      generation++
      for (const drop of flying) drop()
    },
    run<T>(limitMs: number, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const own = generation
      const abort = new AbortController()
      return new Promise<T>((resolve, reject) => {
        let settled = false
        const settle = (act: () => void) => {
          if (settled) return
          settled = true
          stop()
          flying.delete(drop)
          if (own === generation) act()
          else reject(new CalledOff())
        }
        const drop = () => {
          abort.abort()
          settle(() => undefined)
        }
        const stop = clock.later(limitMs, () => {
          abort.abort()
          settle(() => reject(new TransportError('again', 'timeout')))
        })
        flying.add(drop)
        let sent: Promise<T>
        try {
          sent = send(abort.signal)
        } catch (error) {
          sent = Promise.reject(error instanceof Error ? error : new Error(String(error)))
        }
        sent.then(
          (value) => settle(() => resolve(value)),
          (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error)))),
        )
      })
    },
    /** Waits for work that cannot be called off itself: whoever waited for it was, perhaps. */
    async fenced<T>(work: Promise<T>): Promise<T> {
      const own = generation
      const [end] = await Promise.allSettled([work])
      // What it has come to is nobody's any more, a failure least of all.
      if (own !== generation) throw new CalledOff()
      if (end.status === 'rejected') throw end.reason
      return end.value
    },
    /** Lets everything else of the process have its turn. */
    pause(): Promise<void> {
      const own = generation
      return new Promise((resolve, reject) => {
        clock.later(0, () => (own === generation ? resolve() : reject(new CalledOff())))
      })
    },
  }
}

export type Requests = ReturnType<typeof createRequests>
