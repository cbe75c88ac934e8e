import { describe, expect, it } from 'vitest'
import { client, onEveryPostgres, person } from './support/hub.ts'

interface Session {
  access_token: string
  refresh_token: string
  expires_in: number
  expires_at: number
}

onEveryPostgres((hub) => {
  const refresh = async (
    token: string,
  ): Promise<{ status: number; body: Session & { code?: string; message?: string } }> => {
    const answer = await fetch(`${hub().url}/auth/v1/token?grant_type=refresh_token`, {
      method: 'POST',
      headers: { apikey: hub().anonKey, 'content-type': 'application/json', 'x-supabase-api-version': '2024-01-01' },
      body: JSON.stringify({ refresh_token: token }),
    })
    return { status: answer.status, body: (await answer.json()) as Session & { code?: string } }
  }
  const sessionOf = async (one: Awaited<ReturnType<typeof person>>): Promise<Session> =>
    (await one.client.auth.getSession()).data.session as unknown as Session

  describe('password', () => {
    it('gives a session whose token carries role, aud, sub, session_id and exp', async () => {
      const one = await person(hub())
      const session = await sessionOf(one)
      const claims = JSON.parse(
        Buffer.from(session.access_token.split('.')[1] ?? '', 'base64url').toString(),
      ) as Record<string, unknown>
      expect(claims).toMatchObject({
        sub: one.id,
        role: 'authenticated',
        aud: 'authenticated',
        email: one.email,
        aal: 'aal1',
        is_anonymous: false,
      })
      expect(claims['session_id']).toMatch(/^[0-9a-f-]{36}$/)
      expect(claims['exp']).toBe(session.expires_at)
      expect(session.expires_in).toBe(3600)
    })
    it('is kept as a scrypt hash', async () => {
      const one = await person(hub())
      const found = await hub().admin.query('select encrypted_password from auth.users where id = $1', [one.id])
      expect(found.rows[0].encrypted_password).toMatch(/^\$scrypt\$/)
    })
    it('a wrong password and an unknown address are the same: 400 invalid_credentials', async () => {
      const one = await person(hub())
      for (const email of [one.email, 'nobody@example.test']) {
        const { error } = await client(hub()).auth.signInWithPassword({ email, password: 'wrong' })
        expect([error?.status, error?.code, error?.message]).toEqual([
          400,
          'invalid_credentials',
          'Invalid login credentials',
        ])
      }
    })
    it('an address that is not confirmed: 400 email_not_confirmed', async () => {
      await client(hub(), hub().serviceKey).auth.admin.createUser({ email: 'raw@example.test', password: 'secret1' })
      const { error } = await client(hub()).auth.signInWithPassword({ email: 'raw@example.test', password: 'secret1' })
      expect([error?.status, error?.code]).toEqual([400, 'email_not_confirmed'])
    })
    it('requests of one address come from a bucket: 30 at once, then one every two seconds, else 429', async () => {
      const { auth } = hub().knobs.settings
      auth.tokenRequests = 150
      const start = Date.now()
      const ask = async (at: number) => {
        // However long the requests take, they come at one moment.
        hub().knobs.setClock(start + at)
        return (await client(hub()).auth.signInWithPassword({ email: 'a@b.test', password: 'x' })).error
      }
      const statuses = async (times: number, at: number) => {
        const all = []
        for (let n = 0; n < times; n += 1) all.push((await ask(at))?.status)
        return all
      }
      expect(await statuses(30, 0)).toEqual(Array.from({ length: 30 }, () => 400))
      const refused = await ask(0)
      expect([refused?.status, refused?.code]).toEqual([429, 'over_request_rate_limit'])
      expect(await statuses(2, 2000)).toEqual([400, 429])
      // A bucket never holds more than the burst, however long nobody asked.
      expect((await statuses(31, 3_600_000)).slice(-2)).toEqual([400, 429])
      auth.tokenRequests = 0
      hub().knobs.resetClock()
    })
    it('an older client without a version header gets code, error_code and msg', async () => {
      const answer = await fetch(`${hub().url}/auth/v1/token?grant_type=password`, {
        method: 'POST',
        headers: { apikey: hub().anonKey, 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'a@b.test', password: 'x' }),
      })
      expect(await answer.json()).toEqual({
        code: 400,
        error_code: 'invalid_credentials',
        msg: 'Invalid login credentials',
      })
    })
    it('a body that is no JSON: 400 bad_json', async () => {
      const answer = await fetch(`${hub().url}/auth/v1/token?grant_type=password`, {
        method: 'POST',
        headers: { apikey: hub().anonKey, 'x-supabase-api-version': '2024-01-01' },
        body: '{',
      })
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'bad_json'])
    })
  })

  describe('refresh tokens', () => {
    it('rotate: each refresh gives a new pair', async () => {
      const one = await person(hub())
      const first = await sessionOf(one)
      const { data, error } = await one.client.auth.refreshSession()
      expect(error).toBeNull()
      expect(data.session?.refresh_token).not.toBe(first.refresh_token)
      expect((await one.client.auth.getUser()).data.user?.id).toBe(one.id)
    })
    it('one behind is forgiven at any time: the answer was lost, the same token comes again', async () => {
      const first = await sessionOf(await person(hub()))
      const second = await refresh(first.refresh_token)
      hub().knobs.advanceClock(600_000)
      const repeat = await refresh(first.refresh_token)
      hub().knobs.resetClock()
      expect([repeat.status, repeat.body.refresh_token]).toEqual([200, second.body.refresh_token])
    })
    it('several at once all get the same new token', async () => {
      const first = await sessionOf(await person(hub()))
      const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(first.refresh_token)))
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 200])
      expect(new Set(answers.map((answer) => answer.body.refresh_token)).size).toBe(1)
    })
    it('two behind within the reuse interval of 10 s is answered', async () => {
      const first = await sessionOf(await person(hub()))
      const second = await refresh(first.refresh_token)
      await refresh(second.body.refresh_token)
      expect((await refresh(first.refresh_token)).status).toBe(200)
    })
    it('two behind after it: 400 refresh_token_already_used, and the whole family is revoked', async () => {
      const one = await person(hub())
      const first = await sessionOf(one)
      const second = await refresh(first.refresh_token)
      const third = await refresh(second.body.refresh_token)
      hub().knobs.advanceClock(11_000)
      const reuse = await refresh(first.refresh_token)
      expect([reuse.status, reuse.body.code, reuse.body.message]).toEqual([
        400,
        'refresh_token_already_used',
        'Invalid Refresh Token: Already Used',
      ])
      hub().knobs.advanceClock(11_000)
      const family = await refresh(third.body.refresh_token)
      hub().knobs.resetClock()
      expect([family.status, family.body.code]).toEqual([400, 'refresh_token_already_used'])
    })
    it('one that never was: 400 refresh_token_not_found', async () => {
      const { error } = await client(hub()).auth.refreshSession({ refresh_token: 'never' })
      expect([error?.status, error?.code]).toEqual([400, 'refresh_token_not_found'])
    })
    it('a banned person gets no new token: 400 user_banned; the ban can be lifted', async () => {
      const one = await person(hub())
      const admin = client(hub(), hub().serviceKey)
      await admin.auth.admin.updateUserById(one.id, { ban_duration: '24h' })
      expect((await one.client.auth.refreshSession()).error?.code).toBe('user_banned')
      expect((await client(hub()).auth.signInWithPassword(one)).error?.code).toBe('user_banned')
      await admin.auth.admin.updateUserById(one.id, { ban_duration: 'none' })
      expect((await client(hub()).auth.signInWithPassword(one)).error).toBeNull()
    })
    it('the client refreshes by itself when the token has ended', async () => {
      const one = await person(hub())
      hub().knobs.expireTokens()
      const { error } = await one.client.auth.getUser()
      expect([error?.status, error?.code]).toEqual([403, 'bad_jwt'])
      await one.client.auth.refreshSession()
      expect((await one.client.auth.getUser()).data.user?.id).toBe(one.id)
    })
  })

  describe('sign-out', () => {
    const two = async (): Promise<[Awaited<ReturnType<typeof person>>, ReturnType<typeof client>]> => {
      const one = await person(hub())
      const other = client(hub())
      await other.auth.signInWithPassword(one)
      return [one, other]
    }
    it('local ends this session alone', async () => {
      const [one, other] = await two()
      const kept = await sessionOf(one)
      expect((await one.client.auth.signOut({ scope: 'local' })).error).toBeNull()
      expect((await refresh(kept.refresh_token)).body.code).toBe('refresh_token_not_found')
      expect((await other.auth.refreshSession()).error).toBeNull()
    })
    it('others ends all but this one, global all', async () => {
      const [one, other] = await two()
      await one.client.auth.signOut({ scope: 'others' })
      expect((await other.auth.refreshSession()).error?.code).toBe('refresh_token_not_found')
      await one.client.auth.refreshSession()
      const kept = await sessionOf(one)
      await one.client.auth.signOut()
      expect((await refresh(kept.refresh_token)).body.code).toBe('refresh_token_not_found')
    })
    it('a token of an ended session: 403 session_not_found', async () => {
      const one = await person(hub())
      const { access_token } = await sessionOf(one)
      await one.client.auth.signOut()
      const { error } = await client(hub()).auth.getUser(access_token)
      expect(error?.name).toBe('AuthSessionMissingError')
    })
  })
})
