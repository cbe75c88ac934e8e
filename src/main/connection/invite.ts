import { DeskError } from '../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../shared/contract/index.ts'
import { TransportError } from '../../supabase/fault.ts'
import { strictFetch } from '../../supabase/answers.ts'
import { askAuth } from '../../supabase/session/tokens.ts'
import type { ConnectionContext } from './context.ts'
import { forPerson } from './faults.ts'
import type { ProjectLink } from './projectLink.ts'

const LIMIT_MS = 20_000
/** No line or no session is said as always; everything else is the project's refusal. */
const NO_ANSWER = new Set(['again', 'sign_in'])

/**
 * Lets the project expect somebody of the staff under an e-mail address, in the name of the administrator who is signed in, and asks
 * it for a letter with a code. Making the account needs the secret key, which is on no desk: where there is none yet, whoever looks
 * after the project makes it, and the answer does not tell.
 */
export async function invite(
  { ports, clock, connected }: ConnectionContext,
  projectLink: ProjectLink,
  { staffId, email }: Parsed<'staff.invite'>,
): Promise<Response<'staff.invite'>> {
  const current = connected()
  const { session, project, log } = projectLink.to(current)
  try {
    await session.fresh()
    await project.rpc('invite', { building: current.building.id, email, staff: staffId }, AbortSignal.timeout(LIMIT_MS))
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    if (NO_ANSWER.has(error.kind)) return await forPerson(Promise.reject(error))
    throw new DeskError(error.code === '42501' ? 'NOT_ALLOWED' : 'INVITATION_REFUSED', { detail: error.code })
  }
  try {
    await askAuth(strictFetch(ports.network.fetch), current, 'recover', { email }, AbortSignal.timeout(LIMIT_MS))
    return { letter: true }
  } catch (error) {
    log.info('invite.no_letter', { at: clock.now().toISOString(), detail: String(error) })
    return { letter: false }
  }
}
