import { z } from 'zod'
import type { Parsed, Response } from '../../shared/contract/index.ts'
import { TransportError } from '../../supabase/fault.ts'
import type { ConnectionContext } from './context.ts'
import { forPerson } from './faults.ts'
import type { ProjectLink } from './projectLink.ts'

/** A mail server that does not answer is given up by the sender after half a minute. */
const LIMIT_MS = 45_000
/** Answers of a project in which the sender cannot work at all. */
const WITHOUT_SENDER: Readonly<Record<string, string>> = {
  http_404: 'no_function',
  NOT_FOUND: 'no_function',
  http_503: 'no_migrations',
  http_422: 'bad_address',
}
const answer = z.object({
  to: z.string().nullable().default(null),
  reason: z.string().nullable().default(null),
  lacks: z.array(z.string()).default([]),
})

/** Has the project's sender write an example letter to whoever is signed in, past the queue. */
export async function tryNotices(
  { connected }: ConnectionContext,
  projectLink: ProjectLink,
  { language }: Parsed<'notices.try'>,
): Promise<Response<'notices.try'>> {
  const current = connected()
  const { session, project } = projectLink.to(current)
  try {
    await session.fresh()
    const body = { language, building: current.building.name }
    return answer.parse(await project.invoke('try-notices', body, AbortSignal.timeout(LIMIT_MS)))
  } catch (error) {
    const reason = error instanceof TransportError ? WITHOUT_SENDER[error.code] : undefined
    if (reason === undefined) return await forPerson(Promise.reject(error))
    return { to: null, reason, lacks: [] }
  }
}
