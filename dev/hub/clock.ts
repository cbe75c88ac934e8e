/** The hub's time: the machine's, moved by tests. Listeners hear of each move, because a jump can end a token. */
export interface Clock {
  now: () => number
  seconds: () => number
  set: (at: number) => void
  advance: (ms: number) => void
  reset: () => void
  onMove: (listener: () => void) => void
}

/** A clock that follows `source` at an offset of its own. */
export function createClock(source: () => number): Clock {
  let offset = 0
  const listeners: (() => void)[] = []
  const moveTo = (next: number): void => {
    offset = next
    for (const listener of listeners) listener()
  }
  const now = (): number => source() + offset
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    set: (at) => moveTo(at - source()),
    advance: (ms) => moveTo(offset + ms),
    reset: () => moveTo(0),
    onMove: (listener) => void listeners.push(listener),
  }
}
