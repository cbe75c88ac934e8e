import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import type { WedgeRejection } from '../../../shared/wedge/types.ts'
import { createDoubleReads } from './doubleRead.ts'
import { createScanHandlers, type ScanHandlers } from './handlers.ts'
import { createQueue } from './queue.ts'
import type { Scan } from './scan.ts'

interface ScanStatus {
  /** The gun is listened to. */
  listening: boolean
  last: { at: number; scan: Scan } | null
  /** A burst that looked like a gun but was taken for typing: the person may wonder why nothing happened. */
  rejected: { at: number; rejection: WedgeRejection } | null
}

/** What goes with an outcome that no screen claimed. */
export interface Turn {
  handlers: ScanHandlers
  /** The answer is on the screen: the stopwatch ends. */
  answered: () => void
  /** Somebody says what the code means: from here it goes as if it had been read so. */
  choose: (outcome: ScanOutcome) => void
  /** As of the whole desk. */
  forget: () => void
}

export interface ScanDeskPorts {
  /** What a scan means. */
  resolve: (scan: Scan) => Promise<ScanOutcome>
  /** The scanner read a code twice: the answer to the first read stands, with what it offers. */
  onDouble: () => void
  /** What happens to an outcome that no screen claims. */
  byDefault: (outcome: ScanOutcome, scan: Scan, turn: Turn) => Promise<void>
  onError: (error: unknown) => void
  /** Closes dialogs: a scan goes through whatever is open. */
  dismiss: () => void
  now: () => number
  /** Called when a scan begins and when its answer is on the screen, to measure both. */
  measure: (scan: Scan) => () => void
}

export interface ScanDesk {
  handlers: ScanHandlers
  receive: (scan: Scan) => Promise<void>
  reject: (rejection: WedgeRejection) => void
  /** The last answer was put away, or is true no more: the same code once more is a scan, not the scanner reading twice. */
  forget: () => void
  setListening: (listening: boolean) => void
  status: () => ScanStatus
  subscribe: (listener: () => void) => () => void
  /** While set, scans go there and nowhere else: the test field of the settings. */
  divert: (to: (scan: Scan) => void) => () => void
}

/** Takes every scan in order, asks main what it means, lets the top-most screen claim it, else does the usual thing. */
export function createScanDesk(ports: ScanDeskPorts): ScanDesk {
  let status: ScanStatus = { listening: false, last: null, rejected: null }
  let diverted: ((scan: Scan) => void) | null = null
  const listeners = new Set<() => void>()
  const handlers = createScanHandlers()
  const queue = createQueue(ports.onError)
  const reads = createDoubleReads()
  const set = (change: Partial<ScanStatus>) => {
    status = { ...status, ...change }
    for (const listener of listeners) listener()
  }

  const act = async (outcome: ScanOutcome, scan: Scan, answered: () => void): Promise<void> => {
    if (await handlers.offer(outcome, scan)) return
    // In the queue as scans are: the screen of an earlier one may still be opening.
    const choose = (chosen: ScanOutcome) => void queue.add(() => act(chosen, scan, () => {}))
    await ports.byDefault(outcome, scan, { handlers, answered, choose, forget: reads.forget })
  }

  return {
    handlers,
    receive: (scan) => {
      set({ last: { at: ports.now(), scan }, rejected: null })
      if (diverted) {
        diverted(scan)
        return Promise.resolve()
      }
      const answered = once(ports.measure(scan))
      return queue.add(async () => {
        try {
          ports.dismiss()
          if (reads.isDouble(scan)) return ports.onDouble()
          const outcome = await ports.resolve(scan)
          // What was misread is read again at once.
          if (outcome.kind === 'misread') reads.forget()
          await act(outcome, scan, answered)
        } catch (error) {
          // It was not answered: whoever scans it once more means it.
          reads.forget()
          throw error
        } finally {
          answered()
        }
      })
    },
    reject: (rejection) => set({ rejected: { at: ports.now(), rejection } }),
    forget: reads.forget,
    setListening: (listening) => set({ listening }),
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    divert: (to) => {
      diverted = to
      return () => {
        if (diverted === to) diverted = null
      }
    },
  }
}

function once(run: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    run()
  }
}
