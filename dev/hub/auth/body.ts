import type { HubRequest } from '../types.ts'
import { Refusal } from './refusal.ts'

export type Body = Record<string, unknown>

/** The JSON object of a request. */
export function readBody(request: HubRequest): Body {
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body
  } catch {
    // Falls through: a body that is no JSON and one that is no object are refused alike.
  }
  throw new Refusal(400, 'bad_json', 'Could not parse request body as JSON')
}

/** A field that is a text, else nothing. */
export const text = (body: Body, name: string): string => (typeof body[name] === 'string' ? body[name] : '')

/** A field that is an object, else an empty one. */
export const object = (body: Body, name: string): Record<string, unknown> =>
  typeof body[name] === 'object' && body[name] !== null ? (body[name] as Record<string, unknown>) : {}
