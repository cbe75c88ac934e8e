import { TransportError } from './fault.ts'

type Fetch = typeof globalThis.fetch

/** SQLSTATEs after which the same request may pass: deadlocks, timeouts, the server's own troubles. */
const PASSING = /^(40001|40P01|55P03|57014|PT503|(08|25|53|57|58|XX)...)$/
/**
 * Codes of Supabase's platform in front of a project, with bodies of any kind: none is the fault of what was sent. 402: a quota is
 * used up or a bill unpaid; 540: paused; 504, 524, 544: the gateway's time ran out; 520 to 530: the project is down or starting.
 */
const PLATFORM: ReadonlyMap<number, string> = new Map([
  [402, 'quota'],
  [540, 'paused'],
  ...[504, 524, 544].map((status) => [status, 'gateway_timeout'] as const),
  ...[520, 521, 522, 523, 525, 526, 530].map((status) => [status, 'project_down'] as const),
])
/** A proxy may ask for a longer wait than a desk has. */
const LONGEST_WAIT_MS = 5 * 60_000

/**
 * A fetch that answers only with what a project of Supabase said and throws a TransportError for everything else. What
 * stands between (captive portal, proxy, gateway) answers too: with pages, redirects and codes of its own.
 */
export function strictFetch(fetch: Fetch): Fetch {
  return async (input, init) => {
    const { response, text } = await heard(fetch, input, init)
    return new Response(text === '' ? null : text, {
      status: text === '' ? 204 : response.status,
      headers: response.headers,
    })
  }
}

/** The same for whoever wants what was said and nothing else: a large answer is parsed once. */
export async function strictAnswer(fetch: Fetch, input: string, init: RequestInit): Promise<unknown> {
  return (await heard(fetch, input, init)).body ?? null
}

async function heard(
  fetch: Fetch,
  input: Parameters<Fetch>[0],
  init: RequestInit | undefined,
): Promise<{ response: Response; text: string; body: unknown }> {
  let response: Response
  let text: string
  try {
    // A redirect leads to a portal's page, and would take the acts along.
    response = await fetch(input, { ...init, redirect: 'error', cache: 'no-store', credentials: 'omit' })
    text = await response.text()
  } catch (error) {
    throw new TransportError('again', 'network', { reached: false, cause: error })
  }
  const body = parse(text)
  if (!response.ok) throw asError(response.status, body, waitOf(response.headers))
  // Nothing is an answer too: a sign-out, an insert that asks for none.
  if (body === undefined && text !== '') throw new TransportError('again', 'not_the_server', { reached: false })
  return { response, text, body }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function asError(status: number, body: unknown, retryAfterMs: number): TransportError {
  const again = (code: string, reached: boolean) =>
    new TransportError('again', code, { reached, retryAfterMs, message: messageOf(body) })
  const platform = PLATFORM.get(status)
  if (platform) return again(platform, status < 520 || status > 530)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return again(`http_${status}`, false)
  const code = codeOf(body as Record<string, unknown>)
  const message = messageOf(body)
  if (status === 429) return again('too_many', true)
  if (message === 'rows_hidden') return again(message, true)
  if (status >= 500 || status === 408 || status === 425) return again(code || `http_${status}`, true)
  if (PASSING.test(code)) return again(code, true)
  if (status === 407 || status === 511) return again(`http_${status}`, false)
  if (message === 'not_staff') return new TransportError('refused', 'not_staff', { message })
  if (status === 401) {
    if (/legacy api ?keys/i.test(message)) return again('legacy_key', true)
    if (/api ?key/i.test(message)) return again('wrong_key', true)
    // The server's clock is behind the one that wrote the token: it will pass in a moment.
    if (/future|not yet valid/i.test(message)) return again('clock', true)
    return new TransportError('sign_in', code || 'unauthorized', { message })
  }
  // A conflict of our server names its SQLSTATE: without one, somebody on the way speaks of something else.
  if (status === 409 && !/^[0-9A-Z]{5}$/.test(code)) return again('http_409', true)
  // The tables or functions of this program are missing, or not to be used by staff: nothing that an act can be blamed for.
  if (code.startsWith('PGRST') || status === 403 || status === 404) return again(code || `http_${status}`, true)
  return new TransportError('refused', code || `http_${status}`, { message })
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function codeOf(body: Record<string, unknown>): string {
  return text(body['error_code']) || text(body['code']) || text(body['error'])
}
function messageOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return ''
  const said = body as Record<string, unknown>
  return text(said['message']) || text(said['msg']) || text(said['error_description'])
}

function waitOf(headers: Headers): number {
  const given = headers.get('retry-after')
  if (!given) return 0
  const seconds = Number(given)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(given) - Date.parse(headers.get('date') ?? '')
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT_MS) : 0
}
