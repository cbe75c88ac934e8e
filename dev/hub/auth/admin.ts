import { json } from '../http/answer.ts'
import type { Context, HubRequest, HubResponse } from '../types.ts'
import { object, readBody, text } from './body.ts'
import type { Body } from './body.ts'
import { requireAdmin } from './caller.ts'
import { checkEmail, invite, writeLetter } from './letters.ts'
import { checkStrength, hashPassword } from './password.ts'
import { invalid, Refusal } from './refusal.ts'
import { createUser, updateUser, userByEmail, userById, userJson } from './users.ts'
import type { UserRow } from './users.ts'

const redirect = (request: HubRequest): string => request.query.get('redirect_to') ?? ''

/** POST /invite. */
export async function inviteUser(context: Context, request: HubRequest): Promise<HubResponse> {
  requireAdmin(context, request)
  const body = readBody(request)
  const { user } = await invite(context, checkEmail(body['email']), object(body, 'data'), redirect(request))
  return json(200, userJson(user))
}

/** POST /admin/generate_link: the letter's content in the answer instead of in a letter. */
export async function generateLink(context: Context, request: HubRequest): Promise<HubResponse> {
  requireAdmin(context, request)
  const body = readBody(request)
  const type = text(body, 'type')
  const email = checkEmail(body['email'])
  const to = text(body, 'redirect_to') === '' ? redirect(request) : text(body, 'redirect_to')
  const known = await userByEmail(context, email)
  if (type !== 'invite' && type !== 'recovery') throw invalid('The hub makes links of the types invite and recovery')
  if (type === 'recovery' && known === undefined)
    throw new Refusal(404, 'user_not_found', 'User with this email not found')
  const { mail, user } =
    type === 'invite'
      ? await invite(context, email, object(body, 'data'), to)
      : await writeLetter(context, known as UserRow, 'recovery', to)
  return json(200, {
    ...userJson(user),
    action_link: mail.link,
    email_otp: mail.token,
    hashed_token: mail.tokenHash,
    verification_type: type,
    redirect_to: to,
  })
}

const UNITS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000 }

function bannedUntil(context: Context, body: Body): { banned_until?: Date | null } {
  const duration = text(body, 'ban_duration')
  if (duration === '') return {}
  if (duration === 'none') return { banned_until: null }
  const parts = [...duration.matchAll(/(\d+)([hms])/g)]
  if (parts.length === 0) throw invalid('invalid format for ban duration')
  const ms = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0)
  return { banned_until: new Date(context.clock.now() + ms) }
}

async function create(context: Context, body: Body): Promise<HubResponse> {
  const email = checkEmail(body['email'])
  if ((await userByEmail(context, email)) !== undefined) {
    throw new Refusal(422, 'email_exists', 'A user with this email address has already been registered')
  }
  const password = text(body, 'password')
  if (password !== '') checkStrength(password, context.settings.auth.passwordMinLength)
  const user = await createUser(context, {
    ...(text(body, 'id') === '' ? {} : { id: text(body, 'id') }),
    email,
    passwordHash: password === '' ? null : await hashPassword(password),
    metadata: object(body, 'user_metadata'),
    appMetadata: object(body, 'app_metadata'),
    confirmed: body['email_confirm'] === true,
  })
  return json(200, userJson(user))
}

async function change(context: Context, user: UserRow, body: Body): Promise<HubResponse> {
  const password = text(body, 'password')
  if (password !== '') checkStrength(password, context.settings.auth.passwordMinLength)
  const changes: Partial<UserRow> = {
    ...bannedUntil(context, body),
    ...(text(body, 'email') === '' ? {} : { email: checkEmail(body['email']) }),
    ...(password === '' ? {} : { encrypted_password: await hashPassword(password) }),
    ...(body['email_confirm'] === true ? { email_confirmed_at: new Date(context.clock.now()) } : {}),
    raw_user_meta_data: { ...user.raw_user_meta_data, ...object(body, 'user_metadata') },
    raw_app_meta_data: { ...user.raw_app_meta_data, ...object(body, 'app_metadata') },
  }
  return json(200, userJson(await updateUser(context, user.id, changes)))
}

async function list(context: Context, request: HubRequest): Promise<HubResponse> {
  const perPage = Math.min(Number(request.query.get('per_page') ?? 50) || 50, 1000)
  const page = Math.max(Number(request.query.get('page') ?? 1) || 1, 1)
  const found = await context.admin.query<UserRow & { total: string }>(
    'select *, count(*) over () as total from auth.users where deleted_at is null order by created_at desc limit $1 offset $2',
    [perPage, (page - 1) * perPage],
  )
  const total = Number(found.rows[0]?.total ?? 0)
  const last = Math.max(Math.ceil(total / perPage), 1)
  const link = (at: number, rel: string): string =>
    `<${context.url()}/auth/v1/admin/users?page=${at}&per_page=${perPage}>; rel="${rel}"`
  const links = [...(page < last ? [link(page + 1, 'next')] : []), link(last, 'last')].join(', ')
  return json(
    200,
    { users: found.rows.map(userJson), aud: 'authenticated' },
    { 'x-total-count': String(total), link: links },
  )
}

/** /admin/users and /admin/users/<id>. */
export async function adminUsers(context: Context, request: HubRequest): Promise<HubResponse> {
  requireAdmin(context, request)
  const id = request.path.split('/')[3]
  if (id === undefined)
    return request.method === 'POST' ? await create(context, readBody(request)) : await list(context, request)
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new Refusal(404, 'validation_failed', 'user_id must be an UUID')
  const user = await userById(context, id)
  if (user === undefined) throw new Refusal(404, 'user_not_found', 'User not found')
  if (request.method === 'PUT') return await change(context, user, readBody(request))
  if (request.method !== 'DELETE') return json(200, userJson(user))
  await context.admin.query('delete from auth.users where id = $1', [id])
  return json(200, userJson(user))
}
