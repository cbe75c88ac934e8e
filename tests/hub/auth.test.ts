import { createClient } from '@supabase/supabase-js'
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

  describe('invitation', () => {
    it('needs the service key: 403 not_admin', async () => {
      const { error } = await client(hub()).auth.admin.inviteUserByEmail('x@example.test')
      expect([error?.status, error?.code]).toEqual([403, 'not_admin'])
    })
    it('the letter opens the account once, and the person sets a password', async () => {
      const admin = client(hub(), hub().serviceKey)
      const invited = await admin.auth.admin.inviteUserByEmail('new@example.test', { data: { name: 'Zoé' } })
      expect(invited.data.user).toMatchObject({ email: 'new@example.test', user_metadata: { name: 'Zoé' } })
      const mail = hub().mails.findLast((letter) => letter.to === 'new@example.test')
      const own = client(hub())
      const verified = await own.auth.verifyOtp({ type: 'invite', token_hash: mail?.tokenHash ?? '' })
      expect(verified.error).toBeNull()
      expect((await own.auth.updateUser({ password: 'my own words' })).error).toBeNull()
      expect(
        (await client(hub()).auth.signInWithPassword({ email: 'new@example.test', password: 'my own words' })).error,
      ).toBeNull()
      const again = await client(hub()).auth.verifyOtp({ type: 'invite', token_hash: mail?.tokenHash ?? '' })
      expect([again.error?.status, again.error?.code]).toEqual([403, 'otp_expired'])
      const twice = await admin.auth.admin.inviteUserByEmail('new@example.test')
      expect([twice.error?.status, twice.error?.code]).toEqual([422, 'email_exists'])
    })
    it('works by address and code too, and by generateLink without a letter', async () => {
      const admin = client(hub(), hub().serviceKey)
      const { data } = await admin.auth.admin.generateLink({ type: 'invite', email: 'link@example.test' })
      expect(data.properties?.verification_type).toBe('invite')
      const { error } = await client(hub()).auth.verifyOtp({
        type: 'invite',
        email: 'link@example.test',
        token: data.properties?.email_otp ?? '',
      })
      expect(error).toBeNull()
    })
    it('the link leads on with the session in the fragment; a used one with the error', async () => {
      const { data } = await client(hub(), hub().serviceKey).auth.admin.generateLink({
        type: 'invite',
        email: 'go@example.test',
        options: { redirectTo: 'https://desk.example/welcome' },
      })
      const open = async (): Promise<string> =>
        (await fetch(data.properties?.action_link ?? '', { redirect: 'manual' })).headers.get('location') ?? ''
      expect(await open()).toMatch(/^https:\/\/desk\.example\/welcome#access_token=ey/)
      expect(await open()).toContain('error_code=otp_expired')
    })
    it('ends after a day', async () => {
      const { data } = await client(hub(), hub().serviceKey).auth.admin.generateLink({
        type: 'invite',
        email: 'late@example.test',
      })
      hub().knobs.advanceClock(25 * 3600_000)
      const { error } = await client(hub()).auth.verifyOtp({
        type: 'invite',
        token_hash: data.properties?.hashed_token ?? '',
      })
      hub().knobs.resetClock()
      expect(error?.code).toBe('otp_expired')
    })
  })

  describe('sign-up and the account', () => {
    it('a sign-up waits for its confirmation; with autoconfirm it signs in', async () => {
      const own = client(hub())
      const { data } = await own.auth.signUp({
        email: 'up@example.test',
        password: 'secret1',
        options: { data: { unit: 3 } },
      })
      expect([data.session, data.user?.user_metadata]).toEqual([null, { unit: 3 }])
      const mail = hub().mails.findLast((letter) => letter.to === 'up@example.test')
      expect(
        (await own.auth.verifyOtp({ type: 'email', email: 'up@example.test', token: mail?.token ?? '' })).error,
      ).toBeNull()
      hub().knobs.settings.auth.autoconfirm = true
      const direct = await client(hub()).auth.signUp({ email: 'now@example.test', password: 'secret1' })
      hub().knobs.settings.auth.autoconfirm = false
      expect(direct.data.session?.access_token).toBeTruthy()
    })
    it('a known address is not betrayed: the answer has no identities', async () => {
      const one = await person(hub())
      const { data, error } = await client(hub()).auth.signUp({ email: one.email, password: 'secret1' })
      expect([error, data.user?.identities, data.user?.id === one.id]).toEqual([null, [], false])
    })
    it('weak_password with its reasons, signup_disabled, validation_failed', async () => {
      const weak = await client(hub()).auth.signUp({ email: 'w@example.test', password: '123' })
      expect([weak.error?.status, weak.error?.code, (weak.error as unknown as { reasons: string[] }).reasons]).toEqual([
        422,
        'weak_password',
        ['length'],
      ])
      hub().knobs.settings.auth.signupEnabled = false
      const closed = await client(hub()).auth.signUp({ email: 'c@example.test', password: '123456' })
      hub().knobs.settings.auth.signupEnabled = true
      expect([closed.error?.status, closed.error?.code]).toEqual([422, 'signup_disabled'])
      const bad = await client(hub()).auth.signUp({ email: 'no address', password: '123456' })
      expect([bad.error?.status, bad.error?.code]).toEqual([400, 'validation_failed'])
    })
    it('a new password ends the other sessions; the same one is refused', async () => {
      const one = await person(hub())
      const other = client(hub())
      await other.auth.signInWithPassword(one)
      expect((await one.client.auth.updateUser({ password: one.password })).error?.code).toBe('same_password')
      expect(
        (await one.client.auth.updateUser({ password: 'another one', data: { theme: 'dark' } })).data.user
          ?.user_metadata,
      ).toMatchObject({ theme: 'dark' })
      expect((await other.auth.refreshSession()).error?.code).toBe('refresh_token_not_found')
      expect((await one.client.auth.refreshSession()).error).toBeNull()
    })
    it('the type "email" takes the code of an invitation and that of a recovery; a new password follows', async () => {
      await client(hub(), hub().serviceKey).auth.admin.inviteUserByEmail('code@example.test')
      const codeTo = (email: string) => hub().mails.findLast((letter) => letter.to === email)?.token ?? ''
      const invited = client(hub())
      expect(codeTo('code@example.test')).toMatch(/^\d{8}$/)
      const wrong = await invited.auth.verifyOtp({ type: 'email', email: 'code@example.test', token: '00000000' })
      expect([wrong.error?.status, wrong.error?.code]).toEqual([403, 'otp_expired'])
      const right = { type: 'email', email: 'code@example.test', token: codeTo('code@example.test') } as const
      expect((await invited.auth.verifyOtp(right)).error).toBeNull()
      expect((await invited.auth.updateUser({ password: 'my own words' })).error).toBeNull()
      await client(hub()).auth.resetPasswordForEmail('code@example.test')
      const forgetful = client(hub())
      const again = { type: 'email', email: 'code@example.test', token: codeTo('code@example.test') } as const
      expect((await forgetful.auth.verifyOtp(again)).error).toBeNull()
      expect((await forgetful.auth.updateUser({ password: 'other words' })).error).toBeNull()
      expect((await client(hub()).auth.verifyOtp(again)).error?.code).toBe('otp_expired')
    })
    it('a code typed for a recovery is no invitation: the types of verifyOtp are kept apart', async () => {
      const one = await person(hub())
      await client(hub()).auth.resetPasswordForEmail(one.email)
      const token = hub().mails.findLast((letter) => letter.to === one.email)?.token ?? ''
      const as = async (type: 'invite' | 'recovery') =>
        (await client(hub()).auth.verifyOtp({ type, email: one.email, token })).error?.code
      expect(await as('invite')).toBe('otp_expired')
      expect(await as('recovery')).toBeUndefined()
    })
    it('the default mailer writes to the project’s team alone: email_address_not_authorized', async () => {
      const one = await person(hub())
      hub().knobs.settings.auth.mailerTeam = ['owner@example.test']
      const { error } = await client(hub()).auth.resetPasswordForEmail(one.email)
      hub().knobs.settings.auth.mailerTeam = null
      expect([error?.status, error?.code]).toEqual([400, 'email_address_not_authorized'])
    })
    it('two letters of a kind to one person keep a minute’s distance: over_email_send_rate_limit', async () => {
      const one = await person(hub())
      hub().knobs.settings.auth.mailEverySeconds = 60
      expect((await client(hub()).auth.resetPasswordForEmail(one.email)).error).toBeNull()
      const { error } = await client(hub()).auth.resetPasswordForEmail(one.email)
      hub().knobs.settings.auth.mailEverySeconds = 0
      expect([error?.status, error?.code]).toEqual([429, 'over_email_send_rate_limit'])
    })
    it('an address is judged by its form: no accents, at most 255 characters, no dot needed; sample domains get no letter', async () => {
      const { admin } = client(hub(), hub().serviceKey).auth
      const make = async (email: string) => (await admin.createUser({ email, password: 'secret1' })).error?.message
      expect(await make('émile@example.test')).toBe('Unable to validate email address: invalid format')
      expect(await make('a b@example.test')).toBe('Unable to validate email address: invalid format')
      expect(await make(`${'a'.repeat(250)}@b.test`)).toBe('An email address is too long')
      expect(await make(`desk-${Date.now()}@intranet`)).toBeUndefined()
      hub().knobs.settings.auth.refuseSampleDomains = true
      const { error } = await client(hub()).auth.signUp({ email: 'new@example.com', password: 'secret1' })
      hub().knobs.settings.auth.refuseSampleDomains = false
      expect([error?.status, error?.code]).toEqual([400, 'email_address_invalid'])
    })
    it('recovery by letter', async () => {
      const one = await person(hub())
      expect((await client(hub()).auth.resetPasswordForEmail(one.email)).error).toBeNull()
      expect((await client(hub()).auth.resetPasswordForEmail('nobody@example.test')).error).toBeNull()
      const mail = hub().mails.findLast((letter) => letter.to === one.email)
      expect(
        (await client(hub()).auth.verifyOtp({ type: 'recovery', token_hash: mail?.tokenHash ?? '' })).error,
      ).toBeNull()
    })
    it('the administrator lists, reads, changes and removes people', async () => {
      const one = await person(hub())
      const { admin } = client(hub(), hub().serviceKey).auth
      expect((await admin.getUserById(one.id)).data.user?.email).toBe(one.email)
      expect((await admin.listUsers({ page: 1, perPage: 1 })).data.users).toHaveLength(1)
      expect(
        (await admin.updateUserById(one.id, { app_metadata: { role: 'desk' } })).data.user?.app_metadata,
      ).toMatchObject({ provider: 'email', role: 'desk' })
      expect((await admin.deleteUser(one.id)).error).toBeNull()
      expect((await one.client.auth.getUser()).error?.code).toBe('user_not_found')
    })
  })

  it('settings, health and the keys of the project answer', async () => {
    const get = async (path: string, key = hub().anonKey): Promise<unknown> =>
      await (await fetch(`${hub().url}/auth/v1/${path}`, { headers: { apikey: key } })).json()
    expect(await get('settings')).toMatchObject({ disable_signup: false, external: { email: true } })
    expect(await get('health')).toMatchObject({ name: 'GoTrue' })
    expect(await (await fetch(`${hub().url}/auth/v1/.well-known/jwks.json`)).json()).toEqual({ keys: [] })
    expect(createClient(hub().url, hub().anonKey)).toBeTruthy()
  })
})
