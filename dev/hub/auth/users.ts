import { randomUUID } from 'node:crypto'
import type { Context } from '../types.ts'

export interface UserRow {
  id: string
  aud: string
  role: string
  email: string | null
  encrypted_password: string | null
  email_confirmed_at: Date | null
  invited_at: Date | null
  confirmation_token: string | null
  confirmation_sent_at: Date | null
  recovery_token: string | null
  recovery_sent_at: Date | null
  last_sign_in_at: Date | null
  raw_app_meta_data: Record<string, unknown> | null
  raw_user_meta_data: Record<string, unknown> | null
  created_at: Date
  updated_at: Date
  banned_until: Date | null
}

/** A user as the Auth service shows it. */
export function userJson(row: UserRow): Record<string, unknown> {
  const identity = {
    identity_id: row.id,
    id: row.id,
    user_id: row.id,
    identity_data: {
      email: row.email,
      email_verified: row.email_confirmed_at !== null,
      phone_verified: false,
      sub: row.id,
    },
    provider: 'email',
    last_sign_in_at: row.last_sign_in_at,
    created_at: row.created_at,
    updated_at: row.updated_at,
    email: row.email,
  }
  const shown: Record<string, unknown> = {
    id: row.id,
    aud: row.aud,
    role: row.role,
    email: row.email,
    email_confirmed_at: row.email_confirmed_at,
    invited_at: row.invited_at,
    phone: '',
    confirmation_sent_at: row.confirmation_sent_at,
    confirmed_at: row.email_confirmed_at,
    last_sign_in_at: row.last_sign_in_at,
    app_metadata: row.raw_app_meta_data ?? {},
    user_metadata: row.raw_user_meta_data ?? {},
    identities: [identity],
    created_at: row.created_at,
    updated_at: row.updated_at,
    banned_until: row.banned_until,
    is_anonymous: false,
  }
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== null))
}

/** The person with this id, unless they were removed. */
export async function userById(context: Context, id: string): Promise<UserRow | undefined> {
  const found = await context.admin.query<UserRow>('select * from auth.users where id = $1 and deleted_at is null', [
    id,
  ])
  return found.rows[0]
}

/** The person with this address, in any spelling of its letters. */
export async function userByEmail(context: Context, email: string): Promise<UserRow | undefined> {
  const found = await context.admin.query<UserRow>('select * from auth.users where email = $1 and deleted_at is null', [
    email.toLowerCase(),
  ])
  return found.rows[0]
}

export interface NewUser {
  id?: string
  email: string
  passwordHash: string | null
  metadata: Record<string, unknown>
  appMetadata?: Record<string, unknown>
  confirmed?: boolean
  invited?: boolean
}

/** Adds a person. */
export async function createUser(context: Context, user: NewUser): Promise<UserRow> {
  const now = new Date(context.clock.now())
  const found = await context.admin.query<UserRow>(
    `insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, invited_at,
       raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
     values ('00000000-0000-0000-0000-000000000000', $1, 'authenticated', 'authenticated', $2, $3, $4, $5, $6, $7, $8, $8)
     returning *`,
    [
      user.id ?? randomUUID(),
      user.email.toLowerCase(),
      user.passwordHash ?? '',
      user.confirmed === true ? now : null,
      user.invited === true ? now : null,
      { provider: 'email', providers: ['email'], ...user.appMetadata },
      { ...user.metadata, ...(user.confirmed === true ? { email_verified: true } : {}) },
      now,
    ],
  )
  return found.rows[0] as UserRow
}

/** Changes columns of a user; the names are the program's own. */
export async function updateUser(context: Context, id: string, values: Partial<UserRow>): Promise<UserRow> {
  const names = Object.keys(values)
  const sets = names.map((name, at) => `${name} = $${at + 3}`)
  const found = await context.admin.query<UserRow>(
    `update auth.users set updated_at = $2${sets.map((set) => `, ${set}`).join('')} where id = $1 returning *`,
    [id, new Date(context.clock.now()), ...Object.values(values)],
  )
  return found.rows[0] as UserRow
}

/** Whether the person may not come in at this moment. */
export const isBanned = (context: Context, user: UserRow): boolean =>
  user.banned_until !== null && user.banned_until.getTime() > context.clock.now()
