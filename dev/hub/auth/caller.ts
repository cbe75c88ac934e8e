import type { Claims, Context, HubRequest } from '../types.ts'
import { Refusal } from './refusal.ts'
import { userById } from './users.ts'
import type { UserRow } from './users.ts'

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i

function claimsOf(context: Context, request: HubRequest): Claims {
  const read = context.tokens.read(request.token)
  const bad = (why: string): Refusal =>
    new Refusal(403, 'bad_jwt', `invalid JWT: unable to parse or verify signature, ${why}`)
  if (!read.ok) {
    if (read.reason === 'signature') throw bad('token signature is invalid: signature is invalid')
    throw bad(`token is malformed: token contains an invalid number of segments`)
  }
  if (context.tokens.lateBy(read) >= 0) throw bad('token has invalid claims: token is expired')
  return read.claims
}

/** The signed-in person and their session. */
export async function requireUser(
  context: Context,
  request: HubRequest,
): Promise<{ user: UserRow; sessionId: string }> {
  const claims = claimsOf(context, request)
  if (claims.sub === undefined || claims.sub === '')
    throw new Refusal(403, 'bad_jwt', 'invalid claim: missing sub claim')
  if (!UUID.test(claims.sub)) throw new Refusal(400, 'bad_jwt', 'invalid claim: sub claim must be a UUID')
  const user = await userById(context, claims.sub)
  if (user === undefined) throw new Refusal(403, 'user_not_found', 'User from sub claim in JWT does not exist')
  const sessionId = claims.session_id ?? ''
  if (UUID.test(sessionId)) {
    const found = await context.admin.query('select from auth.sessions where id = $1', [sessionId])
    if (found.rows.length === 0) {
      throw new Refusal(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
    }
  }
  return { user, sessionId }
}

/** Refuses whoever does not hold the service key. */
export function requireAdmin(context: Context, request: HubRequest): void {
  const role = claimsOf(context, request).role
  if (role !== 'service_role' && role !== 'supabase_admin') throw new Refusal(403, 'not_admin', 'User not allowed')
}
