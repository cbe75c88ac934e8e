import { json } from '../http/answer.ts'
import type { Context, HubRequest, HubResponse } from '../types.ts'
import { object, readBody, text } from './body.ts'
import { requireUser } from './caller.ts'
import { checkEmail, redeem, writeLetter } from './letters.ts'
import type { Proof } from './letters.ts'
import { checkStrength, hashPassword, passwordMatches } from './password.ts'
import { invalid, Refusal } from './refusal.ts'
import { closeSessions, openSession, refreshSession } from './sessions.ts'
import { createUser, isBanned, updateUser, userByEmail, userJson } from './users.ts'

/** POST /token: a password or a refresh token becomes a session. */
export async function token(context: Context, request: HubRequest): Promise<HubResponse> {
  const grant = request.query.get('grant_type') ?? ''
  if (grant === 'refresh_token') {
    const given = text(readBody(request), 'refresh_token')
    if (given === '') return json(400, { error: 'invalid_request', error_description: 'refresh_token required' })
    return json(200, await refreshSession(context, given))
  }
  if (grant !== 'password') return json(400, { error: 'unsupported_grant_type' })
  const body = readBody(request)
  if (text(body, 'email') === '') throw invalid('missing email or phone')
  const user = await userByEmail(context, text(body, 'email'))
  const right = await passwordMatches(text(body, 'password'), user?.encrypted_password ?? null)
  if (user === undefined || !right) throw new Refusal(400, 'invalid_credentials', 'Invalid login credentials')
  if (isBanned(context, user)) throw new Refusal(400, 'user_banned', 'User is banned')
  if (user.email_confirmed_at === null) throw new Refusal(400, 'email_not_confirmed', 'Email not confirmed')
  return json(200, await openSession(context, request, user, 'password'))
}

/** POST /signup. */
export async function signup(context: Context, request: HubRequest): Promise<HubResponse> {
  const { auth } = context.settings
  if (!auth.signupEnabled) throw new Refusal(422, 'signup_disabled', 'Signups not allowed for this instance')
  const body = readBody(request)
  const email = checkEmail(body['email'])
  const password = text(body, 'password')
  if (password === '') throw invalid('Signup requires a valid password')
  checkStrength(password, auth.passwordMinLength)
  const known = await userByEmail(context, email)
  if (known?.email_confirmed_at) {
    if (auth.autoconfirm) throw new Refusal(422, 'user_already_exists', 'User already registered')
    // Nobody may learn here who has an account: the answer looks like that to a new person.
    const masked = { ...known, id: crypto.randomUUID(), email_confirmed_at: null, last_sign_in_at: null }
    return json(200, { ...userJson({ ...masked, raw_user_meta_data: object(body, 'data') }), identities: [] })
  }
  const passwordHash = await hashPassword(password)
  const user =
    known ??
    (await createUser(context, { email, passwordHash, metadata: object(body, 'data'), confirmed: auth.autoconfirm }))
  if (auth.autoconfirm) return json(200, await openSession(context, request, user, 'password'))
  const written = await writeLetter(context, user, 'signup', request.query.get('redirect_to') ?? '')
  return json(200, userJson(written.user))
}

function proofOf(values: Record<string, string>): Proof {
  const { type = '', email = '', token = '', token_hash = '' } = values
  if (token === '' && token_hash === '') throw invalid('Verify requires a token or a token hash')
  if (type === '') throw invalid('Verify requires a verification type')
  if (token_hash !== '') {
    if (email !== '') throw invalid('Only the token_hash and type should be provided')
    return { type, tokenHash: token_hash }
  }
  if (email === '') throw invalid('Only an email address or phone number should be provided on verify')
  return { type, email, token }
}

/** POST /verify: the code of a letter becomes a session. */
export async function verify(context: Context, request: HubRequest): Promise<HubResponse> {
  const body = readBody(request)
  const names = ['type', 'email', 'token', 'token_hash']
  const user = await redeem(context, proofOf(Object.fromEntries(names.map((name) => [name, text(body, name)]))))
  return json(200, await openSession(context, request, user, 'otp'))
}

/** GET /verify: the link of a letter leads on to the program, with the session in the fragment. */
export async function verifyLink(context: Context, request: HubRequest): Promise<HubResponse> {
  const target = request.query.get('redirect_to') ?? ''
  const type = request.query.get('type') ?? ''
  const leave = (fragment: Record<string, string>): HubResponse => ({
    status: 303,
    headers: { location: `${target}#${new URLSearchParams(fragment).toString()}` },
  })
  try {
    const user = await redeem(context, proofOf({ type, token_hash: request.query.get('token') ?? '' }))
    const session = (await openSession(context, request, user, 'otp')) as Record<string, unknown>
    const names = ['access_token', 'expires_at', 'expires_in', 'refresh_token', 'token_type']
    return leave({ ...Object.fromEntries(names.map((name) => [name, String(session[name])])), type })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return leave({ error: 'access_denied', error_code: error.code, error_description: error.message })
  }
}

/** GET and PUT /user. */
export async function user(context: Context, request: HubRequest): Promise<HubResponse> {
  const caller = await requireUser(context, request)
  if (request.method === 'GET') return json(200, userJson(caller.user))
  const body = readBody(request)
  const password = text(body, 'password')
  const email = text(body, 'email')
  if (email !== '' && checkEmail(email) !== caller.user.email) {
    throw new Refusal(422, 'validation_failed', 'The hub changes no address: the real service confirms it by letter')
  }
  const changes: Parameters<typeof updateUser>[2] = {}
  if (password !== '') {
    checkStrength(password, context.settings.auth.passwordMinLength)
    if (await passwordMatches(password, caller.user.encrypted_password)) {
      throw new Refusal(422, 'same_password', 'New password should be different from the old password.')
    }
    changes.encrypted_password = await hashPassword(password)
  }
  if ('data' in body) changes.raw_user_meta_data = { ...caller.user.raw_user_meta_data, ...object(body, 'data') }
  const updated = await updateUser(context, caller.user.id, changes)
  // A new password ends every other session of the person.
  if (password !== '') await closeSessions(context, caller.user.id, caller.sessionId, 'others')
  return json(200, userJson(updated))
}

/** POST /recover: never says whether the address is known. */
export async function recover(context: Context, request: HubRequest): Promise<HubResponse> {
  const known = await userByEmail(context, checkEmail(readBody(request)['email']))
  if (known !== undefined) await writeLetter(context, known, 'recovery', request.query.get('redirect_to') ?? '')
  return json(200, {})
}

/** POST /logout. */
export async function logout(context: Context, request: HubRequest): Promise<HubResponse> {
  const scope = request.query.get('scope') ?? 'global'
  if (!['', 'global', 'local', 'others'].includes(scope)) throw invalid(`Unsupported logout scope "${scope}"`)
  const caller = await requireUser(context, request)
  await closeSessions(context, caller.user.id, caller.sessionId, scope)
  return { status: 204 }
}
