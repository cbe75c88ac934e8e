import { afterAll, beforeAll, describe, expect } from 'vitest'
import { attack } from './support/attack.ts'
import { openWatchedDesk, type WatchedDesk } from './support/watchedDesk.ts'

let desk: WatchedDesk
beforeAll(async () => void (desk = await openWatchedDesk()))
afterAll(() => desk.close())

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const SERVICE = `${part({ alg: 'HS256' })}.${part({ role: 'service_role' })}.signature`

describe('keys', () => {
  attack('somebody pastes the secret key of a project into a desk', async () => {
    const url = 'https://project.example'
    const who = { email: 'a@b.example', password: 'x' }
    for (const key of ['sb_secret_abc', ' "sb_secret_abc"', SERVICE, `Bearer ${SERVICE}`]) {
      expect(await desk.refusal('account.look', { url, key, ...who })).toMatchObject({ code: 'SECRET_KEY' })
      const project = { url, key }
      expect(await desk.refusal('account.sendCode', { project, email: who.email })).toMatchObject({
        code: 'SECRET_KEY',
      })
    }
    expect(desk.did).toEqual([])
  })
})
