import { toBase64 } from '../bytes.ts'
import { nameAndAddress } from '../headers.ts'
import type { Sent } from '../letter.ts'
import type { Email } from '../message.ts'
import type { Deps } from '../ports.ts'
import { accepted, isSuccess, post, refusal, refusesUs, said } from './http.ts'

/** Senders that are missing or not confirmed, an account that may not send or has no credit, a stream that is not there. */
const ABOUT_US = new Set(['400', '401', '405', '412', '413', '1235'])

/** What Postmark says of the address. "300" is any field that it does not take, so its words decide which. */
function aboutAddress(code: string | null, message: string): string | null {
  if (code === '406') return 'suppressed'
  return code === '300' && /'To'/.test(message) ? 'bad_address' : null
}

/** Sends by Postmark, which knows no key: a try without an answer may have left. */
export async function sendByPostmark(deps: Deps, email: Email): Promise<Sent> {
  const reply = await post(deps, `${deps.env('POSTMARK_URL') ?? 'https://api.postmarkapp.com'}/email`, {
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'x-postmark-server-token': deps.env('POSTMARK_SERVER_TOKEN') ?? '',
    },
    body: JSON.stringify({
      From: nameAndAddress(email.from),
      To: email.to,
      ...(email.replyTo === null ? {} : { ReplyTo: email.replyTo }),
      Subject: email.subject,
      TextBody: email.text,
      HtmlBody: email.html,
      MessageStream: deps.env('POSTMARK_STREAM') ?? 'outbound',
      TrackOpens: false,
      TrackLinks: 'None',
      Metadata: { letter: email.id },
      Headers: Object.entries({ 'Message-ID': email.messageId, ...email.headers }).map(([Name, Value]) => ({
        Name,
        Value,
      })),
      Attachments: email.pictures.map(({ cid, name, png }) => ({
        Name: name,
        Content: toBase64(png),
        ContentType: 'image/png',
        ContentID: `cid:${cid}`,
      })),
    }),
  })
  const id = isSuccess(reply) ? said(reply, 'MessageID') : null
  if (id !== null) return accepted('postmark', id)
  if (isSuccess(reply)) return refusal('no_answer', false, () => null)
  const code = said(reply, 'ErrorCode')
  const message = said(reply, 'Message') ?? ''
  if (code === '10') return refusesUs('provider_login')
  if (code !== null && (ABOUT_US.has(code) || (code === '300' && /'From'/.test(message))))
    return refusesUs('provider_account')
  return refusal(reply, false, () => aboutAddress(code, message))
}
