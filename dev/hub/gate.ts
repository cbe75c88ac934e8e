/** Holds answers back while it is shut, so that a test can look at a client that waits. */
export interface Gate {
  shut: () => void
  open: () => void
  isShut: () => boolean
  passed: () => Promise<void>
}

/** A gate that starts open. */
export function createGate(): Gate {
  let waiting: (() => void)[] | undefined
  return {
    shut: () => {
      waiting ??= []
    },
    open: () => {
      const release = waiting ?? []
      waiting = undefined
      for (const go of release) go()
    },
    isShut: () => waiting !== undefined,
    passed: () => {
      const queue = waiting
      return queue === undefined ? Promise.resolve() : new Promise((go) => void queue.push(go))
    },
  }
}
