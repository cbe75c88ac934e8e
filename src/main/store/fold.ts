import type { Replica } from './replica.ts'

/** So long without a commit: nobody scans parcels faster than this. */
const QUIET_MS = 500
/** So many commits are worth the two waits for the disk. */
const WORTH = 8

/**
 * Folds the log into the replica when the desk is quiet for a moment. Otherwise the act that makes the log too long does it, and
 * whoever did that act waits until all of it is on the disk.
 */
export function foldWhenQuiet(
  store: Pick<Replica, 'onChange' | 'commits' | 'fold'>,
  later: (ms: number, run: () => void) => () => void,
): void {
  let folded = store.commits()
  let cancel: (() => void) | null = null
  store.onChange(() => {
    cancel?.()
    if (store.commits() - folded < WORTH) return
    cancel = later(QUIET_MS, () => {
      cancel = null
      folded = store.commits()
      store.fold()
    })
  })
}
