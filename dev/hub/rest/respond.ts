import type { HubResponse } from '../types.ts'
import type { Result, Shape } from './execute.ts'
import { Problem } from './problem.ts'

/** `0-9/100`, or stars for what is empty or unknown. */
export function contentRange(from: number, rows: number, total: number | undefined): string {
  const range = total !== 0 && rows > 0 ? `${from}-${from + rows - 1}` : '*'
  return `${range}/${total ?? '*'}`
}

/** Status of a page: partial where the count says that there is more. */
export function pageStatus(offset: number, rows: number, total: number | undefined): number {
  if (total === undefined) return 200
  if (offset > total && offset > 0) {
    throw new Problem(416, 'PGRST103', 'Requested range not satisfiable', {
      details: `An offset of ${offset} was requested, but there are only ${total} rows.`,
      headers: { 'content-range': `*/${total}` },
    })
  }
  return rows < total ? 206 : 200
}

const TYPES: Record<string, Shape & { type: string }> = {
  'application/json': { single: false, stripNulls: false, type: 'application/json; charset=utf-8' },
  '*/*': { single: false, stripNulls: false, type: 'application/json; charset=utf-8' },
  'application/*': { single: false, stripNulls: false, type: 'application/json; charset=utf-8' },
  'application/vnd.pgrst.array': {
    single: false,
    stripNulls: false,
    type: 'application/vnd.pgrst.array+json; charset=utf-8',
  },
  'application/vnd.pgrst.array+json': { single: false, stripNulls: false, type: 'application/json; charset=utf-8' },
  'application/vnd.pgrst.object': {
    single: true,
    stripNulls: false,
    type: 'application/vnd.pgrst.object+json; charset=utf-8',
  },
  'application/vnd.pgrst.object+json': {
    single: true,
    stripNulls: false,
    type: 'application/vnd.pgrst.object+json; charset=utf-8',
  },
}

/** The form of the answer that the Accept header asks for. */
export function negotiate(accept: string | undefined): Shape & { type: string } {
  const wanted = (accept ?? '*/*').split(',').map((part) => part.trim())
  for (const entry of wanted) {
    const [name = '', ...params] = entry.split(';').map((part) => part.trim())
    const known = TYPES[name.toLowerCase()]
    if (known === undefined) continue
    const strip = params.includes('nulls=stripped') && name.includes('vnd.pgrst')
    return strip
      ? { ...known, stripNulls: true, type: known.type.replace('; charset', ';nulls=stripped; charset') }
      : known
  }
  throw new Problem(406, 'PGRST107', `None of these media types are available: ${wanted.join(', ')}`)
}

/** Puts the headers and the status that a function set over those of the answer. */
export function override(response: HubResponse, result: Result): HubResponse {
  let { status } = response
  const headers = { ...response.headers }
  if (result.responseStatus !== null) {
    if (!/^[1-5]\d\d$/.test(result.responseStatus)) {
      throw new Problem(500, 'PGRST112', 'response.status guc must be a valid status code')
    }
    status = Number(result.responseStatus)
  }
  if (result.responseHeaders !== null) {
    for (const [name, value] of customHeaders(result.responseHeaders)) headers[name.toLowerCase()] = value
  }
  return { ...response, status, headers }
}

function customHeaders(text: string): [string, string][] {
  const bad = new Problem(
    500,
    'PGRST111',
    'response.headers guc must be a JSON array composed of objects with a single key and a string value',
  )
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    throw bad
  }
  if (!Array.isArray(list)) throw bad
  return list.map((entry: unknown) => {
    const [pair, ...more] = Object.entries((entry ?? {}) as Record<string, unknown>)
    if (pair === undefined || more.length > 0 || typeof pair[1] !== 'string') throw bad
    return [pair[0], pair[1]]
  })
}
