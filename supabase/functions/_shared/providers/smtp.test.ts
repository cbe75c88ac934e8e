import { expect, it } from 'vitest'
import { smtpFault } from './smtp.ts'

const fault = (command: string, responseCode: number, message = 'no') =>
  smtpFault({ code: 'EPROTOCOL', command, responseCode, message }, false)

// Bug: a greeting of "554 your address is blocked" is a failure of the letter, and so is each letter after it.
it.each(['CONN', 'EHLO', 'HELO', 'STARTTLS', 'AUTH PLAIN', 'MAIL FROM'])(
  'a final refusal at %s is about who sends: all wait, with an alarm',
  (command) => {
    for (const code of [500, 521, 550, 554])
      expect(fault(command, code)).toMatchObject({
        outcome: { kind: 'retry', reason: 'provider_account' },
        stop: { alarm: true },
      })
  },
)

it('a login has its own reason, wherever it is refused', () => {
  for (const code of [530, 535])
    expect(fault('MAIL FROM', code).outcome).toMatchObject({ kind: 'retry', reason: 'provider_login' })
  expect(
    smtpFault({ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 534, message: '' }, false).outcome,
  ).toMatchObject({
    reason: 'provider_login',
  })
})

it('a receiver or a text that is refused fails, unless it is because of who sends', () => {
  expect(fault('RCPT TO', 550, '550 5.1.1 No such user').outcome).toEqual({ kind: 'failed', reason: 'bad_address' })
  expect(fault('DATA', 554, '554 5.6.0 Looks like spam').outcome).toEqual({ kind: 'failed', reason: 'refused' })
  for (const message of ['554 5.7.1 Relay access denied', '550 5.7.1 Unable to relay', 'Client host rejected: blocked'])
    expect(fault('RCPT TO', 554, message).outcome).toMatchObject({ kind: 'retry', reason: 'provider_account' })
})
