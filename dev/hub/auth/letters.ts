import { createHash, randomInt } from 'node:crypto'
import type { Context, Mail } from '../types.ts'
import { invalid, Refusal } from './refusal.ts'
import { hashPassword } from './password.ts'
import { createUser, isBanned, updateUser, userByEmail } from './users.ts'
import type { UserRow } from './users.ts'

const hashOf = (email: string, code: string): string =>
  createHash('sha224')
    .update(email + code)
    .digest('hex')

/** Auth's own form: letters without accents, and a domain that needs no dot. */
const EMAIL = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.?$/i
/** Domains to which a hosted project writes no letter. */
const SAMPLES = /@(example\.(com|net|org)|test\.com)$/

/** The address in the form that is kept. */
export function checkEmail(email: unknown): string {
  if (typeof email !== 'string' || email === '') throw invalid('An email address is required')
  if (email.length > 255) throw invalid('An email address is too long')
  if (!EMAIL.test(email)) throw invalid('Unable to validate email address: invalid format')
  return email.toLowerCase()
}

/** Writes a letter with a code and a link. The hub sends nothing: letters wait in its list. */
export async function writeLetter(
  context: Context,
  user: UserRow,
  kind: Mail['kind'],
  redirectTo: string,
): Promise<{ mail: Mail; user: UserRow }> {
  const email = user.email ?? ''
  const { otpLength, mailerTeam, mailEverySeconds, refuseSampleDomains } = context.settings.auth
  if (mailerTeam !== null && !mailerTeam.includes(email))
    throw new Refusal(
      400,
      'email_address_not_authorized',
      `Email address "${email}" cannot be used as it is not authorized`,
    )
  if (refuseSampleDomains && SAMPLES.test(email))
    throw new Refusal(400, 'email_address_invalid', `Email address "${email}" is invalid`)
  // An invitation may be repeated at any time; other letters of a kind keep a distance.
  const before = kind === 'recovery' ? user.recovery_sent_at : kind === 'signup' ? user.confirmation_sent_at : null
  const wait = Math.ceil(((before?.getTime() ?? 0) + mailEverySeconds * 1000 - context.clock.now()) / 1000)
  if (wait > 0)
    throw new Refusal(
      429,
      'over_email_send_rate_limit',
      `For security purposes, you can only request this after ${wait} seconds.`,
    )
  const token = String(randomInt(0, 10 ** otpLength)).padStart(otpLength, '0')
  const tokenHash = hashOf(email, token)
  const now = new Date(context.clock.now())
  const query = new URLSearchParams({ token: tokenHash, type: kind, redirect_to: redirectTo })
  const mail: Mail = { kind, to: email, token, tokenHash, link: `${context.url()}/auth/v1/verify?${query.toString()}` }
  const values =
    kind === 'recovery'
      ? { recovery_token: tokenHash, recovery_sent_at: now }
      : { confirmation_token: tokenHash, confirmation_sent_at: now, ...(kind === 'invite' ? { invited_at: now } : {}) }
  const written = await updateUser(context, user.id, values)
  context.mails.push(mail)
  context.log(`letter (${kind}) to ${email}: ${mail.link} code ${token}`)
  return { mail, user: written }
}

/** Invites a person: the account exists from now on, and opens with the code of the letter. */
export async function invite(
  context: Context,
  email: string,
  metadata: Record<string, unknown>,
  redirectTo: string,
): Promise<{ mail: Mail; user: UserRow }> {
  const known = await userByEmail(context, email)
  if (known !== undefined && known.email_confirmed_at !== null) {
    throw new Refusal(422, 'email_exists', 'A user with this email address has already been registered')
  }
  const user = known ?? (await createUser(context, { email, passwordHash: null, metadata, invited: true }))
  return await writeLetter(context, user, 'invite', redirectTo)
}

export interface Proof {
  type: string
  email?: string
  token?: string
  tokenHash?: string
}

/** Who the code of a letter belongs to; the code is used up by it. */
export async function redeem(context: Context, proof: Proof): Promise<UserRow> {
  const byLink = proof.tokenHash !== undefined
  const late = new Refusal(
    403,
    'otp_expired',
    byLink ? 'Email link is invalid or has expired' : 'Token has expired or is invalid',
  )
  if (!['invite', 'signup', 'recovery', 'email', 'magiclink'].includes(proof.type)) {
    throw invalid('Invalid email verification type')
  }
  const hash = proof.tokenHash ?? hashOf(checkEmail(proof.email), proof.token ?? '')
  const found = await context.admin.query<UserRow>(
    'select * from auth.users where ($1 = confirmation_token or $1 = recovery_token) and deleted_at is null',
    [hash],
  )
  const [user] = found.rows
  if (user === undefined) throw late
  const recovery = user.recovery_token === hash
  const fits = recovery ? ['recovery', 'email', 'magiclink'] : ['invite', 'signup', 'email']
  const sent = (recovery ? user.recovery_sent_at : user.confirmation_sent_at)?.getTime() ?? 0
  if (!fits.includes(proof.type) || sent + context.settings.auth.invitationSeconds * 1000 < context.clock.now())
    throw late
  if (isBanned(context, user)) throw new Refusal(403, 'user_banned', 'User is banned')
  return await updateUser(context, user.id, {
    email_confirmed_at: user.email_confirmed_at ?? new Date(context.clock.now()),
    ...(recovery ? { recovery_token: '' } : { confirmation_token: '' }),
    // An invited person has a password that nobody knows until they set their own.
    ...(user.encrypted_password === '' ? { encrypted_password: await hashPassword(crypto.randomUUID()) } : {}),
    raw_user_meta_data: { ...user.raw_user_meta_data, email_verified: true },
  })
}
