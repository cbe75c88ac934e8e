import { describe, expect, it } from 'vitest'
import { TransportError } from './fault.ts'
import { strictFetch } from './answers.ts'

const json = { 'content-type': 'application/json' }

/** What the engine is told after a server, or what stands in its place, has answered so. */
async function told(
  status: number,
  body: string,
  headers: Record<string, string> = json,
): Promise<Partial<TransportError>> {
  const fetch = strictFetch(() => Promise.resolve(new Response(body, { status, headers })))
  try {
    await fetch('https://project.example/rest/v1/rpc/sync_push')
  } catch (error) {
    const { kind, code, reached, retryAfterMs } = error as TransportError
    return { kind, code, reached, retryAfterMs }
  }
  throw new Error('it was taken for an answer')
}

describe('what counts as an answer of the project', () => {
  it.each([
    ['a captive portal', 200, '<html>Welcome to our WiFi</html>', { kind: 'again', reached: false }],
    ['a proxy that refuses', 403, '<html>Forbidden</html>', { kind: 'again', reached: false }],
    ['a proxy that refuses in JSON', 403, '{"error":"blocked by policy"}', { kind: 'again' }],
    ['a gateway without a server', 502, '<html>Bad gateway</html>', { kind: 'again', reached: false }],
    ['a portal by its own code', 511, '{"login":"https://wifi"}', { kind: 'again' }],
    ['a missing function', 404, '{"code":"PGRST202","message":"not found"}', { kind: 'again', code: 'PGRST202' }],
    ['a deadlock', 500, '{"code":"40P01","message":"deadlock"}', { kind: 'again', code: '40P01', reached: true }],
    [
      'a server before its migration',
      503,
      '{"code":"PT503","message":"server_too_old"}',
      { kind: 'again', code: 'PT503' },
    ],
    ['a token that ran out', 401, '{"code":"PGRST303","message":"JWT expired"}', { kind: 'sign_in', code: 'PGRST303' }],
    [
      'clocks that disagree',
      401,
      '{"code":"PGRST303","message":"JWT issued at future"}',
      { kind: 'again', code: 'clock' },
    ],
    ['a wrong key', 401, '{"message":"Invalid API key"}', { kind: 'again', code: 'wrong_key' }],
    ['a key of the old kind', 401, '{"message":"Legacy API keys are disabled"}', { kind: 'again', code: 'legacy_key' }],
    ['a used-up quota', 402, '{"message":"exceed_egress_quota"}', { kind: 'again', code: 'quota', reached: true }],
    ['a paused project', 540, '{"message":"Project paused"}', { kind: 'again', code: 'paused', reached: true }],
    ['a paused project’s page', 540, '<html>', { kind: 'again', code: 'paused', reached: true }],
    ['a project that is starting', 521, 'error code: 521', { kind: 'again', code: 'project_down', reached: false }],
    ['a request of over a minute', 544, '', { kind: 'again', code: 'gateway_timeout', reached: true }],
    [
      'a building that the policies hide',
      500,
      '{"code":"XX000","message":"rows_hidden"}',
      { kind: 'again', code: 'rows_hidden', reached: true },
    ],
    ['nobody of the staff', 403, '{"code":"42501","message":"not_staff"}', { kind: 'refused', code: 'not_staff' }],
    ['a malformed call', 400, '{"code":"22023","message":"transactions"}', { kind: 'refused', code: '22023' }],
    ['a conflict that is not the database’s', 409, '{"code":"409","message":"x"}', { kind: 'again', code: 'http_409' }],
    ['too much at once', 413, '{"message":"too large"}', { kind: 'refused' }],
  ])('%s', async (_, status, body, expected) => {
    expect(await told(status, body)).toMatchObject(expected)
  })

  it('waits as long as it is told, and never a day', async () => {
    expect(await told(429, '{}', { ...json, 'retry-after': '7' })).toMatchObject({
      kind: 'again',
      code: 'too_many',
      retryAfterMs: 7000,
    })
    expect(await told(503, '{}', { ...json, 'retry-after': '86400' })).toMatchObject({ retryAfterMs: 300_000 })
    const date = { date: 'Sun, 22 Nov 2026 15:00:00 GMT', 'retry-after': 'Sun, 22 Nov 2026 15:00:09 GMT' }
    expect(await told(503, '{}', { ...json, ...date })).toMatchObject({ retryAfterMs: 9000 })
  })

  it('takes a dead line and half a body for trouble of the line, and lets a real answer through', async () => {
    const cut = strictFetch(() => Promise.reject(new TypeError('fetch failed')))
    await expect(cut('https://project.example')).rejects.toMatchObject({
      kind: 'again',
      code: 'network',
      reached: false,
    })
    const half = new ReadableStream({ start: (stream) => stream.error(new TypeError('terminated')) })
    const broken = strictFetch(() => Promise.resolve(new Response(half, { status: 200, headers: json })))
    await expect(broken('https://project.example')).rejects.toBeInstanceOf(TransportError)
    const good = strictFetch(() => Promise.resolve(new Response('{"rows":[]}', { headers: json })))
    expect(await (await good('https://project.example')).json()).toEqual({ rows: [] })
  })

  it('never follows a redirect: it would carry the acts to a stranger', async () => {
    let asked: RequestInit | undefined
    const fetch = strictFetch((_, init) => {
      asked = init
      return Promise.resolve(new Response('{}', { headers: json }))
    })
    await fetch('https://project.example')
    expect(asked).toMatchObject({ redirect: 'error', credentials: 'omit' })
  })
})
