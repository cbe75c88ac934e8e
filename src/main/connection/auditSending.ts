import { createHash } from 'node:crypto'
import { may } from '../../shared/staff/permissions.ts'
import { createAuditSender, type AuditSender } from '../sync/auditSender.ts'
import type { ConnectionContext } from './context.ts'
import type { ProjectLink } from './projectLink.ts'
import type { ConnectionRecord } from './record.ts'

const PUSH_MS = 30_000

/** Lets this computer speak for its desk, under the session of whoever is signed in. */
export async function claimDesk(
  { around, memory }: ConnectionContext,
  projectLink: ProjectLink,
  current: ConnectionRecord,
): Promise<boolean> {
  const key = around.deskKey(current.deskId)
  if (key === null) return false
  const { session, project } = projectLink.to(current)
  await session.fresh()
  const digest = createHash('sha256').update(key).digest('hex')
  await project.rpc('audit_claim', { desk: current.deskId, digest }, AbortSignal.timeout(PUSH_MS))
  const now = memory.get()
  if (now?.claims) memory.set({ ...now, claims: undefined })
  return true
}

/** Sends this desk's audit log under the session of whoever is signed in: it is the desk's word, not theirs. */
export const auditSenderOf = (
  context: ConnectionContext,
  projectLink: ProjectLink,
  current: ConnectionRecord,
): AuditSender => {
  const { around, clock, memory, tell } = context
  const { session, project, log } = projectLink.to(current)
  const desk = current.deskId
  return createAuditSender({
    outbox: () => around.store()?.auditOutbox ?? null,
    push: async (entries) => {
      await session.fresh()
      // Without a key that can be read this computer speaks for no desk.
      const key = around.deskKey(desk) ?? ''
      return project.rpc('audit_push', { desk, entries, key }, AbortSignal.timeout(PUSH_MS))
    },
    claim: async (other) => {
      const now = memory.get()
      if (!now || !may(now.person.role, 'desk.connect') || (other && !now.claims)) return false
      return claimDesk(context, projectLink, now)
    },
    moved: () => tell('sync'),
    later: clock.later,
    log,
  })
}
