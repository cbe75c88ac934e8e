import { randomFillSync } from 'node:crypto'
import type { DeskOptions } from '../deskOptions.ts'
import type { Logger } from '../store/ports.ts'

const FRAME_MS = 16

/** The real clock, randomness and timers. */
export function devicePorts(log: Logger): DeskOptions['ports'] {
  return {
    now: () => new Date(),
    random: (n) => randomFillSync(new Uint8Array(n)),
    log,
    defer: (run) => void setTimeout(run, FRAME_MS),
    later: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  }
}
