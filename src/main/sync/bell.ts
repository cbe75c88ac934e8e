import type { Later } from '../../supabase/later.ts'
import { RING_AFTER_MS } from '../../shared/packages/deliveries.ts'
import type { Logger } from '../store/ports.ts'

const LOOK_MS = 20_000

export interface BellPorts {
  /** Since when the oldest notice ought to have left; null: none is late, or the replica is closed. */
  dueSince(): string | null
  /** Asks the project's sender to look. */
  ring(): Promise<unknown>
  now(): Date
  later: Later
  log: Logger
}

/**
 * Rings for the sender of notices where one is late. The project rings by itself; this one is for when that has stopped. A ring
 * carries nothing: one that is lost or doubled does no harm, and the sender alone decides what leaves.
 */
export function createBell({ dueSince, ring, now, later, log }: BellPorts) {
  let stopAlarm: (() => void) | null = null
  let stopped = false

  function look(): void {
    const since = dueSince()
    const isLate = since !== null && now().getTime() - Date.parse(since) > RING_AFTER_MS
    const done = isLate
      ? ring().catch((error: unknown) => log.info('notices.not_rung', { detail: String(error) }))
      : Promise.resolve()
    void done.then(() => {
      if (!stopped) stopAlarm = later(LOOK_MS, look)
    })
  }
  stopAlarm = later(LOOK_MS, look)

  return {
    stop(): void {
      stopped = true
      stopAlarm?.()
    },
  }
}

export type Bell = ReturnType<typeof createBell>
