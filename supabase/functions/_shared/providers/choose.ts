import { isPlainAddress } from '../../../../src/shared/notices/address.ts'
import { composeEmail, composeSms } from '../compose.ts'
import { NotComposable } from '../headers.ts'
import type { Letter, Sent } from '../letter.ts'
import { publicUrl } from '../links.ts'
import type { Email, Sms } from '../message.ts'
import type { Deps } from '../ports.ts'
import { failed, refusesUs, retry } from './http.ts'
import { sendByPostmark } from './postmark.ts'
import { sendByResend } from './resend.ts'
import { sendBySes } from './ses.ts'
import { sendBySmtp } from './smtp.ts'
import { sendByTelnyx } from './telnyx.ts'
import { sendByTwilio } from './twilio.ts'

/** `perSecond`: as many letters as a new account may send. */
const EMAIL: Readonly<Record<string, { send: (deps: Deps, email: Email) => Promise<Sent>; perSecond: number }>> = {
  resend: { send: sendByResend, perSecond: 2 },
  ses: { send: sendBySes, perSecond: 10 },
  postmark: { send: sendByPostmark, perSecond: 10 },
  smtp: { send: sendBySmtp, perSecond: 10 },
}
const SMS: Readonly<Record<string, { send: (deps: Deps, sms: Sms) => Promise<Sent>; perSecond: number }>> = {
  twilio: { send: sendByTwilio, perSecond: 3 },
  telnyx: { send: sendByTelnyx, perSecond: 5 },
}

const chosen = (deps: Deps, channel: Letter['channel']) => {
  const name = deps.env(channel === 'email' ? 'NOTICES_EMAIL' : 'NOTICES_SMS') ?? ''
  return { name, provider: channel === 'email' ? EMAIL[name] : SMS[name] }
}

/** How long to wait between two letters of a channel, so that its provider is never outrun. */
export function paceOf(deps: Deps, channel: Letter['channel']): number {
  const set = Number(deps.env('NOTICES_PER_SECOND'))
  return 1000 / (set > 0 ? set : (chosen(deps, channel).provider?.perSecond ?? 10))
}

/** So long a letter waits that a fault of the sender itself kept from being written or sent. */
const FAULT_SECONDS = 60

/**
 * Composes a letter and sends it by the provider that the project chose for its channel. It always answers: a fault of the
 * sender itself is a try that failed, so that it counts and desks hear of it.
 */
export async function send(deps: Deps, letter: Letter): Promise<Sent> {
  const { name } = chosen(deps, letter.channel)
  try {
    if (letter.channel === 'email') {
      const provider = EMAIL[name]
      const from = deps.env('NOTICES_FROM') ?? ''
      if (provider === undefined || from === '') return refusesUs('no_provider')
      if (!isPlainAddress(from)) {
        deps.log('NOTICES_FROM is not one plain address')
        return refusesUs('provider_account')
      }
      return await provider.send(deps, await composeEmail(letter, from, deps))
    }
    const provider = SMS[name]
    if (provider === undefined) return refusesUs('no_provider')
    const callback = `${publicUrl(deps.env)}/${name}-events?letter=${letter.letter}`
    return await provider.send(deps, composeSms(letter, callback))
  } catch (error) {
    deps.log(`letter ${letter.letter}: ${error instanceof NotComposable ? error.message : String(error)}`)
    return error instanceof NotComposable ? failed('not_composed') : { outcome: retry(FAULT_SECONDS, 'not_composed') }
  }
}
