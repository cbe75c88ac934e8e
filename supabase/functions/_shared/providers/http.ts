import type { Outcome, Sent } from '../letter.ts'
import type { Deps } from '../ports.ts'

/** So long a provider has for its answer. */
export const CALL_MS = 10_000

/** What came back of a call: an answer in JSON, or why there was none. */
export type Reply = { status: number; json: unknown; retryAfter: number | null } | 'not_reached' | 'no_answer'

const NEVER_LEFT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|dns error|connection refused/i

/** True when a call failed before anything was sent: nobody can have taken the letter. */
export function neverLeft(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (NEVER_LEFT.test(`${at.message} ${String((at as { code?: unknown }).code)}`)) return true
  }
  return false
}

const secondsOf = (retryAfter: string | null, now: number): number | null => {
  if (retryAfter === null) return null
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - now) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), 3600) : null
}

/** Who says one of these took nothing, whoever it was that said it. */
const TOOK_NOTHING = new Set([429, 503])

/** Posts to a provider. An answer that is no JSON is a proxy's or a portal's: whatever its status, the provider said nothing. */
export async function post(deps: Deps, url: string, init: RequestInit): Promise<Reply> {
  try {
    const response = await deps.fetch(url, { method: 'POST', ...init, signal: AbortSignal.timeout(CALL_MS) })
    const text = await response.text()
    let json: unknown = null
    try {
      json = JSON.parse(text)
    } catch {
      if (!TOOK_NOTHING.has(response.status)) return 'no_answer'
    }
    return { status: response.status, json, retryAfter: secondsOf(response.headers.get('retry-after'), deps.now()) }
  } catch (error) {
    return neverLeft(error) ? 'not_reached' : 'no_answer'
  }
}

/** Tried again after so many seconds, for this reason. */
export const retry = (seconds: number, reason: string): Outcome => ({ kind: 'retry', after_seconds: seconds, reason })
/** It never will be taken, for this reason. */
export const failed = (reason: string): Sent => ({ outcome: { kind: 'failed', reason } })

/** The provider refuses the project, not the letter: all wait, and somebody has to look. */
export const refusesUs = (reason: string, afterSeconds = 600): Sent => ({
  outcome: retry(afterSeconds, reason),
  stop: { reason, afterSeconds, alarm: true },
})

/**
 * What any answer but a success means. Where the provider knows a letter by its key (`isKeyed`), a try without an answer
 * is repeated; else the provider may have taken it.
 */
export function refusal(
  reply: Reply,
  isKeyed: boolean,
  permanent: (status: number, json: unknown) => string | null,
): Sent {
  if (reply === 'not_reached') return { outcome: retry(30, 'not_reached'), stop: pause('not_reached', 30) }
  if (reply === 'no_answer') return { outcome: isKeyed ? retry(30, 'no_answer') : { kind: 'unknown' } }
  const { status, json, retryAfter } = reply
  const known = permanent(status, json)
  if (known !== null) return failed(known)
  if (status === 401 || status === 403) return refusesUs('provider_login')
  if (status === 402) return refusesUs('provider_account')
  if (status === 429) {
    const seconds = retryAfter ?? 30
    return { outcome: retry(seconds, 'too_fast'), stop: pause('too_fast', seconds) }
  }
  if (status >= 500) {
    // Without a key nobody knows whether it failed before or after the letter was taken.
    return { outcome: isKeyed || status === 503 ? retry(retryAfter ?? 30, 'provider_down') : { kind: 'unknown' } }
  }
  if (status === 408 || status === 409) return { outcome: retry(retryAfter ?? 30, 'provider_down') }
  return failed('refused')
}

const pause = (reason: string, afterSeconds: number) => ({ reason, afterSeconds, alarm: false })

/** A text inside an answer, by its path; null where there is none. */
export function textAt(json: unknown, ...path: (string | number)[]): string | null {
  let at = json
  for (const step of path)
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined
  return typeof at === 'string' ? at : typeof at === 'number' ? String(at) : null
}

/** The provider has it, under the id that its events name. */
export const accepted = (provider: string, providerId: string | null): Sent => ({
  outcome: { kind: 'accepted', provider, providerId },
})
/** Whether the provider says that it took what was posted. */
export const isSuccess = (reply: Reply): boolean =>
  typeof reply === 'object' && reply.status >= 200 && reply.status < 300

/** A text of an answer, whatever its status; null where there was none. */
export const said = (reply: Reply, ...path: (string | number)[]): string | null =>
  typeof reply === 'object' ? textAt(reply.json, ...path) : null
