import { createBell, type Bell } from '../sync/bell.ts'
import type { SyncClock } from '../sync/ports.ts'
import type { Link } from './link.ts'
import type { AroundConnection } from './ports.ts'

const RING_MS = 15_000

/** Rings under the session of whoever is signed in, while this desk hears from its project. */
export const bellOf = (
  { session, project, log }: Link,
  clock: SyncClock,
  { noticeDueSince }: Pick<AroundConnection, 'noticeDueSince'>,
): Bell =>
  createBell({
    dueSince: noticeDueSince,
    ring: async () => {
      await session.fresh()
      return project.invoke('send-notices', {}, AbortSignal.timeout(RING_MS))
    },
    now: clock.now,
    later: clock.later,
    log,
  })
