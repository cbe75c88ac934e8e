import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Claims } from '../types.ts'
import { decodeToken, signToken } from './hs256.ts'
import type { Decoded } from './hs256.ts'

/** Signs and reads tokens with the project's secret, and knows the project's keys. */
export interface Tokens {
  secret: string
  anonKey: string
  serviceKey: string
  publishableKey: string
  secretKey: string
  /** The token that a project key stands for, or undefined for a key of another project. */
  keyToken: (key: string) => string | undefined
  issue: (claims: Claims) => string
  read: (token: string) => Decoded
  /** Seconds by which the token is past its end, beyond those that the reader forgives; negative while it lives. */
  lateBy: (decoded: Extract<Decoded, { ok: true }>, forgiven?: number) => number
  /** Ends every token issued so far, as if its time had passed. */
  expireIssued: () => void
}

const signatureOf = (token: string): string => token.slice(token.lastIndexOf('.') + 1)

const TEN_YEARS = 10 * 365 * 24 * 3600
const KEYS_SINCE = 1_700_000_000

/** The token service of one project. */
export function createTokens(secret: string, clock: Clock): Tokens {
  const issued = new Map<string, number>()
  const ended = new Map<string, number>()
  const key = (role: string): string =>
    signToken({ iss: 'supabase', ref: 'hub', role, iat: KEYS_SINCE, exp: KEYS_SINCE + 3 * TEN_YEARS }, secret)
  const mark = createHash('sha256').update(secret).digest('base64url').slice(0, 22)
  const anonKey = key('anon')
  const serviceKey = key('service_role')
  const publishableKey = `sb_publishable_${mark}`
  const secretKey = `sb_secret_${mark}`
  const byKey = new Map([
    [anonKey, anonKey],
    [serviceKey, serviceKey],
    [publishableKey, anonKey],
    [secretKey, serviceKey],
  ])
  const forget = (map: Map<string, number>): void => {
    const now = clock.seconds()
    for (const [signature, exp] of map) if (exp < now) map.delete(signature)
  }
  return {
    secret,
    anonKey,
    serviceKey,
    publishableKey,
    secretKey,
    keyToken: (given) => byKey.get(given),
    issue: (claims) => {
      let exp = claims.exp ?? 0
      let token = signToken(claims, secret)
      // Two tokens of one session and second are equal: a new one must differ from one that a test ended.
      while (ended.has(signatureOf(token))) {
        exp += 1
        token = signToken({ ...claims, exp }, secret)
      }
      if (issued.size > 10_000) forget(issued)
      issued.set(signatureOf(token), exp)
      return token
    },
    read: (token) => decodeToken(token, secret),
    lateBy: (decoded, forgiven = 0) => {
      const late = clock.seconds() - (decoded.claims.exp ?? Number.POSITIVE_INFINITY) - forgiven
      // No forgiveness for a token that a test ended.
      return ended.has(decoded.signature) ? Math.max(late, 0) : late
    },
    expireIssued: () => {
      for (const [signature, exp] of issued) ended.set(signature, exp)
      issued.clear()
    },
  }
}
