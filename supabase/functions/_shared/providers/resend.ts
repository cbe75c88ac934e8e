import { toBase64 } from '../bytes.ts'
import { nameAndAddress } from '../headers.ts'
import type { Sent } from '../letter.ts'
import type { Email } from '../message.ts'
import type { Deps } from '../ports.ts'
import { accepted, isSuccess, post, refusal, refusesUs, said } from './http.ts'

/** Sends by Resend, which takes a letter once for each key, for a day. */
export async function sendByResend(deps: Deps, email: Email): Promise<Sent> {
  const reply = await post(deps, `${deps.env('RESEND_URL') ?? 'https://api.resend.com'}/emails`, {
    headers: {
      authorization: `Bearer ${deps.env('RESEND_API_KEY') ?? ''}`,
      'content-type': 'application/json',
      'idempotency-key': email.id,
    },
    body: JSON.stringify({
      from: nameAndAddress(email.from),
      to: [email.to],
      ...(email.replyTo === null ? {} : { reply_to: email.replyTo }),
      subject: email.subject,
      text: email.text,
      html: email.html,
      headers: { 'Message-ID': email.messageId, ...email.headers },
      tags: [{ name: 'letter', value: email.id }],
      attachments: email.pictures.map(({ cid, name, png }) => ({
        content: toBase64(png),
        filename: name,
        content_type: 'image/png',
        content_id: cid,
      })),
    }),
  })
  const id = isSuccess(reply) ? said(reply, 'id') : null
  if (id !== null) return accepted('resend', id)
  if (isSuccess(reply)) return refusal('no_answer', true, () => null)
  // The key was used with another text, before a secret or a template was changed: that first letter has left.
  if (said(reply, 'name') === 'invalid_idempotent_request') return accepted('resend', null)
  const name = said(reply, 'name') ?? ''
  const message = said(reply, 'message') ?? ''
  if (/API key/i.test(message)) return refusesUs('provider_login')
  // Domains that are not verified, test accounts, and quotas of a day or month that are used up.
  if (
    /^(?:invalid_from_address|invalid_access|invalid_region|security_error|(?:daily|monthly)_quota_exceeded)$/.test(
      name,
    ) ||
    (name === 'validation_error' && typeof reply === 'object' && reply.status === 403) ||
    /[`'"]from[`'"]|not verified/i.test(message)
  )
    return refusesUs('provider_account')
  return refusal(reply, true, () => (/[`'"]to[`'"]/i.test(message) ? 'bad_address' : null))
}
