import type { SyncClock } from './ports.ts'

/**
 * A `later` in which no time at all means: after everybody else's turn. A timer would sleep for a millisecond at least, and on
 * a busy computer for as long as others keep it: with thousands of pauses that is most of a first reading.
 */
export const withTurns =
  (later: SyncClock['later']): SyncClock['later'] =>
  (ms, run) => {
    if (ms > 0) return later(ms, run)
    const turn = setImmediate(run)
    return () => clearImmediate(turn)
  }
