import { afterAll, beforeAll, beforeEach } from 'vitest'
import { startMailbox, type Mailbox } from '../../dev/mailbox/mailbox.ts'
import { mailboxSecrets } from '../../dev/mailbox/secrets.ts'
import { contract, CONTRACT_SECRETS } from './support/contract.ts'
import { startOnDeno } from './support/deno.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
let mailbox: Mailbox
let deno: Awaited<ReturnType<typeof startOnDeno>>
const secrets: Record<string, string> = {}

// The functions as a project runs them: the unchanged entry files on Deno, the hub for the database behind them.
beforeAll(async () => {
  mailbox = await startMailbox()
  world = await startWorld({})
  Object.assign(secrets, mailboxSecrets(mailbox), CONTRACT_SECRETS)
  deno = await startOnDeno(['send-notices', 'resend-events', 'unsubscribe'], {
    ...secrets,
    SUPABASE_URL: world.hub.url,
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: world.hub.secretKey }),
  })
})
afterAll(async () => {
  await deno?.stop()
  await world?.hub.stop()
  await mailbox?.stop()
})
beforeEach(async () => {
  mailbox.letters.length = 0
  await world.clear()
})

contract(() => ({ world, mailbox, secrets, call: deno.call }))
