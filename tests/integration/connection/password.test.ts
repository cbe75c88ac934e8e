import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Hub } from '../../../dev/hub/hub.ts'
import { connectByUpload, deskHome, openDesk, type ConnectedDesk } from '../../support/connected.ts'
import { startProject } from '../../support/project.ts'

let hub: Hub
let desk: ConnectedDesk
const home = deskHome()
const NEW = 'quatre mots bien choisis'

beforeAll(async () => {
  hub = await startProject()
  desk = await openDesk(home)
})
afterAll(async () => {
  await desk.close()
  await hub.stop()
  home.remove()
})
beforeEach(() => void (hub.knobs.settings.auth.mailerTeam = null))

const admin = () =>
  createClient(hub.url, hub.serviceKey, { auth: { persistSession: false, autoRefreshToken: false } }).auth.admin
const codeTo = (email: string): string => hub.mails.findLast((letter) => letter.to === email)!.token
const project = () => ({ url: hub.url, key: hub.publishableKey })
const refusal = async (route: string, input: object): Promise<unknown> => {
  const answer = await desk.desk.request(route, input)
  return answer.ok ? null : answer.error.code
}

it('an invitation’s code, typed as people type it, sets the first password at a desk that is not connected yet', async () => {
  const email = 'samir@example.com'
  await admin().inviteUserByEmail(email)
  await hub.admin.query('select public.expect_founder($1)', [email])
  expect(await refusal('account.look', { ...project(), email, password: NEW })).toBe('WRONG_PASSWORD')
  const code = codeTo(email)
  expect(await refusal('account.setPassword', { project: project(), email, code: '00000000', password: NEW })).toBe(
    'CODE_NOT_RIGHT',
  )
  const typed = `${code.slice(0, 4)} ${code.slice(4)}`
  await desk.ask('account.setPassword', { project: project(), email, code: typed, password: NEW })
  expect(await desk.ask('account.look', { ...project(), email, password: NEW })).toMatchObject({ mayUpload: true })
  // The session that the code opened was ended: nothing stays signed in that nobody uses.
  const { rows } = await hub.admin.query('select count(*)::int as n from auth.sessions')
  expect(rows).toEqual([{ n: 1 }])
})

it('a forgotten password is replaced by a code at a connected desk, and a weak one costs no second letter', async () => {
  await connectByUpload(desk, hub, 'helene@example.com')
  const email = 'forgetful@example.com'
  await admin().createUser({ email, password: 'old words here', email_confirm: true })
  await desk.ask('account.sendCode', { project: null, email })
  const code = codeTo(email)
  hub.knobs.settings.auth.passwordMinLength = 12
  expect(await refusal('account.setPassword', { project: null, email, code, password: 'neuf mots' })).toBe(
    'WEAK_PASSWORD',
  )
  hub.knobs.settings.auth.passwordMinLength = 6
  await desk.ask('account.setPassword', { project: null, email, code, password: NEW })
  expect(await refusal('account.signIn', { email, password: NEW })).toBe('NOT_STAFF')
  expect(await refusal('account.signIn', { email, password: 'old words here' })).toBe('WRONG_PASSWORD')
})

it('says when the project’s mailer does not write to them, and never whether an address is known', async () => {
  const email = 'unknown@example.com'
  expect(await refusal('account.sendCode', { project: null, email })).toBeNull()
  await admin().createUser({ email: 'known@example.com', password: NEW, email_confirm: true })
  hub.knobs.settings.auth.mailerTeam = []
  expect(await refusal('account.sendCode', { project: null, email: 'known@example.com' })).toBe('MAILER_TEAM_ONLY')
})

it('a password that Supabase cannot keep is not sent', async () => {
  const input = { project: null, email: 'known@example.com', code: '12345678' }
  expect(await refusal('account.setPassword', { ...input, password: 'court' })).toBe('BAD_REQUEST')
  expect(await refusal('account.setPassword', { ...input, password: 'é'.repeat(40) })).toBe('BAD_REQUEST')
})

it('signing in waits for a server whose clock is behind the one that signed the token, and says so in the end', async () => {
  const email = 'known@example.com'
  const answers = { left: 2 }
  const end = desk.line.intercept((url) => {
    if (!url.includes('/rest/v1/') || answers.left-- <= 0) return undefined
    const body = '{"code":"PGRST303","details":null,"hint":null,"message":"JWT issued at future"}'
    return new Response(body, { status: 401, headers: { 'content-type': 'application/json' } })
  })
  // The account has no place here: that this is the answer says that the calls went through in the end.
  expect(await refusal('account.signIn', { email, password: NEW })).toBe('NOT_STAFF')
  answers.left = Infinity
  expect(await refusal('account.signIn', { email, password: NEW })).toBe('SERVER_CLOCK')
  end()
}, 60_000)
