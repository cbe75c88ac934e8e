import type { HubResponse } from '../types.ts'
import { json } from '../http/answer.ts'

/** An error in the form that PostgREST gives its clients. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly details: unknown
  readonly hint: string | null
  readonly headers: Record<string, string>

  constructor(
    status: number,
    code: string,
    message: string,
    more: { details?: unknown; hint?: string | null; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.details = more.details ?? null
    this.hint = more.hint ?? null
    this.headers = more.headers ?? {}
  }
}

/** The HTTP answer that carries the problem. */
export function problemResponse(problem: Problem): HubResponse {
  const { code, details, hint, message } = problem
  return json(
    problem.status,
    { code, details, hint, message },
    { 'proxy-status': `PostgREST; error=${code}`, ...problem.headers },
  )
}

/** A query string that does not parse. */
export function unparsed(what: string, text: string, column: number, details: string): Problem {
  return new Problem(400, 'PGRST100', `"failed to parse ${what} (${text})" (line 1, column ${column})`, { details })
}
