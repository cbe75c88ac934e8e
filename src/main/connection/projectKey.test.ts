import { describe, expect, it } from 'vitest'
import { publicKey } from './projectKey.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (role: string) => `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: 'supabase', role })}.sig-nature_1`
const SERVICE = jwt('service_role')

// Bug: a secret key was refused only where it stood alone and unquoted, and the old service key not at all.
describe('a key that opens the whole project is refused', () => {
  it.each([
    'sb_secret_abcDEF123',
    '  sb_secret_abcDEF123\n',
    '"sb_secret_abcDEF123"',
    'SB_SECRET_abc',
    'sb_\u200bsecret_abc',
    'apikey: sb_secret_abc',
    'sb_publishable_abc sb_secret_def',
    'sbp_0123456789abcdef',
    'postgresql://postgres:x@db.example:5432/postgres',
    SERVICE,
    `Bearer ${SERVICE}`,
    `'${SERVICE}'`,
    `SUPABASE_SERVICE_ROLE_KEY=${SERVICE}`,
    `${SERVICE.slice(0, 40)}\n${SERVICE.slice(40)}`,
    jwt('supabase_admin'),
    jwt('authenticated'),
    'eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.x',
  ])('%j', (key) => {
    expect(() => publicKey(key)).toThrow('SECRET_KEY')
  })
})

it('the public one is taken, without what was copied around it', () => {
  expect(publicKey(' "sb_publishable_aB3-_x" \n')).toBe('sb_publishable_aB3-_x')
  expect(publicKey('apikey: sb_publishable_aB3')).toBe('sb_publishable_aB3')
  expect(publicKey(`Bearer ${jwt('anon')}`)).toBe(jwt('anon'))
  expect(publicKey('something else')).toBe('somethingelse')
})
