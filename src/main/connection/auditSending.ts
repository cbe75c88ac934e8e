import type { Replica } from '../store/open.ts'
import { createAuditSender, type AuditSender } from '../sync/auditSender.ts'
import type { SyncClock } from '../sync/ports.ts'
import type { Link } from './link.ts'

const PUSH_MS = 30_000

/** Sends this desk's audit log under the session of whoever is signed in: it is the desk's word, not theirs. */
export const auditSenderOf = (
  { session, project, log }: Link,
  desk: string,
  clock: SyncClock,
  store: () => Replica | null,
): AuditSender =>
  createAuditSender({
    outbox: () => store()?.auditOutbox ?? null,
    push: async (entries) => {
      await session.fresh()
      return project.rpc('audit_push', { desk, entries }, AbortSignal.timeout(PUSH_MS))
    },
    later: clock.later,
    log,
  })
