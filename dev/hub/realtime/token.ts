import type { Claims, Context } from '../types.ts'

export type Verified = { ok: true; claims: Claims } | { ok: false; code: string; message: string }

/** Reads a token as Realtime does, with its words. */
export function verifyToken(context: Context, token: string): Verified {
  const read = context.tokens.read(token)
  if (!read.ok) {
    if (read.reason === 'signature')
      return { ok: false, code: 'JwtSignatureError', message: 'Failed to validate JWT signature' }
    if (read.reason === 'algorithm') {
      return {
        ok: false,
        code: 'JwtSignerError',
        message: 'Failed to generate JWT signer, check your JWT secret or JWKS configuration',
      }
    }
    return { ok: false, code: 'MalformedJWT', message: 'The token provided is not a valid JWT' }
  }
  const late = context.tokens.lateBy(read)
  if (late >= 0) return { ok: false, code: 'InvalidJWTToken', message: `Token has expired ${late} seconds ago` }
  if (read.claims.role === undefined || read.claims.exp === undefined) {
    return { ok: false, code: 'InvalidJWTToken', message: 'Fields `role` and `exp` are required in JWT' }
  }
  return { ok: true, claims: read.claims }
}
