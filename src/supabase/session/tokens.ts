import { z } from 'zod'
import { TransportError } from '../fault.ts'
import type { ProjectAddress } from '../project.ts'

type Fetch = typeof globalThis.fetch

/** What a session is made of. */
export const tokens = z.object({
  access: z.string(),
  refresh: z.string(),
  /** By this computer's clock, from the moment of the answer. */
  until: z.string(),
  /** How long the access token lives altogether. */
  lifeMs: z.number(),
})
export type Tokens = z.infer<typeof tokens>

const answer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  user: z.object({ id: z.uuid(), email: z.string() }),
})

export interface SignedIn {
  tokens: Tokens
  userId: string
  email: string
}

type Grant = { email: string; password: string } | { refresh_token: string }

/** Words of Auth that end a session for good. Whatever else comes back (429, a proxy's 403, a portal's page) ends nothing. */
const ENDED = new Set([
  'refresh_token_not_found',
  'refresh_token_already_used',
  'session_not_found',
  'session_expired',
  'user_not_found',
  'user_banned',
  'bad_jwt',
  'invalid_grant',
  'validation_failed',
])

/** One request to Auth, as the account of `access` where it is given; a TransportError for whatever goes wrong. */
export async function askAuth(
  fetch: Fetch,
  { url, key }: ProjectAddress,
  path: string,
  body: object,
  signal: AbortSignal,
  access?: string,
): Promise<unknown> {
  try {
    const response = await fetch(new URL(`auth/v1/${path}`, withSlash(url)), {
      method: access === undefined ? 'POST' : 'PUT',
      headers: {
        apikey: key,
        'content-type': 'application/json',
        ...(access === undefined ? {} : { authorization: `Bearer ${access}` }),
      },
      body: JSON.stringify(body),
      signal,
    })
    return await response.json()
  } catch (error) {
    if (error instanceof TransportError) throw error
    throw new TransportError('again', 'network', { reached: false, cause: error })
  }
}

/** Asks Auth for tokens: one request, no retries. `fetch` is the strict one. */
export async function askTokens(
  fetch: Fetch,
  address: ProjectAddress,
  grant: Grant,
  now: () => Date,
  signal: AbortSignal,
): Promise<SignedIn> {
  const type = 'password' in grant ? 'password' : 'refresh_token'
  let body: unknown
  try {
    body = await askAuth(fetch, address, `token?grant_type=${type}`, grant, signal)
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    if (type === 'refresh_token' && error.kind !== 'again' && ENDED.has(error.code))
      throw new TransportError('sign_in', 'session_ended', { message: error.code })
    if (type === 'refresh_token' && error.kind !== 'again')
      throw new TransportError('again', error.code, { reached: true, cause: error })
    throw error
  }
  return readSession(body, now)
}

/** A session in an answer of Auth. */
export function readSession(body: unknown, now: () => Date): SignedIn {
  const read = answer.safeParse(body)
  if (!read.success) throw new TransportError('again', 'not_the_server', { reached: false })
  const { access_token: access, refresh_token: refresh, expires_in: seconds, user } = read.data
  const lifeMs = seconds * 1000
  return {
    tokens: { access, refresh, lifeMs, until: new Date(now().getTime() + lifeMs).toISOString() },
    userId: user.id,
    email: user.email,
  }
}

/** Ends this desk's session at the server. What cannot be reached forgets it by itself in time. */
export async function endSession(
  fetch: Fetch,
  { url, key }: ProjectAddress,
  access: string,
  signal: AbortSignal,
): Promise<void> {
  await fetch(new URL('auth/v1/logout?scope=local', withSlash(url)), {
    method: 'POST',
    headers: { apikey: key, authorization: `Bearer ${access}` },
    signal,
  })
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`)
