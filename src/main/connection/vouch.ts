import type { ConnectionContext } from './context.ts'
import type { Link } from './link.ts'
import type { ProjectLink } from './projectLink.ts'
import type { ConnectionRecord } from './record.ts'

const LIMIT_MS = 5000

/** Whoever signs out lets this desk vouch for them no more; without a line their shift ends there by itself. */
export async function endVouching({ deskId }: ConnectionRecord, { project, log }: Link): Promise<void> {
  await project
    .rpc('sync_vouch', { desk: deskId, digest: null }, AbortSignal.timeout(LIMIT_MS))
    .catch((error: unknown) => log.info('vouch.not_ended', { detail: String(error) }))
}

/** How whoever is signed in lets this desk vouch for them to the project, by a key of this digest; null where nobody is. */
export function letVouch(
  { memory }: ConnectionContext,
  projectLink: ProjectLink,
): ((digest: string) => Promise<void>) | null {
  const current = memory.get()
  if (current?.stage !== 'connected' || current.session !== 'working') return null
  const { session, project } = projectLink.to(current)
  return async (digest) => {
    const signal = AbortSignal.timeout(LIMIT_MS)
    await session.fresh()
    await project.rpc('sync_vouch', { desk: current.deskId, digest }, signal)
  }
}
