import type { Clock } from '../clock.ts'

/** Counts what happens in one second of the hub's clock. */
export interface Rate {
  /** Counts one, and tells whether the limit of this second is passed. */
  over: (limit: number) => boolean
}

/** A counter of windows that follow each other. */
export function createRate(clock: Clock, windowMs = 1000): Rate {
  let until = 0
  let count = 0
  return {
    over: (limit) => {
      const now = clock.now()
      if (now >= until || until - now > windowMs) {
        until = now + windowMs
        count = 0
      }
      count += 1
      return count > limit
    },
  }
}
