import { DeskError, type ErrorCode } from '../../shared/contract/errors.ts'
import { asDeskError, describe } from '../store/faults.ts'
import type { Logger } from '../store/ports.ts'

const FIRST_MS = 1000
const LONGEST_MS = 30_000

export interface PersistPorts {
  log: Logger
  later(ms: number, run: () => void): () => void
  /** Tells the console that something in the background does not go on. */
  tell(code: ErrorCode): void
}

/** Does work that nobody waits for: what fails is logged, told and tried again until it is done or over. */
export type Persist = (name: string, run: () => void | Promise<void>) => Promise<void>

/** The one way for timers and queues to meet an error: nobody stands above them to catch it. */
export function createPersist({ log, later, tell }: PersistPorts): Persist {
  return async (name, run) => {
    for (let tries = 0; ; tries++) {
      try {
        await run()
        return
      } catch (error) {
        const known = asDeskError(error)
        const code = known instanceof DeskError ? known.code : 'INTERNAL'
        // The replica was closed: whoever opens it next begins anew.
        if (code === 'NOT_READY') return
        log.error('background.failed', { name, detail: describe(error) })
        // Once: a fault that stays is not told each time.
        if (tries === 0) tell(code)
        await new Promise<void>((over) => void later(Math.min(LONGEST_MS, FIRST_MS * 2 ** tries), over))
      }
    }
  }
}
