import { describe } from '../store/faults.ts'
import type { Agenda } from './agenda.ts'
import type { SyncOptions } from './options.ts'
import type { SyncPorts } from './ports.ts'
import type { Reader } from './reader.ts'

export interface WatchdogParts {
  ports: SyncPorts
  options: SyncOptions
  agenda: Agenda
  reader: Reader
  /** Work exists and nothing moves. */
  stuck(): void
  wake(): void
}

/** Looks from time to time whether what is to be done is being done. */
export function createWatchdog({ ports, options, agenda, reader, stuck, wake }: WatchdogParts) {
  const { clock, log } = ports
  let stop: (() => void) | null = null

  function look(): void {
    const side = ports.side()
    if (!side || reader.swapping()) return
    const now = clock.monotonic()
    const work = agenda.readWanted || now >= agenda.pollAt || side.waiting().waiting > 0
    if (!work || now - Math.max(agenda.moved, agenda.notBefore) <= options.watchdogMs) return
    agenda.moved = now
    stuck()
  }
  function start(): void {
    stop = clock.later(options.watchdogMs / 2, () => {
      start()
      try {
        look()
      } catch (error) {
        log.error('sync.failed', { job: 'watch', detail: describe(error) })
      }
      wake()
    })
  }

  return { start, stop: (): void => stop?.() }
}
