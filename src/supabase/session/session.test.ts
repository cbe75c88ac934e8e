import { describe, expect, it } from 'vitest'
import { TransportError } from '../fault.ts'
import { strictFetch } from '../answers.ts'
import { createSession } from './session.ts'
import { askTokens, type Tokens } from './tokens.ts'

const NOW = Date.parse('2026-11-22T15:00:00.000Z')
const HOUR = 3_600_000
const address = { url: 'https://project.example', key: 'k' }
const USER = { id: '019f0000-0000-7000-8000-000000000001', email: 'a@example.com' }
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

const tokens = (name: string, from: number): Tokens => ({
  access: `access ${name}`,
  refresh: `refresh ${name}`,
  lifeMs: HOUR,
  until: new Date(from + HOUR).toISOString(),
})
const answer = (name: string) =>
  new Response(
    JSON.stringify({ access_token: `access ${name}`, refresh_token: `refresh ${name}`, expires_in: 3600, user: USER }),
  )

/** A session whose token ran out long ago, and what Auth answers from now on. */
function session(answers: (() => Response | Promise<Response>)[]) {
  let at = NOW
  const asked: string[] = []
  const saved: (Tokens | null)[] = []
  const fetch = strictFetch((_, init) => {
    asked.push((JSON.parse(init?.body as string) as { refresh_token: string }).refresh_token)
    const next = answers.shift()
    return next ? Promise.resolve(next()) : Promise.reject(new TypeError('fetch failed'))
  })
  const now = () => new Date(at)
  const made = createSession(
    {
      renew: (refresh, signal) => askTokens(fetch, address, { refresh_token: refresh }, now, signal),
      save: (next) => void saved.push(next),
      now,
      log,
    },
    tokens('old', NOW - 3 * HOUR),
  )
  return { made, asked, saved, pass: (ms: number) => void (at += ms) }
}

describe('a session', () => {
  it.each([
    ['a cut line', () => Promise.reject(new TypeError('fetch failed'))],
    ['a portal', () => new Response('<html>', { status: 200 })],
    ['a full gateway', () => new Response('{"msg":"rate limit"}', { status: 429 })],
    ['a proxy’s refusal', () => new Response('<html>', { status: 403 })],
    ['a proxy’s refusal in JSON', () => new Response('{"error":"denied"}', { status: 403 })],
    ['a portal’s own code', () => new Response('', { status: 511 })],
    ['a stranger’s JSON', () => new Response('{"hello":1}', { status: 200 })],
  ])('lives through %s, and is renewed afterwards', async (_, trouble) => {
    const { made } = session([trouble, () => answer('new')])
    await expect(made.fresh()).rejects.toMatchObject({ kind: 'again' })
    expect(made.ended()).toBe(false)
    expect(made.token()).toBe('access old')
    await made.fresh()
    expect(made.token()).toBe('access new')
  })

  it('ends by the word of the server alone', async () => {
    const { made } = session([
      () => new Response('{"code":400,"error_code":"refresh_token_not_found","msg":"gone"}', { status: 400 }),
    ])
    await expect(made.fresh()).rejects.toMatchObject({ kind: 'sign_in', code: 'session_ended' })
    expect(made.ended()).toBe(true)
    await expect(made.fresh()).rejects.toBeInstanceOf(TransportError)
  })

  it('trades a refresh token once, however many ask, and stores the new one before it is used', async () => {
    const { made, asked, saved } = session([() => answer('new')])
    await Promise.all([made.fresh(), made.fresh(), made.fresh()])
    expect(asked).toEqual(['refresh old'])
    expect(saved).toMatchObject([{ refresh: 'refresh new' }])
  })

  it('is renewed before it ends, at once after a 401, and when the clock was set back', async () => {
    const { made, asked, pass } = session([() => answer('1'), () => answer('2'), () => answer('3'), () => answer('4')])
    await made.fresh()
    await made.fresh()
    expect(asked).toHaveLength(1)
    pass(HOUR - 60_000)
    await made.fresh()
    expect(asked).toHaveLength(2)
    made.refused()
    await made.fresh()
    expect(asked).toHaveLength(3)
    pass(-24 * HOUR)
    await made.fresh()
    expect(asked).toHaveLength(4)
  })

  it('does not bring back the one before when somebody else has signed in meanwhile', async () => {
    let release: (late: Response) => void = () => undefined
    const { made } = session([() => new Promise<Response>((resolve) => (release = resolve))])
    const trading = made.fresh()
    made.take(tokens('other', NOW))
    release(answer('late'))
    await trading
    expect(made.token()).toBe('access other')
  })
})
