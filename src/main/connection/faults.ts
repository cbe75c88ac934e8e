import { DeskError, type ErrorCode } from '../../shared/contract/errors.ts'
import { TransportError } from '../../supabase/fault.ts'

const CODES: Readonly<Record<string, ErrorCode>> = {
  invalid_credentials: 'WRONG_PASSWORD',
  email_not_confirmed: 'EMAIL_NOT_CONFIRMED',
  user_banned: 'NOT_STAFF',
  otp_expired: 'CODE_NOT_RIGHT',
  weak_password: 'WEAK_PASSWORD',
  email_address_not_authorized: 'MAILER_TEAM_ONLY',
  email_address_invalid: 'MAIL_NOT_SENT',
  unexpected_failure: 'MAIL_NOT_SENT',
  clock: 'SERVER_CLOCK',
  paused: 'PROJECT_PAUSED',
  quota: 'PROJECT_QUOTA',
  project_down: 'PROJECT_DOWN',
  gateway_timeout: 'PROJECT_DOWN',
  legacy_key: 'LEGACY_KEY',
  too_many: 'TOO_MANY_TRIES',
  wrong_key: 'WRONG_PROJECT_KEY',
  network: 'NO_LINE',
  timeout: 'NO_LINE',
  not_the_server: 'NOT_A_PROJECT',
  bad_answer: 'NOT_A_PROJECT',
  http_404: 'NOT_A_PROJECT',
  PGRST202: 'NOT_A_PROJECT',
  not_staff: 'NOT_STAFF',
  '42501': 'NOT_STAFF',
  '23505': 'DESK_LETTER_TAKEN',
}

/** A request that a person waits for: what went wrong, as the console says it. */
export async function forPerson<T>(request: Promise<T>): Promise<T> {
  try {
    return await request
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    const code = CODES[error.code] ?? (error.reached ? 'CONNECT_FAILED' : 'NO_LINE')
    throw new DeskError(code, { detail: error.code }, { cause: error })
  }
}
