import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startMailbox, type Mailbox } from '../../dev/mailbox/mailbox.ts'
import { lettersPage } from '../../dev/mailbox/page.ts'
import { mailboxSecrets, textSecrets } from '../../dev/mailbox/secrets.ts'
import { startTexts } from '../../dev/mailbox/texts.ts'
import { contract, CONTRACT_SECRETS } from './support/contract.ts'
import { startResend } from './support/resend.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
let mailbox: Mailbox
const secrets: Record<string, string> = {}

beforeAll(async () => {
  mailbox = await startMailbox()
  Object.assign(secrets, mailboxSecrets(mailbox), CONTRACT_SECRETS)
  world = await startWorld({ functions: secrets })
})
afterAll(async () => {
  await world?.hub.stop()
  await mailbox?.stop()
})
beforeEach(async () => {
  // A ring of the test before may still be looking for letters.
  await world.hub.functionsDone()
  mailbox.letters.length = 0
  await world.clear()
})

contract(() => ({
  world,
  mailbox,
  secrets,
  call: (name, init, search = '') => fetch(`${world.hub.url}/functions/v1/${name}${search}`, init),
}))

it('a function that is not there is not found', async () => {
  expect((await fetch(`${world.hub.url}/functions/v1/other`)).status).toBe(404)
})

/** Runs a sender until it is about to write down its letter, and kills it. */
async function killedBeforeMarking(env: Record<string, string>): Promise<void> {
  const child = fork(resolve(import.meta.dirname, 'support/sender.child.ts'), {
    env: { ...process.env, SUPABASE_URL: world.hub.url, SUPABASE_SERVICE_ROLE_KEY: world.hub.serviceKey, ...env },
    execArgv: [],
  })
  const gone = once(child, 'exit')
  const [said] = await Promise.race([once(child, 'message'), gone])
  expect(said).toBe('about to mark')
  child.kill('SIGKILL')
  await gone
}

// Bug: the letter of a sender that died is lost, or comes once for every death.
it('killed between sending and marking: by mail server at most two letters, never none', async () => {
  const told = await world.add()
  await killedBeforeMarking(secrets)
  expect(mailbox.letters).toHaveLength(1)
  await world.ring()
  await world.hub.functionsDone()
  // Its lease still runs: nobody else takes it.
  expect((await world.letterOf(told))!.attempts).toBe(1)
  await world.endLeases()
  await world.ring()
  await world.settled()
  const letter = (await world.letterOf(told))!
  expect(letter).toMatchObject({ state: 'accepted', attempts: 2 })
  expect(mailbox.letters).toHaveLength(2)
  // Mail programs that know a letter by its id show it once.
  expect(new Set(mailbox.letters.map(({ mail }) => mail.messageId))).toEqual(new Set([`<${letter.id}@lofts.example>`]))
})

it('killed between sending and marking: by a provider with keys exactly one letter', async () => {
  const resend = await startResend()
  const env = { NOTICES_EMAIL: 'resend', RESEND_URL: resend.url, RESEND_API_KEY: 're_test' }
  const told = await world.add()
  await killedBeforeMarking({ ...secrets, ...env })
  expect(resend.letters.size).toBe(1)
  await world.endLeases()
  Object.assign(secrets, env)
  await world.ring()
  await world.settled()
  Object.assign(secrets, mailboxSecrets(mailbox))
  expect(await world.letterOf(told)).toMatchObject({ state: 'accepted', provider_id: 're_0' })
  expect([resend.calls(), resend.letters.size]).toEqual([2, 1])
  await resend.stop()
})

// Bug: the provider's word that a message was delivered is refused, because a function sees another address than it signed.
it('a text message leaves by its provider, whose signed callback says that it was delivered', async () => {
  const texts = await startTexts()
  Object.assign(secrets, textSecrets(texts))
  const told = await world.add(0, {
    channels: '["sms"]',
    phones: '[{"typed":"514 555-0199","e164":"+15145550199","label":"mobile","sms":true,"extension":null}]',
  })
  await world.ring()
  await world.settled()
  expect(texts.messages).toMatchObject([{ to: '+15145550199' }])
  expect(texts.messages[0]!.text).toContain(told.shortNumber)
  await expect.poll(async () => (await world.deliveryOf(told))?.state, { timeout: 10_000 }).toBe('delivered')
  await texts.stop()
})

it('the mailbox shows its letters, with the code as a picture', async () => {
  await world.add()
  await world.ring()
  await mailbox.until(1)
  const html = lettersPage(mailbox.letters, [])
  expect(html).toContain('Lofts des Arts')
  expect(html).toContain('data:image/png;base64,')
  expect(html).not.toContain('cid:')
})
