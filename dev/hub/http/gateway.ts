import type { Context, HubResponse } from '../types.ts'
import { json } from './answer.ts'

/** Routes that a person opens from a letter, or that describe the project: no key is asked for. */
const OPEN = new Set(['auth/verify', 'auth/.well-known/jwks.json'])

const bearer = (header: string | undefined): string => /^Bearer\s+(.+)$/i.exec(header ?? '')?.[1]?.trim() ?? ''

/**
 * The API gateway in front of every service: a request needs a key of the project. The key is also the token where no
 * other token came; a key of the newer form stands for a token that the gateway puts in.
 */
export function openGateway(
  context: Context,
  service: string,
  path: string,
  query: URLSearchParams,
  headers: Record<string, string>,
): { token: string } | HubResponse {
  const given = bearer(headers['authorization'])
  // A signed link carries its own right; functions ask for theirs themselves.
  if (
    service === 'functions' ||
    OPEN.has(`${service}${path}`) ||
    (service === 'storage' && path.startsWith('/object/sign/') && query.has('token'))
  )
    return { token: given }
  const key = headers['apikey'] ?? query.get('apikey') ?? ''
  query.delete('apikey')
  if (key === '') {
    return json(401, {
      message: 'No API key found in request',
      hint: 'No `apikey` request header or url param was found.',
    })
  }
  const keyToken = context.tokens.keyToken(key)
  if (keyToken === undefined) {
    return json(401, {
      message: 'Invalid API key',
      hint: 'Double check your Supabase `anon` or `service_role` API key.',
    })
  }
  if (given === '') return { token: keyToken }
  return { token: context.tokens.keyToken(given) ?? given }
}
