import { expect, it } from 'vitest'
import { SECRETS, testDeps, testLetter } from '../testDeps.ts'
import { send } from './choose.ts'

type Answer = () => Response | Promise<Response>
const json =
  (status: number, value: unknown, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(JSON.stringify(value), { status, headers })
const cut =
  (message: string): Answer =>
  () =>
    Promise.reject(new TypeError('fetch failed', { cause: new Error(message) }))

const PROVIDERS = {
  resend: { good: { id: 'r1' }, id: 'r1', isKeyed: true },
  postmark: { good: { MessageID: 'p1', ErrorCode: 0 }, id: 'p1', isKeyed: false },
  ses: { good: { MessageId: 's1' }, id: 's1', isKeyed: false },
  twilio: { good: { sid: 'SM1' }, id: 'SM1', isKeyed: false },
  telnyx: { good: { data: { id: 't1' } }, id: 't1', isKeyed: false },
} as const
type Name = keyof typeof PROVIDERS
const NAMES = Object.keys(PROVIDERS) as Name[]

async function tried(name: Name, answer: Answer) {
  const isSms = name === 'twilio' || name === 'telnyx'
  const deps = testDeps({ ...SECRETS, [isSms ? 'NOTICES_SMS' : 'NOTICES_EMAIL']: name }, answer)
  const letter = testLetter(isSms ? { channel: 'sms', address: '+15145550199' } : {})
  return { ...(await send(deps, letter)), deps }
}

it.each(NAMES)('%s: an answer with its id is a letter taken', async (name) => {
  const { good, id } = PROVIDERS[name]
  expect((await tried(name, json(200, good))).outcome).toEqual({ kind: 'accepted', provider: name, providerId: id })
})

// Bug: 429 is a failure of the letter; the others of the ring run into it too.
it.each(NAMES)('%s: too fast waits as long as the provider asks, and so do the others', async (name) => {
  const { outcome, stop } = await tried(name, json(429, {}, { 'retry-after': '17' }))
  expect(outcome).toEqual({ kind: 'retry', after_seconds: 17, reason: 'too_fast' })
  expect(stop).toEqual({ reason: 'too_fast', afterSeconds: 17, alarm: false })
})

// Bug: a key that was revoked makes a thousand failed notices.
it.each(NAMES)('%s: a refused login stops all of them, with an alarm', async (name) => {
  const { outcome, stop } = await tried(name, json(401, { message: 'no' }))
  expect(outcome).toMatchObject({ kind: 'retry', reason: 'provider_login' })
  expect(stop).toMatchObject({ alarm: true })
})

// Bug: a try without an answer is repeated at once though the first may have been taken.
it.each(NAMES)('%s: no answer is repeated only where the provider knows the letter by its key', async (name) => {
  const expected = PROVIDERS[name].isKeyed ? { kind: 'retry', reason: 'no_answer' } : { kind: 'unknown' }
  expect((await tried(name, cut('UND_ERR_SOCKET other side closed'))).outcome).toMatchObject(expected)
  expect(
    (await tried(name, () => Promise.reject(new DOMException('timed out', 'TimeoutError')))).outcome,
  ).toMatchObject(expected)
  // A hotel's portal says 200 to everything.
  expect((await tried(name, () => new Response('<html>Welcome</html>'))).outcome).toMatchObject(expected)
  expect((await tried(name, json(200, {}))).outcome).toMatchObject(expected)
})

it.each(NAMES)('%s: what never left is simply tried again', async (name) => {
  for (const code of ['ECONNREFUSED', 'getaddrinfo ENOTFOUND api.example'])
    expect((await tried(name, cut(`connect ${code}`))).outcome).toEqual({
      kind: 'retry',
      after_seconds: 30,
      reason: 'not_reached',
    })
})

it.each(NAMES)('%s: a fault of its own is no failure of the letter', async (name) => {
  const { outcome } = await tried(name, json(500, { message: 'oops' }))
  expect(outcome).toMatchObject(
    PROVIDERS[name].isKeyed ? { kind: 'retry', reason: 'provider_down' } : { kind: 'unknown' },
  )
  expect((await tried(name, () => new Response('<h1>503</h1>', { status: 503 }))).outcome).toMatchObject({
    kind: 'retry',
  })
})

// Bug: a proxy's own page about a lost address, a size or a login fails every notice for good, or calls the key wrong.
it.each(NAMES)('%s: an answer that is no JSON is not its own, whatever its status', async (name) => {
  const expected = PROVIDERS[name].isKeyed ? { kind: 'retry', reason: 'no_answer' } : { kind: 'unknown' }
  for (const status of [302, 400, 401, 403, 404, 407, 413, 422, 500, 502]) {
    const { outcome, stop } = await tried(name, () => new Response('<html>Not here</html>', { status }))
    expect(outcome, `${status}`).toMatchObject(expected)
    expect(stop).toBeUndefined()
  }
  const tooFast = () => new Response('slow down', { status: 429, headers: { 'retry-after': '17' } })
  expect((await tried(name, tooFast)).outcome).toEqual({ kind: 'retry', after_seconds: 17, reason: 'too_fast' })
})

it('tells a wrong address from a refused account', async () => {
  const cases: [Name, Answer, object][] = [
    ['postmark', json(422, { ErrorCode: 406 }), { kind: 'failed', reason: 'suppressed' }],
    [
      'postmark',
      json(422, { ErrorCode: 300, Message: "Invalid 'To' address: 'a@b'." }),
      { kind: 'failed', reason: 'bad_address' },
    ],
    [
      'postmark',
      json(422, { ErrorCode: 300, Message: "Invalid 'From' address: 'x' is not a verified sender signature." }),
      { kind: 'retry', reason: 'provider_account' },
    ],
    ['postmark', json(422, { ErrorCode: 402, Message: 'Invalid JSON' }), { kind: 'failed', reason: 'refused' }],
    ['postmark', json(422, { ErrorCode: 412 }), { kind: 'retry', reason: 'provider_account' }],
    ['ses', json(400, { __type: 'MessageRejected' }), { kind: 'failed', reason: 'refused' }],
    [
      'ses',
      json(400, { __type: 'MessageRejected', message: 'Email address is not verified. The following identities…' }),
      { kind: 'retry', reason: 'provider_account' },
    ],
    ['ses', json(400, { __type: 'SendingPausedException' }), { kind: 'retry', reason: 'provider_account' }],
    ['ses', json(400, { __type: 'TooManyRequestsException' }), { kind: 'retry', reason: 'too_fast' }],
    ['twilio', json(400, { code: 21610 }), { kind: 'failed', reason: 'opted_out' }],
    ['twilio', json(400, { code: 21614 }), { kind: 'failed', reason: 'not_mobile' }],
    ['twilio', json(400, { code: 21606 }), { kind: 'retry', reason: 'provider_account' }],
    ['twilio', json(400, { code: 21635 }), { kind: 'failed', reason: 'not_mobile' }],
    ['twilio', json(400, { code: 21661 }), { kind: 'retry', reason: 'provider_account' }],
    ['telnyx', json(403, { errors: [{ code: '40300' }] }), { kind: 'failed', reason: 'opted_out' }],
    ['telnyx', json(400, { errors: [{ code: '40012' }] }), { kind: 'failed', reason: 'bad_number' }],
    ['telnyx', json(400, { errors: [{ code: '40312' }] }), { kind: 'retry', reason: 'provider_account' }],
    ['telnyx', json(400, { errors: [{ code: '40318' }] }), { kind: 'retry', reason: 'too_fast' }],
    [
      'resend',
      json(400, { name: 'validation_error', message: 'API key is invalid' }),
      { kind: 'retry', reason: 'provider_login' },
    ],
    [
      'resend',
      json(403, { name: 'validation_error', message: 'The lofts.example domain is not verified.' }),
      { kind: 'retry', reason: 'provider_account' },
    ],
    ['resend', json(429, { name: 'daily_quota_exceeded' }), { kind: 'retry', reason: 'provider_account' }],
    ['resend', json(409, { name: 'invalid_idempotent_request' }), { kind: 'accepted', providerId: null }],
    ['resend', json(409, { name: 'concurrent_idempotent_requests' }), { kind: 'retry', reason: 'provider_down' }],
    ['resend', json(422, { message: 'Invalid `to` field' }), { kind: 'failed', reason: 'bad_address' }],
  ]
  for (const [name, answer, expected] of cases) expect((await tried(name, answer)).outcome).toMatchObject(expected)
})

it('sends Resend the letter under its own id, with the picture inside', async () => {
  const { deps } = await tried('resend', json(200, { id: 'r1' }))
  const { url, init } = deps.calls[0]!
  expect(url).toBe('https://api.resend.com/emails')
  expect(new Headers(init.headers).get('idempotency-key')).toBe(testLetter().letter)
  const body = JSON.parse(init.body as string)
  expect(body.to).toEqual(['ana.roy@example.org'])
  expect(body.tags).toEqual([{ name: 'letter', value: testLetter().letter }])
  expect(body.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  expect(Buffer.from(body.attachments[0].content, 'base64').subarray(1, 4).toString()).toBe('PNG')
})

// The signature itself is checked against a fixed clock by its library; here: that the whole message is under it.
it('signs what it sends to Amazon', async () => {
  const { deps } = await tried('ses', json(200, { MessageId: 's1' }))
  const { url, init } = deps.calls[0]!
  expect(url).toBe('https://email.ca-central-1.amazonaws.com/v2/email/outbound-emails')
  expect(new Headers(init.headers).get('authorization')).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/ca-central-1\/ses\/aws4_request, SignedHeaders=.*host.*, Signature=[0-9a-f]{64}$/,
  )
  const raw = Buffer.from(JSON.parse(init.body as string).Content.Raw.Data, 'base64').toString()
  expect(raw).toContain('Message-ID: <0198c0de-0000-7000-8000-000000000001@lofts.example>')
})

it('a project without a provider keeps its letters and says why', async () => {
  const deps = testDeps(SECRETS, () => new Response())
  expect(await send(deps, testLetter())).toMatchObject({
    outcome: { kind: 'retry', reason: 'no_provider' },
    stop: { alarm: true },
  })
})

// Bug: a sender written as "Name <address>" fails each letter for good instead of stopping them.
it.each([
  ['', 'no_provider'],
  ['Lofts <avis@lofts.example>', 'provider_account'],
  ['avis@lofts.example, accueil@lofts.example', 'provider_account'],
  ['lofts.example', 'provider_account'],
])('a project whose sender is %j keeps its letters', async (from, reason) => {
  const deps = testDeps({ ...SECRETS, NOTICES_EMAIL: 'resend', NOTICES_FROM: from }, json(200, { id: 'r1' }))
  expect(await send(deps, testLetter())).toMatchObject({
    outcome: { kind: 'retry', reason },
    stop: { reason, alarm: true },
  })
  expect(deps.calls).toEqual([])
})

// Bug: one wrong letter in the building's address for answers, and nobody is told of any parcel.
it('a wrong address for answers is left out, and the log says so', async () => {
  for (const replyTo of ['Accueil <accueil@lofts.example>', 'accueil', '']) {
    const deps = testDeps({ ...SECRETS, NOTICES_EMAIL: 'resend' }, json(200, { id: 'r1' }))
    const { outcome } = await send(deps, testLetter({ building: { ...testLetter().building, replyTo } }))
    expect(outcome.kind).toBe('accepted')
    expect(JSON.parse(deps.calls[0]!.init.body as string)).not.toHaveProperty('reply_to')
    expect(deps.lines).toHaveLength(1)
  }
})

// Bug: a fault of the sender itself is written down nowhere: the letter comes back for ever and no desk hears of it.
it('a fault while a letter is written is a try that failed', async () => {
  const deps = testDeps({ ...SECRETS, NOTICES_EMAIL: 'resend' }, json(200, { id: 'r1' }))
  const { outcome, stop } = await send(deps, testLetter({ parcels: null as never }))
  expect(outcome).toEqual({ kind: 'retry', after_seconds: 60, reason: 'not_composed' })
  expect(stop).toBeUndefined()
  expect(deps.lines).toEqual([expect.stringContaining(`letter ${testLetter().letter}: TypeError`)])
})

// Bug: a backslash at the end of the building's name takes the address into the name.
it.each(['resend', 'postmark'] as const)('%s: the sender is one address, whatever the name before it', async (name) => {
  const nameOf = async (building: string) => {
    const deps = testDeps({ ...SECRETS, NOTICES_EMAIL: name }, json(200, PROVIDERS[name].good))
    await send(deps, testLetter({ building: { ...testLetter().building, name: building } }))
    const body = JSON.parse(deps.calls[0]!.init.body as string)
    return (body.from ?? body.From) as string
  }
  for (const building of [
    'Lofts \\',
    '\\',
    'a\\"b',
    '"',
    'Lofts, des <Arts>',
    '😀'.repeat(101),
    `a${'😀'.repeat(60)}`,
  ]) {
    const from = await nameOf(building)
    expect(from, building).toMatch(/^(?:"[^"\\<>]+" <avis@lofts\.example>|avis@lofts\.example)$/)
    expect(from.isWellFormed(), building).toBe(true)
  }
  expect(await nameOf('\\')).toBe('avis@lofts.example')
})
