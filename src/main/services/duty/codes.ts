import { DeskError } from '../../../shared/contract/errors.ts'
import type { PinBook } from './book.ts'
import type { PinPorts } from './pins.ts'
import { createWaits, FREE_MISSES } from './waits.ts'

const WAIT_MS = 10 * 60_000
const CODES = 'codes'

/**
 * Wrong pickup codes at this desk, counted in the book of PINs: after five with less than ten minutes between them no code is read
 * for ten minutes. A right one changes nothing, else whoever has one code could try the others between. `kept`: a pause began.
 */
export function createCodeTries(book: PinBook, ports: PinPorts, kept: (by: string, misses: number) => void) {
  const waits = createWaits(ports)
  let misses = 0
  let last = ports.monotonic()
  const refusePaused = (): never => {
    throw new DeskError('CODES_PAUSED', { until: waits.until(CODES) })
  }
  function count(next: number): void {
    misses = next
    book.putCodeMisses(next)
  }
  function forgetOld(): void {
    if (misses > 0 && ports.monotonic() - last >= WAIT_MS) count(0)
  }
  return {
    /** A pause that was under way when the program ended is served whole. */
    resume(): void {
      misses = Math.max(misses, book.codeMisses())
      last = ports.monotonic()
      if (misses >= FREE_MISSES) waits.begin(CODES, WAIT_MS)
    },
    pausedUntil: (): string | null => waits.until(CODES),
    /** Refuses to read a code in a pause. */
    expectOpen(): void {
      if (waits.left(CODES) > 0) refusePaused()
      forgetOld()
    },
    /** A wrong one was tried; the one too many begins a pause. */
    missed(by: string): void {
      forgetOld()
      count(misses + 1)
      last = ports.monotonic()
      if (misses < FREE_MISSES) return
      waits.begin(CODES, WAIT_MS)
      kept(by, misses)
      refusePaused()
    },
  }
}

export type CodeTries = ReturnType<typeof createCodeTries>
