import type { SyncClock } from '../sync/ports.ts'
import { createRemovedFiles, type RemovedFiles } from '../sync/supabase/removedFiles.ts'
import type { Link } from './link.ts'

const LIST_MS = 20_000

/** Takes the files of messages that were taken back out of the project's Storage. */
export const removedFilesOf = (
  { session, project, bucket, log }: Link,
  building: string,
  clock: SyncClock,
): RemovedFiles =>
  createRemovedFiles({
    list: async () => {
      await session.fresh()
      return project.rpc('files_to_remove', { building }, AbortSignal.timeout(LIST_MS))
    },
    remove: bucket.remove,
    later: clock.later,
    log,
  })
