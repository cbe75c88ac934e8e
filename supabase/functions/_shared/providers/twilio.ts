import { toBase64, utf8 } from '../bytes.ts'
import type { Sent } from '../letter.ts'
import type { Sms } from '../message.ts'
import type { Deps } from '../ports.ts'
import { accepted, isSuccess, post, refusal, refusesUs, said } from './http.ts'

/** Twilio's codes that are about the number: wrong, opted out, a landline. */
const ABOUT_NUMBER: Readonly<Record<string, string>> = {
  21211: 'bad_number',
  21214: 'bad_number',
  21217: 'bad_number',
  21610: 'opted_out',
  21614: 'not_mobile',
  21635: 'not_mobile',
}
/** Login, account closed, and senders that are missing, not ours, or send no text messages. */
const ABOUT_US = new Set(['20003', '20005', '21601', '21603', '21606', '21659', '21660', '21661', '30002', '30032'])

/** Sends a text message by Twilio. */
export async function sendByTwilio(deps: Deps, sms: Sms): Promise<Sent> {
  const account = deps.env('TWILIO_ACCOUNT_SID') ?? ''
  const service = deps.env('TWILIO_MESSAGING_SERVICE_SID')
  const reply = await post(
    deps,
    `${deps.env('TWILIO_URL') ?? 'https://api.twilio.com'}/2010-04-01/Accounts/${account}/Messages.json`,
    {
      headers: { authorization: `Basic ${toBase64(utf8(`${account}:${deps.env('TWILIO_AUTH_TOKEN') ?? ''}`))}` },
      body: new URLSearchParams({
        To: sms.to,
        ...(service === undefined ? { From: deps.env('TWILIO_FROM') ?? '' } : { MessagingServiceSid: service }),
        Body: sms.text,
        StatusCallback: sms.callback,
      }),
    },
  )
  const id = isSuccess(reply) ? said(reply, 'sid') : null
  if (id !== null) return accepted('twilio', id)
  if (isSuccess(reply)) return refusal('no_answer', false, () => null)
  const code = said(reply, 'code')
  if (code !== null && ABOUT_US.has(code)) return refusesUs('provider_account')
  return refusal(reply, false, () => (code === null ? null : (ABOUT_NUMBER[code] ?? null)))
}
