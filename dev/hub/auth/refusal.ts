import type { HubRequest, HubResponse } from '../types.ts'
import { json } from '../http/answer.ts'

/** An error as the Auth service words it. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly reasons: string[] | undefined

  constructor(status: number, code: string, message: string, reasons?: string[]) {
    super(message)
    this.status = status
    this.code = code
    this.reasons = reasons
  }
}

/** Bad input that no code of its own describes. */
export const invalid = (message: string): Refusal => new Refusal(400, 'validation_failed', message)

const VERSION = 'x-supabase-api-version'

/** The answer that carries the refusal: clients that name a version of the API get the newer form. */
export function refusalResponse(request: HubRequest, refusal: Refusal): HubResponse {
  const weak = refusal.reasons === undefined ? {} : { weak_password: { reasons: refusal.reasons } }
  const version = request.headers[VERSION] ?? ''
  if (version >= '2024-01-01') {
    return json(refusal.status, { code: refusal.code, message: refusal.message, ...weak }, { [VERSION]: '2024-01-01' })
  }
  return json(refusal.status, { code: refusal.status, error_code: refusal.code, msg: refusal.message, ...weak })
}
