import { hmac, isSame, toBase64, utf8 } from './bytes.ts'
import type { Deps } from './ports.ts'

/** Where the functions are reached from outside: inside a function the request has another address. */
export const publicUrl = (env: Deps['env']): string =>
  (env('NOTICES_PUBLIC_URL') ?? `${env('SUPABASE_URL') ?? ''}/functions/v1`).replace(/\/+$/, '')

/** Whether people see a page of HTML there: at its own addresses Supabase answers a GET with the source as plain text. */
export const showsHtml = (env: Deps['env']): boolean =>
  !/^https?:\/\/[^/:]+\.supabase\.(?:co|in|red)(?:[/:]|$)/i.test(publicUrl(env))

const sign = async (secret: string, letter: string): Promise<string> =>
  toBase64(await hmac('SHA-256', utf8(secret), `unsubscribe ${letter}`))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** The link that ends notices by e-mail for whom a letter went to; null where the project has no secret for it. */
export async function stopLink(env: Deps['env'], letter: string): Promise<string | null> {
  const secret = env('NOTICES_LINK_SECRET')
  if (secret === undefined || secret === '') return null
  return `${publicUrl(env)}/unsubscribe?letter=${encodeURIComponent(letter)}&proof=${await sign(secret, letter)}`
}

/** The letter that such a link was made for; null when nobody here made it. */
export async function letterOfLink(env: Deps['env'], query: URLSearchParams): Promise<string | null> {
  const secret = env('NOTICES_LINK_SECRET')
  const letter = query.get('letter')
  const proof = query.get('proof')
  if (secret === undefined || secret === '' || letter === null || proof === null) return null
  return isSame(await sign(secret, letter), proof) ? letter : null
}
