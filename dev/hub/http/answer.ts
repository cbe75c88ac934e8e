import type { HubResponse } from '../types.ts'

/** An answer whose body is `value` as JSON. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): HubResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}
