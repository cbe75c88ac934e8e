import { fromBase64, hmac, isSame, toBase64, utf8 } from '../bytes.ts'

/** How far a signed time may be from ours: an older request is somebody's recording. */
const WINDOW_SECONDS = 300
const isNow = (timestamp: string, now: number): boolean =>
  /^\d{1,12}$/.test(timestamp) && Math.abs(now / 1000 - Number(timestamp)) <= WINDOW_SECONDS

/** Svix, by which Resend signs: HMAC-SHA256 over id, time and body; several signatures while a secret is changed. */
export async function isFromSvix(headers: Headers, body: string, secret: string, now: number): Promise<boolean> {
  const id = headers.get('svix-id')
  const timestamp = headers.get('svix-timestamp')
  const key = fromBase64(secret.replace(/^whsec_/, ''))
  if (id === null || timestamp === null || key === null || key.length === 0 || !isNow(timestamp, now)) return false
  const expected = toBase64(await hmac('SHA-256', key, `${id}.${timestamp}.${body}`))
  return (headers.get('svix-signature') ?? '')
    .split(' ')
    .some((signature) => signature.startsWith('v1,') && isSame(signature.slice(3), expected))
}

/** Twilio: HMAC-SHA1 over the public address and the form's fields, sorted by name. */
export async function isFromTwilio(
  headers: Headers,
  url: string,
  form: URLSearchParams,
  token: string,
): Promise<boolean> {
  const given = headers.get('x-twilio-signature')
  if (given === null || token === '') return false
  const fields = [...form].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const signed = url + fields.map(([name, value]) => name + value).join('')
  return isSame(toBase64(await hmac('SHA-1', utf8(token), signed)), given)
}

/** Telnyx: Ed25519 over time, bar and body. */
export async function isFromTelnyx(headers: Headers, body: string, publicKey: string, now: number): Promise<boolean> {
  const timestamp = headers.get('telnyx-timestamp') ?? ''
  const signature = fromBase64(headers.get('telnyx-signature-ed25519') ?? '')
  const raw = fromBase64(publicKey)
  if (raw?.length !== 32 || signature?.length !== 64 || !isNow(timestamp, now)) return false
  const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, signature, utf8(`${timestamp}|${body}`))
}

/** Basic authentication in the address of a callback: all that Postmark offers. */
export function isBasic(headers: Headers, user: string, password: string): boolean {
  if (user === '' || password === '') return false
  const given = /^Basic (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? ''
  return isSame(given, toBase64(utf8(`${user}:${password}`)))
}
