import { createClient } from '@supabase/supabase-js'
import { describe, expect, it } from 'vitest'
import { client, onEveryPostgres, person } from './support/hub.ts'

onEveryPostgres((hub) => {
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
