import type { SyncEngine } from '../sync/engine.ts'

/** Waits until everything is sent, or until it is clear that it cannot be just now; never longer than told. */
export function drained(
  engine: SyncEngine,
  later: (ms: number, run: () => void) => () => void,
  limitMs: number,
): Promise<void> {
  const done = () => {
    const { waiting, state } = engine.status()
    return waiting === 0 || state === 'offline' || state === 'signed-out' || state === 'incompatible'
  }
  if (done()) return Promise.resolve()
  engine.syncNow()
  return new Promise((resolve) => {
    const end = () => {
      stop()
      cancel()
      resolve()
    }
    const stop = engine.onStatus(() => done() && end())
    const cancel = later(limitMs, end)
  })
}
