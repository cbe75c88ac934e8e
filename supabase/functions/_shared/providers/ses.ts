import { toBase64 } from '../bytes.ts'
import type { Sent } from '../letter.ts'
import type { Email } from '../message.ts'
import type { Deps } from '../ports.ts'
import { accepted, isSuccess, post, refusal, refusesUs, said, type Reply } from './http.ts'
import { mailOptions } from './raw.ts'

const nameOf = (type: string | null): string => (type ?? '').split('#').at(-1)!

/** Sends by Amazon SES (version 2 of its interface), as one whole message. */
export async function sendBySes(deps: Deps, email: Email): Promise<Sent> {
  const [{ AwsClient }, { default: MailComposer }] = await Promise.all([
    import('aws4fetch'),
    import('nodemailer/lib/mail-composer'),
  ])
  const raw = await new MailComposer(mailOptions(email)).compile().build()
  const region = deps.env('SES_REGION') ?? 'ca-central-1'
  const signer = new AwsClient({
    accessKeyId: deps.env('SES_ACCESS_KEY_ID') ?? '',
    secretAccessKey: deps.env('SES_SECRET_ACCESS_KEY') ?? '',
    region,
    service: 'ses',
  })
  const set = deps.env('SES_CONFIGURATION_SET')
  const url = `${deps.env('SES_URL') ?? `https://email.${region}.amazonaws.com`}/v2/email/outbound-emails`
  const body = JSON.stringify({
    FromEmailAddress: email.from.address,
    Destination: { ToAddresses: [email.to] },
    Content: { Raw: { Data: toBase64(raw) } },
    EmailTags: [{ Name: 'letter', Value: email.id }],
    ...(set === undefined ? {} : { ConfigurationSetName: set }),
  })
  const signed = await signer.sign(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const reply: Reply = await post(deps, url, { headers: Object.fromEntries(signed.headers), body })
  const id = isSuccess(reply) ? said(reply, 'MessageId') : null
  if (id !== null) return accepted('ses', id)
  if (isSuccess(reply)) return refusal('no_answer', false, () => null)
  const error = nameOf(said(reply, '__type') ?? said(reply, 'name'))
  const message = said(reply, 'message') ?? said(reply, 'Message') ?? ''
  // A sender that is not verified, or a new account that may write to verified addresses alone, is a "rejected" letter too.
  if (
    /AccountSuspended|SendingPaused|MailFromDomainNotVerified|LimitExceeded|NotFoundException/.test(error) ||
    /not verified/i.test(message)
  )
    return refusesUs('provider_account')
  // The day's quota comes with the same status as a bad letter.
  if (error === 'TooManyRequestsException' && typeof reply === 'object')
    return refusal({ ...reply, status: 429 }, false, () => null)
  return refusal(reply, false, () => null)
}
