import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import type { Scan } from './scan.ts'

/** A screen's answer to a scan: true claims it, false leaves it to the screen below or to the default. */
export type ScanHandler = (outcome: ScanOutcome, scan: Scan) => boolean | Promise<boolean>

interface Waiting {
  outcome: ScanOutcome
  scan: Scan
  /** Handlers that came since: the screen that the scan opens is among them. */
  fresh: ScanHandler[]
  asking: boolean
  done: (claimed: boolean) => void
}

export interface ScanHandlers {
  /** The newest handler is asked first. One that registers while a scan waits for its screen gets that scan. */
  register: (handler: ScanHandler) => () => void
  offer: (outcome: ScanOutcome, scan: Scan) => Promise<boolean>
  /** Offers to whichever screen opens next; false when none claims it in time. */
  offerNext: (outcome: ScanOutcome, scan: Scan, patienceMs: number) => Promise<boolean>
}

/** The screens that want to see scans, top-most last. */
export function createScanHandlers(): ScanHandlers {
  const handlers: ScanHandler[] = []
  let waiting: Waiting | null = null

  const offer = async (outcome: ScanOutcome, scan: Scan): Promise<boolean> => {
    for (const handler of handlers.toReversed()) if (await handler(outcome, scan)) return true
    return false
  }

  /** One handler after the other, so that only one gets it. */
  const give = async (parked: Waiting): Promise<void> => {
    if (parked.asking) return
    parked.asking = true
    try {
      for (let handler = parked.fresh.pop(); handler; handler = parked.fresh.pop()) {
        if (waiting !== parked) return
        if (handlers.includes(handler) && (await handler(parked.outcome, parked.scan))) parked.done(true)
      }
    } finally {
      parked.asking = false
    }
  }

  return {
    register: (handler) => {
      handlers.push(handler)
      const parked = waiting
      if (parked) {
        parked.fresh.push(handler)
        // After the commit: the screen has its state by then.
        queueMicrotask(() => give(parked).catch(() => parked.done(false)))
      }
      return () => {
        const index = handlers.lastIndexOf(handler)
        if (index !== -1) handlers.splice(index, 1)
      }
    },
    offer,
    offerNext: (outcome, scan, patienceMs) =>
      new Promise((resolve) => {
        waiting?.done(false)
        const parked: Waiting = {
          outcome,
          scan,
          fresh: [],
          asking: false,
          done: (claimed) => {
            clearTimeout(timer)
            if (waiting === parked) waiting = null
            resolve(claimed)
          },
        }
        const timer = setTimeout(() => parked.done(false), patienceMs)
        waiting = parked
      }),
  }
}
