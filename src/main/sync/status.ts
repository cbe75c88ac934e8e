import { describe } from '../store/faults.ts'
import type { SyncPorts, SyncState, SyncStatus } from './ports.ts'

/** Where the engine stands, for everybody who asks or listens. */
export function createStatus(
  { side: sideOf, clock, log }: Pick<SyncPorts, 'side' | 'clock' | 'log'>,
  measured: { skewMs(): number | null; filling(): number | null },
) {
  const listeners = new Set<(status: SyncStatus) => void>()
  let state: SyncState = 'offline'
  let problem: string | null = null
  let completed: string | null = null

  function status(): SyncStatus {
    const side = sideOf()
    const waiting = side?.waiting() ?? { waiting: 0, waitingSince: null }
    return {
      state,
      ...waiting,
      lastCompleteSync: completed ?? side?.meta.get('last_complete') ?? null,
      refusedCount: side?.unsent.refused.count() ?? 0,
      skewMs: measured.skewMs(),
      filling: measured.filling(),
      problem,
    }
  }
  function tell(): void {
    if (listeners.size === 0) return
    try {
      const now = status()
      for (const listener of listeners) listener(now)
    } catch (error) {
      log.error('sync.listener_failed', { detail: describe(error) })
    }
  }

  return {
    now: status,
    tell,
    state: () => state,
    enter(next: SyncState): void {
      if (state === next) return
      log.info('sync.state', { from: state, to: next })
      state = next
      tell()
    },
    /** Says why the last request came to nothing; null after one that worked. */
    setProblem: (code: string | null): void => void (problem = code),
    /** Everything is sent and read. The stored instant is refreshed once a minute: it is only shown after a start. */
    complete(): void {
      const side = sideOf()
      completed = clock.now().toISOString()
      const stored = side?.meta.get('last_complete') ?? null
      if (stored === null || Math.abs(Date.parse(completed) - Date.parse(stored)) > 60_000)
        side?.meta.set('last_complete', completed)
    },
    onStatus(listener: (status: SyncStatus) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type Status = ReturnType<typeof createStatus>
