import { backoffMs, type BackoffOptions } from './backoff.ts'
import type { Later } from './later.ts'

/** One try to join. What it says after the next try began, or after it was left, does not count. */
export interface Attempt {
  isCurrent(): boolean
  arrived(): void
  fell(why: string): void
}

export interface RejoinParts {
  later: Later
  chance(): number
  backoff: BackoffOptions
  /** Begins a try. */
  open(attempt: Attempt): Promise<void> | void
  /** Throws away what the last try made, as a whole. */
  close(): Promise<void> | void
  up(): void
  /** The try came to nothing or what was joined is gone; the next one follows after `wait`. */
  down(fall: { why: string; wait: number; wasUp: boolean }): void
}

/**
 * Keeps something joined. A try that fails is thrown away and made anew after a while: the library's own rejoining keeps old
 * tokens and old timers, and gives up in silence.
 */
export function keepJoined({ later, chance, backoff, open, close, up, down }: RejoinParts) {
  let tries = 0
  let failures = 0
  let isUp = false
  let hasLeft = false
  let stopWait: () => void = () => undefined

  function join(): void {
    if (hasLeft) return
    const own = ++tries
    const isCurrent = () => own === tries
    const attempt: Attempt = {
      isCurrent,
      arrived: () => isCurrent() && arrive(),
      fell: (why) => isCurrent() && fall(why),
    }
    const begin = async () => open(attempt)
    begin().catch((error: unknown) => attempt.fell(String(error)))
  }
  function arrive(): void {
    failures = 0
    isUp = true
    up()
  }
  function fall(why: string): void {
    const closed = end()
    const wait = backoffMs(++failures, chance, backoff)
    const wasUp = isUp
    isUp = false
    down({ why, wait, wasUp })
    stopWait()
    stopWait = later(wait, () => (closed ? void closed.finally(join) : join()))
  }
  function end(): Promise<void> | void {
    tries++
    stopWait()
    return close()
  }

  join()
  return {
    isUp: (): boolean => isUp,
    leave(): Promise<void> | void {
      hasLeft = true
      isUp = false
      return end()
    },
  }
}
