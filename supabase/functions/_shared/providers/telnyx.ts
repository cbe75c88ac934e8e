import type { Sent } from '../letter.ts'
import type { Sms } from '../message.ts'
import type { Deps } from '../ports.ts'
import { accepted, isSuccess, post, refusal, refusesUs, said } from './http.ts'

/** Telnyx's codes that are about the number or the text. */
const ABOUT_NUMBER: Readonly<Record<string, string>> = {
  10002: 'bad_number',
  10016: 'bad_number',
  40001: 'not_mobile',
  40012: 'bad_number',
  40015: 'filtered',
  40300: 'opted_out',
  40301: 'not_mobile',
  40310: 'bad_number',
  40319: 'not_mobile',
  40322: 'filtered',
}
/** Keys (10009, 20002, 20006), account and credit (200xx, 20100), senders and profiles that may not send. */
const ABOUT_US = /^(?:10009|10010|10039|200\d\d|20100|40010|40013|40100|4015[01]|4030[568]|4031[1-5]|4032[019]|40333)$/
/** Queues of Telnyx or of the carriers that are full. */
const TOO_FAST = new Set(['40011', '40016', '40018', '40318'])

/** Sends a text message by Telnyx. */
export async function sendByTelnyx(deps: Deps, sms: Sms): Promise<Sent> {
  const profile = deps.env('TELNYX_MESSAGING_PROFILE')
  const reply = await post(deps, `${deps.env('TELNYX_URL') ?? 'https://api.telnyx.com'}/v2/messages`, {
    headers: { authorization: `Bearer ${deps.env('TELNYX_API_KEY') ?? ''}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      from: deps.env('TELNYX_FROM'),
      to: sms.to,
      text: sms.text,
      webhook_url: sms.callback,
      ...(profile === undefined ? {} : { messaging_profile_id: profile }),
    }),
  })
  const id = isSuccess(reply) ? said(reply, 'data', 'id') : null
  if (id !== null) return accepted('telnyx', id)
  if (isSuccess(reply)) return refusal('no_answer', false, () => null)
  const code = said(reply, 'errors', 0, 'code')
  if (code !== null && ABOUT_US.test(code)) return refusesUs('provider_account')
  if (code !== null && TOO_FAST.has(code) && typeof reply === 'object')
    return refusal({ ...reply, status: 429 }, false, () => null)
  return refusal(reply, false, () => (code === null ? null : (ABOUT_NUMBER[code] ?? null)))
}
