import { expect, it } from 'vitest'
import { SECRETS, testDeps } from './testDeps.ts'
import { tryNotices } from './tryNotices.ts'

const asking = (body: unknown = { language: 'en', building: 'Lofts des Arts' }) =>
  new Request('http://x/try-notices', {
    method: 'POST',
    headers: { apikey: 'public', authorization: 'Bearer t' },
    body: JSON.stringify(body),
  })
const world = (secrets: Record<string, string>, { desk = 200, resend = 200 } = {}) =>
  testDeps({ ...SECRETS, ...secrets }, ({ url }) =>
    url.endsWith('/user')
      ? Response.json({ email: 'samir@example.com' })
      : url.endsWith('/notices_health')
        ? Response.json({}, { status: desk })
        : Response.json({ id: 'r1' }, { status: resend }),
  )

// Bug: whoever can call it has the building's name write to anybody.
it('writes to the address of who is signed in, whatever else was asked', async () => {
  const deps = world({ NOTICES_EMAIL: 'resend' })
  const response = await tryNotices(asking({ to: 'other@example.org', address: 'other@example.org' }), deps)
  expect(await response.json()).toEqual({ sent: true, to: 'samir@example.com', lacks: ['no_events'] })
  const sent = deps.calls.filter(({ url }) => url.startsWith('https://api.resend.com'))
  expect(sent.map(({ init }) => JSON.parse(init.body as string).to)).toEqual([['samir@example.com']])
})

it.each([
  [{}, {}, 'no_provider'],
  [{ NOTICES_EMAIL: 'resend' }, { resend: 401 }, 'provider_login'],
  [{ NOTICES_EMAIL: 'resend' }, { resend: 500 }, 'provider_down'],
])('says what is wrong: %j %j', async (secrets, answers, reason) => {
  const response = await tryNotices(asking(), world(secrets, answers))
  expect(await response.json()).toMatchObject({ sent: false, to: 'samir@example.com', reason })
})

// Bug: letters leave for months, and nobody can end them nor hears that they bounced.
it('says what letters lack though they leave', async () => {
  const lacksWith = async (secrets: Record<string, string>) =>
    (await (await tryNotices(asking(), world({ NOTICES_EMAIL: 'resend', ...secrets }))).json()).lacks
  expect(await lacksWith({ NOTICES_LINK_SECRET: '' })).toEqual(['no_stop_link', 'no_events'])
  expect(await lacksWith({ RESEND_WEBHOOK_SECRET: 'whsec_x' })).toEqual([])
})

// Bug: "not allowed" to an administrator whose project lacks the migrations.
it('says that the database is older than the functions', async () => {
  const deps = testDeps({ ...SECRETS, NOTICES_EMAIL: 'resend' }, ({ url }) =>
    url.endsWith('/user')
      ? Response.json({ email: 'samir@example.com' })
      : Response.json({ code: 'PGRST202' }, { status: 404 }),
  )
  expect(await (await tryNotices(asking(), deps)).json()).toEqual({ reason: 'no_migrations' })
})

it('is not for residents', async () => {
  const deps = world({ NOTICES_EMAIL: 'resend' }, { desk: 403 })
  expect((await tryNotices(asking(), deps)).status).toBe(401)
  expect(deps.calls).toHaveLength(2)
})

it('takes a body without sense', async () => {
  const request = new Request('http://x/try-notices', { method: 'POST', body: 'x' })
  expect((await tryNotices(request, world({ NOTICES_EMAIL: 'resend' }))).status).toBe(200)
})

// Bug: a long name of a building ends in half a sign.
it('cuts a long name between two signs', async () => {
  const deps = world({ NOTICES_EMAIL: 'resend' })
  await tryNotices(asking({ language: 'en', building: `a${'😀'.repeat(80)}` }), deps)
  await tryNotices(asking({ language: 'en', building: `a${'😀'.repeat(130)}` }), deps)
  for (const { init } of deps.calls.filter(({ url }) => url.startsWith('https://api.resend.com'))) {
    const { subject, text } = JSON.parse(init.body as string)
    expect((subject + text).isWellFormed()).toBe(true)
    expect(subject + text).not.toContain('\ufffd')
    expect(subject).toContain('😀:')
  }
})
