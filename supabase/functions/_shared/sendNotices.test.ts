import { expect, it } from 'vitest'
import type { Letter, Outcome } from './letter.ts'
import { sendNotices } from './sendNotices.ts'
import { SECRETS, testDeps, testLetter, type Call } from './testDeps.ts'

const idOf = (at: number) => `0198c0de-0000-7000-8000-${String(at).padStart(12, '0')}`

/** A database with `due` letters, and Resend. */
function world(due: number, resend: (call: Call, at: number) => Response) {
  const waiting = Array.from({ length: due }, (_, at): Letter => testLetter({ letter: idOf(at) }))
  const marks: { letter: string; outcome: Outcome }[] = []
  const rpcs: string[] = []
  let sent = 0
  let together = 0
  let most = 0
  const deps = testDeps({ ...SECRETS, NOTICES_EMAIL: 'resend' }, async ({ url, init }) => {
    if (url.endsWith('/auth/v1/user')) {
      return new Response('{}', {
        status: new Headers(init.headers).get('authorization') === 'Bearer good' ? 200 : 401,
      })
    }
    if (url.startsWith('https://api.resend.com')) {
      together += 1
      most = Math.max(most, together)
      await new Promise((done) => void setImmediate(done))
      together -= 1
      return resend({ url, init }, sent++)
    }
    const name = url.split('/').at(-1)!
    const args = JSON.parse(init.body as string)
    rpcs.push(name)
    if (name === 'claim_letters') return Response.json(waiting.splice(0, args.most))
    if (name === 'mark_letter') {
      marks.push(args)
      return Response.json(true)
    }
    return Response.json({ nextDue: null })
  })
  return { deps, marks, rpcs, mostTogether: () => most, sent: () => sent, left: () => waiting.length }
}
const ringing = (headers: Record<string, string> = { apikey: 'header.body.signature' }) =>
  new Request('http://functions.internal/send-notices', { method: 'POST', headers })
const good = () => Response.json({ id: 'r' })

it('answers at once, then sends all that is due and writes down each', async () => {
  const { deps, marks } = world(7, good)
  expect((await sendNotices(ringing(), deps)).status).toBe(202)
  await deps.done()
  expect(marks.map(({ letter }) => letter).toSorted()).toEqual(Array.from({ length: 7 }, (_, at) => idOf(at)))
  expect(marks.every(({ outcome }) => outcome.kind === 'accepted')).toBe(true)
})

// Bug: a thousand letters after an outage leave at once, longer than a function lives.
it('a ring takes twenty, four at a time', async () => {
  const { deps, mostTogether, sent, left } = world(50, good)
  await sendNotices(ringing(), deps)
  await deps.done()
  expect([sent(), left()]).toEqual([20, 30])
  expect(mostTogether()).toBeLessThanOrEqual(4)
  expect(mostTogether()).toBeGreaterThan(1)
})

// Bug: a revoked key makes as many refused calls as there are letters, and as many alarms.
it('a refused login is met by one batch, told once, and costs no letter anything', async () => {
  const { deps, marks, sent } = world(50, () => Response.json({}, { status: 401 }))
  await sendNotices(ringing(), deps)
  await deps.done()
  expect(sent()).toBeLessThanOrEqual(4)
  expect(deps.lines).toEqual(['notices stand still: email provider_login'])
  expect(new Set(marks.map(({ outcome }) => outcome.kind))).toEqual(new Set(['retry']))
})

it('after "too fast" the rest of the ring waits as long as was asked', async () => {
  const { deps, marks, sent } = world(12, (_, at) =>
    at === 0 ? Response.json({}, { status: 429, headers: { 'retry-after': '9' } }) : good(),
  )
  await sendNotices(ringing(), deps)
  await deps.done()
  expect(sent()).toBeLessThanOrEqual(4)
  expect(marks.at(-1)!.outcome).toEqual({ kind: 'retry', after_seconds: 9, reason: 'too_fast' })
})

// Bug: one letter that cannot be written ends the ring, and nobody is told anything any more.
it('one letter that cannot be written does not hold up the others', async () => {
  const { deps, marks } = world(0, good)
  const letters = [
    testLetter({ letter: idOf(1), address: 'nobody' }),
    testLetter({ letter: idOf(2), parcels: null as never }),
    testLetter({ letter: idOf(3) }),
  ]
  const fetched = deps.fetch
  deps.fetch = (url, init) =>
    url.endsWith('claim_letters') ? Promise.resolve(Response.json(letters.splice(0))) : fetched(url, init)
  await sendNotices(ringing(), deps)
  await deps.done()
  expect(marks.toSorted((a, b) => (a.letter < b.letter ? -1 : 1)).map(({ outcome }) => outcome)).toEqual([
    { kind: 'failed', reason: 'not_composed' },
    { kind: 'retry', after_seconds: 60, reason: 'not_composed' },
    { kind: 'accepted', provider: 'resend', providerId: 'r' },
  ])
})

it('lets in a key of the project and who is signed in, and nobody else', async () => {
  const { deps, rpcs } = world(0, good)
  const status = async (headers: Record<string, string>) => (await sendNotices(ringing(headers), deps)).status
  expect(await status({})).toBe(401)
  expect(await status({ apikey: 'header.body.other' })).toBe(401)
  // A secret key is no token: as one it opens nothing.
  expect(await status({ authorization: 'Bearer header.body.signature' })).toBe(401)
  expect(await status({ apikey: 'public', authorization: 'Bearer bad' })).toBe(401)
  expect(rpcs).toEqual([])
  expect(await status({ apikey: 'public', authorization: 'Bearer good' })).toBe(202)
  expect((await sendNotices(new Request('http://x/send-notices'), deps)).status).toBe(405)
})

// Bug: a log full of "404" says nothing to whoever deployed the functions before the migrations.
it('says plainly that the database lacks what it asks for', async () => {
  const deps = testDeps(SECRETS, () => Response.json({ code: 'PGRST202' }, { status: 404 }))
  await sendNotices(ringing(), deps)
  await deps.done()
  expect(deps.lines).toEqual([
    'the ring failed: Error: The database does not have claim_letters yet: apply its migrations',
  ])
})

// Bug: letters that wait for the next minute's share make hundreds of calls a ring.
it('does not ask again and again for what is due and not handed out', async () => {
  let claims = 0
  const deps = testDeps(SECRETS, ({ url }) => {
    if (!url.endsWith('claim_letters')) return Response.json({ nextDue: '2026-11-30T11:00:00Z' })
    claims += 1
    return Response.json([])
  })
  await sendNotices(ringing(), deps)
  await deps.done()
  expect(claims).toBe(4)
})
