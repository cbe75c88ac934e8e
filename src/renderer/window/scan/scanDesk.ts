import { createStore, type Readable } from '@tanstack/react-store'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import type { WedgeRejection } from '../../../shared/wedge/types.ts'
import { createCommandCodes, type CommandCodes } from './commandCodes.ts'
import { createDoubleReads } from './doubleRead.ts'
import { createQueue } from './queue.ts'
import type { Scan } from './scan.ts'

interface ScanStatus {
  /** The gun is listened to. */
  listening: boolean
  last: { at: number; scan: Scan } | null
  /** A burst that looked like a gun but was taken for typing: the person may wonder why nothing happened. */
  rejected: { at: number; rejection: WedgeRejection } | null
}

/** What goes with an outcome that nothing open takes. */
export interface Turn {
  /** The answer is on the screen: the stopwatch ends. */
  answered: () => void
  /** Somebody says what the code means: from here it goes as if it had been read so. */
  choose: (outcome: ScanOutcome) => void
}

export interface ScanDeskPorts {
  /** What a scan means. */
  resolve: (scan: Scan) => Promise<ScanOutcome>
  /** The scanner read a code twice: the answer to the first read stands, with what it offers. */
  onDouble: () => void
  /** The work that is open, an intake or a hand-over, takes the scan; false leaves it to what a scan does everywhere. */
  take: (outcome: ScanOutcome, scan: Scan) => boolean | Promise<boolean>
  /** What a scan does everywhere. */
  byDefault: (outcome: ScanOutcome, scan: Scan, turn: Turn) => Promise<void>
  onError: (error: unknown) => void
  /** Closes dialogs: a scan goes through whatever is open. */
  dismiss: () => void
  now: () => number
  /** Called when a scan begins and when its answer is on the screen, to measure both. */
  measure: (scan: Scan) => () => void
}

export interface ScanDesk {
  commands: CommandCodes
  receive: (scan: Scan) => Promise<void>
  reject: (rejection: WedgeRejection) => void
  /** The last answer was put away, or is true no more: the same code once more is a scan, not the scanner reading twice. */
  forget: () => void
  setListening: (listening: boolean) => void
  status: Readable<ScanStatus>
  /** While set, scans go there and nowhere else: the test field of the settings. Hidden: it may be a badge, and is shown nowhere. */
  divert: (to: (scan: Scan) => void, how?: { hidden: boolean }) => () => void
}

/** Takes every scan in order, asks main what it means, and gives it to the work that is open, else does the usual thing. */
export function createScanDesk(ports: ScanDeskPorts): ScanDesk {
  const status = createStore<ScanStatus>({ listening: false, last: null, rejected: null })
  let diverted: ((scan: Scan) => void) | null = null
  let isHidden = false
  const commands = createCommandCodes()
  const queue = createQueue(ports.onError)
  const reads = createDoubleReads()
  const set = (change: Partial<ScanStatus>) => status.setState((now) => ({ ...now, ...change }))

  const act = async (outcome: ScanOutcome, scan: Scan, answered: () => void): Promise<void> => {
    if (outcome.kind === 'command' && commands.offer(outcome.command)) return
    if (await ports.take(outcome, scan)) return
    // In the queue as scans are: it comes after those that were read before the choice.
    const choose = (chosen: ScanOutcome) => void queue.add(() => act(chosen, scan, () => {}))
    await ports.byDefault(outcome, scan, { answered, choose })
  }

  return {
    commands,
    receive: (scan) => {
      const last = { at: ports.now(), scan }
      set({ rejected: null })
      if (diverted) {
        if (!isHidden) set({ last })
        diverted(scan)
        return Promise.resolve()
      }
      const answered = once(ports.measure(scan))
      return queue.add(async () => {
        let isBadge = false
        try {
          ports.dismiss()
          if (reads.isDouble(scan)) return ports.onDouble()
          const outcome = await ports.resolve(scan)
          isBadge = outcome.kind === 'badge'
          // What was misread is read again at once.
          if (outcome.kind === 'misread') reads.forget()
          await act(outcome, scan, answered)
        } catch (error) {
          // It was not answered: whoever scans it once more means it.
          reads.forget()
          throw error
        } finally {
          // The number of a badge is shown nowhere.
          if (!isBadge) set({ last })
          answered()
        }
      })
    },
    // Elsewhere slow keys are a person who types: only where a scan is tried out does anybody judge them.
    reject: (rejection) => {
      if (diverted) set({ rejected: { at: ports.now(), rejection } })
    },
    forget: reads.forget,
    setListening: (listening) => set({ listening }),
    status,
    divert: (to, how = { hidden: false }) => {
      diverted = to
      isHidden = how.hidden
      set({ rejected: null })
      return () => {
        if (diverted !== to) return
        diverted = null
        set({ rejected: null })
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
