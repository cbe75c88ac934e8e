import type { Context, Claims } from '../types.ts'
import { Problem } from './problem.ts'

export interface Caller {
  role: string
  claims: Claims
  /** False for the anonymous role: what it may not do is answered with 401. */
  known: boolean
}

const SKEW_SECONDS = 30

const refused = (code: string, message: string, details: string | null = null): Problem =>
  new Problem(401, code, message, {
    details,
    headers: { 'www-authenticate': `Bearer error="invalid_token", error_description=${JSON.stringify(message)}` },
  })

/** Who the token says the caller is. */
export function authenticate(context: Context, token: string): Caller {
  const read = context.tokens.read(token)
  if (!read.ok) {
    if (read.reason === 'parts') throw refused('PGRST301', `Expected 3 parts in JWT; got ${read.parts}`)
    if (read.reason === 'algorithm') throw refused('PGRST301', 'Wrong or unsupported encoding algorithm')
    if (read.reason === 'malformed') throw refused('PGRST301', "JWT couldn't be decoded")
    throw refused('PGRST301', 'No suitable key or wrong key type', 'None of the keys was able to decode the JWT')
  }
  const { claims } = read
  const now = context.clock.seconds()
  if (context.tokens.lateBy(read, SKEW_SECONDS) >= 0) throw refused('PGRST303', 'JWT expired')
  if (typeof claims['nbf'] === 'number' && claims['nbf'] > now + SKEW_SECONDS)
    throw refused('PGRST303', 'JWT not yet valid')
  if (claims.iat !== undefined && claims.iat > now + SKEW_SECONDS) throw refused('PGRST303', 'JWT issued at future')
  const role = claims.role ?? 'anon'
  return { role, claims, known: role !== 'anon' }
}
