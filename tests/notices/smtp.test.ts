import { createServer } from 'node:net'
import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, it } from 'vitest'
import { startMailbox, type Mailbox } from '../../dev/mailbox/mailbox.ts'
import { send } from '../../supabase/functions/_shared/providers/choose.ts'
import { SECRETS, testDeps, testLetter } from '../../supabase/functions/_shared/testDeps.ts'
import { authority, serverCertificate, serverKey } from './support/keys-fixture.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** A mail server with TLS from the first byte on, as on port 465. */
async function server(options: SMTPServerOptions = {}): Promise<Mailbox> {
  const mailbox = await startMailbox({ secure: true, key: serverKey, cert: serverCertificate, ...options })
  stops.push(mailbox.stop)
  return mailbox
}
const tried = (port: number, secrets: Record<string, string> = {}) =>
  send(
    testDeps(
      {
        ...SECRETS,
        NOTICES_EMAIL: 'smtp',
        SMTP_HOST: 'localhost',
        SMTP_PORT: String(port),
        SMTP_CA: authority,
        ...secrets,
      },
      () => new Response(),
    ),
    testLetter(),
  )
const refusing = (responseCode: number) => Object.assign(new Error('no'), { responseCode })

it('sends by TLS to a server whose certificate it knows, with a login', async () => {
  const mailbox = await server({
    authOptional: false,
    onAuth: (auth, _session, done) =>
      auth.username === 'desk' && auth.password === 'secret' ? done(null, { user: 'desk' }) : done(refusing(535)),
  })
  const login = { SMTP_USER: 'desk', SMTP_PASSWORD: 'secret' }
  expect((await tried(mailbox.port, login)).outcome).toMatchObject({ kind: 'accepted', provider: 'smtp' })
  expect(mailbox.letters).toHaveLength(1)
  // Bug: a password that was changed makes every notice a failed one.
  expect(await tried(mailbox.port, { ...login, SMTP_PASSWORD: 'old' })).toMatchObject({
    outcome: { kind: 'retry', reason: 'provider_login' },
    stop: { alarm: true },
  })
})

// Bug: whoever sits between reads the codes.
it('sends nothing to a server whose certificate nobody vouches for, nor without TLS to another computer', async () => {
  const mailbox = await server()
  const { outcome, stop } = await tried(mailbox.port, { SMTP_CA: '' })
  expect([outcome.kind, stop?.alarm]).toEqual(['retry', true])
  const plain = await startMailbox()
  stops.push(plain.stop)
  expect((await tried(plain.port, { SMTP_TLS: 'none', SMTP_HOST: 'localhost.' })).outcome.kind).toBe('retry')
  expect([mailbox.letters.length, plain.letters.length]).toEqual([0, 0])
})

it('a receiver that does not exist fails at once, one that is greylisted waits', async () => {
  let answers = [refusing(550), refusing(450)]
  const mailbox = await server({
    onRcptTo: (_address, _session, done) => {
      const answer = answers.shift()
      if (answer === undefined) done()
      else done(answer)
    },
  })
  expect((await tried(mailbox.port)).outcome).toEqual({ kind: 'failed', reason: 'bad_address' })
  const greylisted = (await tried(mailbox.port)).outcome
  expect(greylisted).toEqual({ kind: 'retry', after_seconds: 300, reason: 'delayed_by_server' })
  answers = []
  expect((await tried(mailbox.port)).outcome.kind).toBe('accepted')
  expect(mailbox.letters).toHaveLength(1)
})

// Bug: a server that blocks this computer fails every notice for good, one after the other.
it.each([
  ['CONN', 554, { onConnect: (_session, done) => done(refusing(554)) }],
  ['MAIL FROM', 553, { onMailFrom: (_address, _session, done) => done(refusing(553)) }],
  [
    'RCPT TO',
    554,
    {
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('5.7.1 Client host [192.0.2.1] blocked'), { responseCode: 554 })),
    },
  ],
] as [string, number, SMTPServerOptions][])(
  'a server that takes nothing of ours keeps all waiting: %s %i',
  async (_where, _code, options) => {
    const mailbox = await server(options)
    expect(await tried(mailbox.port)).toMatchObject({
      outcome: { kind: 'retry', reason: 'provider_account' },
      stop: { reason: 'provider_account', alarm: true },
    })
  },
)

it('a refused text fails, a full server waits', async () => {
  const answers = [refusing(554), refusing(452)]
  const mailbox = await server({
    onData: (stream, _session, done) => {
      stream.on('end', () => done(answers.shift() ?? null))
      stream.resume()
    },
  })
  expect((await tried(mailbox.port)).outcome).toEqual({ kind: 'failed', reason: 'refused' })
  expect((await tried(mailbox.port)).outcome).toMatchObject({ kind: 'retry', reason: 'delayed_by_server' })
})

// Bug: the letter was taken, its answer got lost, and it is sent again at once.
it('a line cut after the whole text leaves it unknown', async () => {
  const mailbox = await server({
    onData: (stream) => {
      stream.on('end', () => mailbox.cut())
      stream.resume()
    },
  })
  expect((await tried(mailbox.port)).outcome).toEqual({ kind: 'unknown' })
})

it('a server that takes the text and says nothing is unknown after ten seconds', async () => {
  const mailbox = await server({ onData: (stream) => void stream.resume() })
  const start = performance.now()
  expect((await tried(mailbox.port)).outcome).toEqual({ kind: 'unknown' })
  expect(performance.now() - start).toBeLessThan(15_000)
})

it('a server that says nothing from the start, or is not there, is tried again', async () => {
  const silent = createServer()
  await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready))
  const port = (silent.address() as { port: number }).port
  const open = new Set<{ destroy: () => void }>()
  silent.on('connection', (socket) => open.add(socket))
  expect((await tried(port)).outcome).toMatchObject({ kind: 'retry', reason: 'not_reached' })
  for (const socket of open) socket.destroy()
  await new Promise((done) => silent.close(done))
  const { outcome, stop } = await tried(port)
  expect(outcome).toEqual({ kind: 'retry', after_seconds: 30, reason: 'not_reached' })
  expect(stop?.alarm).toBe(false)
})
