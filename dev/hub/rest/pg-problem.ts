import type { DatabaseError } from 'pg'
import { Problem } from './problem.ts'

const BY_CODE: Record<string, number> = {
  '23503': 409,
  '23505': 409,
  '25006': 405,
  '53400': 500,
  '57P01': 503,
  P0001: 400,
  '42883': 404,
  '42P01': 404,
  '42P17': 500,
}

const BY_CLASS: Record<string, number> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '53': 503,
  '54': 500,
  '55': 500,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0: 500,
  XX: 500,
}

function statusOf(error: DatabaseError, code: string, known: boolean): number {
  if (code === '42501') return known ? 403 : 401
  if (code === '21000') return error.message.endsWith('requires a WHERE clause') ? 400 : 500
  if (code === '22023') return /^role .* does not exist$/.test(error.message) ? 401 : 400
  if (/^PT[1-5]\d\d$/.test(code)) return Number(code.slice(2))
  if (code.startsWith('PT')) return 500
  return BY_CODE[code] ?? BY_CLASS[code.slice(0, 2)] ?? 400
}

const asObject = (text: string | undefined): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

// `raise sqlstate 'PGRST'` gives a function the whole answer: body in the message, status and headers in the detail.
function raised(error: DatabaseError): Problem {
  const body = asObject(error.message)
  const answer = asObject(error.detail)
  const broken = (details: string, hint: string): Problem =>
    new Problem(500, 'PGRST121', 'Could not parse JSON in the "RAISE SQLSTATE \'PGRST\'" error', { details, hint })
  if (body === undefined || typeof body['code'] !== 'string' || typeof body['message'] !== 'string') {
    return broken(
      `Invalid JSON value for MESSAGE: '${error.message}'`,
      "MESSAGE must be a JSON object with obligatory keys: 'code', 'message' and optional keys: 'details', 'hint'.",
    )
  }
  if (answer === undefined || typeof answer['status'] !== 'number' || typeof answer['headers'] !== 'object') {
    return broken(
      error.detail === undefined
        ? 'DETAIL is missing in the RAISE statement'
        : `Invalid JSON value for DETAIL: '${error.detail}'`,
      "DETAIL must be a JSON object with obligatory keys: 'status', 'headers' and optional key: 'status_text'.",
    )
  }
  return new Problem(answer['status'], body['code'], body['message'], {
    details: body['details'] ?? null,
    hint: typeof body['hint'] === 'string' ? body['hint'] : null,
    headers: Object.fromEntries(
      Object.entries(answer['headers'] as Record<string, unknown>).map(([name, value]) => [
        name.toLowerCase(),
        String(value),
      ]),
    ),
  })
}

/** What PostgREST answers for an error of Postgres; `known` is false for the anonymous role. */
export function pgProblem(error: unknown, known: boolean): Problem {
  if (error instanceof Problem) return error
  const found = error as DatabaseError
  const code = found.code ?? ''
  if (!/^[0-9A-Z]{5}$/.test(code) || found.severity === undefined) {
    const message = (error as Error).message
    if (message.includes('timeout exceeded when trying to connect')) {
      return new Problem(504, 'PGRST003', 'Timed out acquiring connection from connection pool.')
    }
    if (/terminated|ECONN|closed|not queryable/i.test(`${message} ${code}`)) {
      return new Problem(503, 'PGRST001', 'Database client error. Retrying the connection.', { details: message })
    }
    throw error
  }
  if (code === 'PGRST') return raised(found)
  const status = statusOf(found, code, known)
  return new Problem(status, code, found.message, {
    details: found.detail ?? null,
    hint: found.hint ?? null,
    headers: status === 401 ? { 'www-authenticate': 'Bearer' } : {},
  })
}
