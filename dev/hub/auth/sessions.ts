import { randomBytes, randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import type { Context, HubRequest } from '../types.ts'
import { Refusal } from './refusal.ts'
import { isBanned, updateUser, userJson } from './users.ts'
import type { UserRow } from './users.ts'

interface TokenRow {
  id: string
  token: string
  user_id: string
  revoked: boolean
  parent: string | null
  session_id: string
  updated_at: Date
  not_after: Date | null
}

const newToken = (): string => randomBytes(9).toString('base64url').replaceAll(/[-_]/g, 'x').toLowerCase()

function accessToken(
  context: Context,
  user: UserRow,
  sessionId: string,
  method: string,
): { token: string; exp: number } {
  const iat = context.clock.seconds()
  const exp = iat + context.settings.auth.accessTokenSeconds
  const token = context.tokens.issue({
    iss: `${context.url()}/auth/v1`,
    sub: user.id,
    aud: 'authenticated',
    exp,
    iat,
    email: user.email ?? '',
    phone: '',
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    role: user.role,
    aal: 'aal1',
    amr: [{ method, timestamp: iat }],
    session_id: sessionId,
    is_anonymous: false,
  })
  return { token, exp }
}

function sessionJson(context: Context, user: UserRow, sessionId: string, refresh: string, method: string): unknown {
  const { token, exp } = accessToken(context, user, sessionId, method)
  return {
    access_token: token,
    token_type: 'bearer',
    expires_in: context.settings.auth.accessTokenSeconds,
    expires_at: exp,
    refresh_token: refresh,
    user: userJson(user),
  }
}

/** Opens a session for the user. */
export async function openSession(
  context: Context,
  request: HubRequest,
  user: UserRow,
  method: string,
): Promise<unknown> {
  const now = new Date(context.clock.now())
  const id = randomUUID()
  const refresh = newToken()
  const agent = request.headers['user-agent'] ?? null
  await context.admin.query(
    `with opened as (
       insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)
       values ($1, $2, $3, $3, 'aal1', $4, $5) returning id
     )
     insert into auth.refresh_tokens (token, user_id, revoked, created_at, updated_at, session_id)
     select $6, $2::text, false, $3, $3, id from opened`,
    [id, user.id, now, agent, request.ip === '' ? null : request.ip, refresh],
  )
  const seen = await updateUser(context, user.id, { last_sign_in_at: now })
  return sessionJson(context, seen, id, refresh, method)
}

async function swap(client: PoolClient, context: Context, token: TokenRow): Promise<string> {
  const now = new Date(context.clock.now())
  const next = newToken()
  await client.query('update auth.refresh_tokens set revoked = true, updated_at = $2 where id = $1', [token.id, now])
  await client.query(
    `insert into auth.refresh_tokens (token, user_id, revoked, created_at, updated_at, parent, session_id)
     values ($1, $2, false, $3, $3, $4, $5)`,
    [next, token.user_id, now, token.token, token.session_id],
  )
  await client.query('update auth.sessions set refreshed_at = $2, updated_at = $3 where id = $1', [
    token.session_id,
    now,
    now,
  ])
  return next
}

/** The token that answers a revoked one, or undefined if its use is an abuse. */
async function forgiven(client: PoolClient, context: Context, token: TokenRow): Promise<string | undefined> {
  const active = await client.query<TokenRow>(
    'select * from auth.refresh_tokens where session_id = $1 and not revoked order by id desc limit 1',
    [token.session_id],
  )
  const current = active.rows[0]
  // One behind: the client could not keep the answer of its last refresh, so it gets the same one again.
  if (current !== undefined && current.parent === token.token) return current.token
  const until = token.updated_at.getTime() + context.settings.auth.refreshReuseSeconds * 1000
  if (context.clock.now() <= until) return await swap(client, context, token)
  await client.query('update auth.refresh_tokens set revoked = true, updated_at = $2 where session_id = $1', [
    token.session_id,
    new Date(context.clock.now()),
  ])
  return undefined
}

/** Exchanges a refresh token for a new pair. */
export async function refreshSession(context: Context, given: string): Promise<unknown> {
  const client = await context.admin.connect()
  try {
    await client.query('begin')
    const found = await client.query<TokenRow>(
      `select t.*, s.not_after from auth.refresh_tokens t join auth.sessions s on s.id = t.session_id
       where t.token = $1 for update of s`,
      [given],
    )
    // Locked only now: read again what another refresh may have changed meanwhile.
    const again = await client.query<TokenRow>('select * from auth.refresh_tokens where token = $1', [given])
    const [token] = again.rows
    if (token === undefined || found.rows.length === 0) {
      throw new Refusal(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found')
    }
    const people = await client.query<UserRow>('select * from auth.users where id = $1 and deleted_at is null', [
      token.user_id,
    ])
    const [user] = people.rows
    if (user === undefined)
      throw new Refusal(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found')
    if (isBanned(context, user)) throw new Refusal(400, 'user_banned', 'Invalid Refresh Token: User Banned')
    const end = found.rows[0]?.not_after
    if (end !== null && end !== undefined && end.getTime() < context.clock.now()) {
      throw new Refusal(400, 'session_expired', 'Invalid Refresh Token: Session Expired')
    }
    const issued = token.revoked ? await forgiven(client, context, token) : await swap(client, context, token)
    await client.query('commit')
    if (issued === undefined)
      throw new Refusal(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used')
    return sessionJson(context, user, token.session_id, issued, 'password')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** Ends sessions: this one, all of the person, or all but this one. */
export async function closeSessions(context: Context, userId: string, sessionId: string, scope: string): Promise<void> {
  if (scope === 'local') await context.admin.query('delete from auth.sessions where id = $1', [sessionId])
  else if (scope === 'others') {
    await context.admin.query('delete from auth.sessions where user_id = $1 and id <> $2', [userId, sessionId])
  } else await context.admin.query('delete from auth.sessions where user_id = $1', [userId])
}
