import type { Letter } from './letter.ts'
import type { Deps, Handler } from './ports.ts'
import { send } from './providers/choose.ts'
import { isMissing } from './rpc.ts'

const MOST = 120
const json = (status: number, value: unknown): Response => Response.json(value, { status })
// By whole signs: half of one is no text.
const short = (value: unknown): string =>
  typeof value === 'string' ? Array.from(value.toWellFormed()).slice(0, MOST).join('') : ''

/** An example letter to whoever asks for it. */
const example = (address: string, id: string, asked: Record<string, unknown>): Letter => ({
  letter: id,
  token: id,
  attempt: 1,
  channel: 'email',
  address,
  language: asked['language'] === 'en' ? 'en' : 'fr',
  kind: 'arrived',
  name: null,
  building: { name: short(asked['building']) || 'Lofts Desk', timeZone: 'UTC', replyTo: null },
  parcels: [{ shortNumber: 'A1', carrier: 'other', perishable: false, receivedAt: '' }],
  pickupCode: '000000',
  texts: null,
  inReplyTo: null,
})

/** By which secret each provider's callbacks are known to be its own; a mail server calls nobody. */
const HEARS: Readonly<Record<string, string>> = {
  resend: 'RESEND_WEBHOOK_SECRET',
  ses: 'SES_TOPIC_ARN',
  postmark: 'POSTMARK_WEBHOOK_PASSWORD',
}

/** What letters lack though they leave: a way to end them, and word of what became of them. */
function lacks(env: Deps['env']): string[] {
  const hears = HEARS[env('NOTICES_EMAIL') ?? '']
  return [
    ...((env('NOTICES_LINK_SECRET') ?? '') === '' ? ['no_stop_link'] : []),
    ...(hears !== undefined && (env(hears) ?? '') === '' ? ['no_events'] : []),
  ]
}

/**
 * "Send me a test": sends an example letter to the address of whoever is signed in, and to no other, and answers what came
 * of it. Who may see how notices stand may ask for one: the database knows who works at a desk.
 */
export const tryNotices: Handler = async (request, deps) => {
  if (request.method !== 'POST') return json(405, { reason: 'method' })
  const headers = {
    apikey: request.headers.get('apikey') ?? '',
    authorization: request.headers.get('authorization') ?? '',
    'content-type': 'application/json',
  }
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    deps.fetch(`${deps.env('SUPABASE_URL') ?? ''}${path}`, { ...init, headers, signal: AbortSignal.timeout(5000) })
  const [user, may] = await Promise.all([
    ask('/auth/v1/user'),
    ask('/rest/v1/rpc/notices_health', { method: 'POST', body: '{}' }),
  ])
  if (isMissing(may.status, await may.text())) return json(503, { reason: 'no_migrations' })
  if (!user.ok || !may.ok) return json(401, { reason: 'not_allowed' })
  const { email } = (await user.json()) as { email?: string }
  if (email === undefined || email === '') return json(422, { reason: 'bad_address' })
  const asked = (await request.json().catch(() => ({}))) as Record<string, unknown> | null
  const { outcome } = await send(deps, example(email, crypto.randomUUID(), asked ?? {}))
  const told = { to: email, lacks: lacks(deps.env) }
  if (outcome.kind === 'accepted') return json(200, { sent: true, ...told })
  return json(200, { sent: false, ...told, reason: outcome.kind === 'unknown' ? 'no_answer' : outcome.reason })
}
