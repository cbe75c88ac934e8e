import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { Refusal } from './refusal.ts'

// Less than a real project would take: a demo signs in often, on whatever machine there is.
const COST = 2 ** 12

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((done, fail) => {
    scrypt(password, salt, 32, { N: COST, r: 8, p: 1 }, (error, key) => (error === null ? done(key) : fail(error)))
  })

/** The form in which a password is kept. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `$scrypt$${COST}$${salt.toString('base64')}$${(await derive(password, salt)).toString('base64')}`
}

/** Whether the password is the one that was kept. A missing one costs as much time as a wrong one. */
export async function passwordMatches(password: string, kept: string | null): Promise<boolean> {
  const [, kind, cost, salt = '', hash = ''] = (kept ?? '').split('$')
  const known = kind === 'scrypt' && cost === String(COST)
  const right = Buffer.from(known ? hash : '', 'base64')
  const given = await derive(password, Buffer.from(known ? salt : 'AAAA', 'base64'))
  return right.length === given.length && timingSafeEqual(right, given)
}

/** Refuses a password that the project's rules call weak. */
export function checkStrength(password: string, minLength: number): void {
  if (password.length < minLength) {
    throw new Refusal(422, 'weak_password', `Password should be at least ${minLength} characters.`, ['length'])
  }
  if (Buffer.byteLength(password) > 72) throw invalidLength()
}

const invalidLength = (): Refusal =>
  new Refusal(400, 'validation_failed', 'Password cannot be longer than 72 characters')
