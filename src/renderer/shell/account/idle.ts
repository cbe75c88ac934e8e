const LOOK_AGAIN_MS = 1000
const MINUTE_MS = 60_000

export interface IdlePorts {
  /** Milliseconds that no one can set back. */
  now: () => number
  /** Runs again and again; answers how to end it. */
  every: (ms: number, run: () => void) => () => void
  /** Somebody is signing, or is about to: nothing comes over their hand. */
  isSigning: () => boolean
  lock: () => void
}

/** Locks after so many minutes without a hand (0: never by itself), and when it is wished for; over no signature, but right after it. */
export function watchIdle(minutes: number, { now, every, isSigning, lock }: IdlePorts) {
  let last = now()
  let wanted = false
  const look = () => {
    const idle = minutes > 0 && now() - last >= minutes * MINUTE_MS
    if ((wanted || idle) && !isSigning()) lock()
  }
  const stop = every(LOOK_AGAIN_MS, look)
  return {
    /** There is a hand. */
    touched: () => void (last = now()),
    /** The computer was locked or goes to sleep. */
    away: () => {
      wanted = true
      look()
    },
    stop,
  }
}
