import { isRestoreTestDue, lastRestoreTest, testRestore } from './restoreTest.ts'
import type { KeepingParts } from './parts.ts'

/** The first look of a run comes when the desk has been used for a while, and each further one by the hour. */
const FIRST_MS = 15 * 60_000
const EVERY_MS = 60 * 60_000

/** Runs the test restore when it is due, as long as the program runs. */
export function watchRestoreTests(
  parts: Pick<KeepingParts, 'dataDir' | 'migrations' | 'ports'> & { replica: Pick<KeepingParts['replica'], 'store'> },
) {
  let cancel = (): void => undefined
  const next = (ms: number): void => {
    cancel = parts.ports.later(ms, () => {
      const store = parts.replica.store()
      if (store && store.listBackups().length > 0 && isRestoreTestDue(lastRestoreTest(store), parts.ports.now()))
        void testRestore(store, parts).catch((error: unknown) =>
          parts.ports.log.error('backups.restore_test_failed', { detail: String(error) }),
        )
      next(EVERY_MS)
    })
  }
  next(FIRST_MS)
  return { stop: () => cancel() }
}
