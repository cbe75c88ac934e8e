import { answer, type Handler } from '../ports.ts'
import { textAt } from '../providers/http.ts'
import { isoOr, jsonOf, store, uuidOr, type ProviderEvent, type Told } from './event.ts'
import { isAmazon, isFromAmazon, type SnsMessage } from './sns.ts'

const KINDS: Readonly<Record<string, ProviderEvent['kind']>> = {
  Send: 'accepted',
  DeliveryDelay: 'delayed',
  Delivery: 'delivered',
  Bounce: 'bounced',
  Complaint: 'complained',
  Reject: 'failed',
}

/** An event of Amazon SES in our form; null for what does not concern a notice. */
export function sesEvent(id: string, body: unknown, now: number): Told | null {
  const type = textAt(body, 'eventType') ?? textAt(body, 'notificationType') ?? ''
  const kind = KINDS[type]
  if (kind === undefined) return null
  const section = type.charAt(0).toLowerCase() + type.slice(1)
  const bounce = textAt(body, 'bounce', 'bounceType')
  const isSuppressed = /Suppress/.test(textAt(body, 'bounce', 'bounceSubType') ?? '')
  // A bounce that is not permanent comes when the provider has given up, not when the address is wrong.
  const isSoft = kind === 'bounced' && bounce !== 'Permanent'
  return {
    id,
    event: {
      kind: isSuppressed ? 'suppressed' : isSoft ? 'failed' : kind,
      channel: 'email',
      letter: uuidOr(textAt(body, 'mail', 'tags', 'letter', 0)),
      providerId: textAt(body, 'mail', 'messageId'),
      address: textAt(body, 'mail', 'destination', 0),
      reason:
        kind === 'bounced' ? (isSoft ? 'mailbox_unavailable' : 'bad_address') : kind === 'failed' ? 'refused' : null,
      at: isoOr(textAt(body, section, 'timestamp') ?? textAt(body, 'mail', 'timestamp'), now),
    },
  }
}

/** Callbacks of Amazon SES by SNS. The first one asks whether we want them, and names its topic. */
export function makeSesEvents(certificates = new Map<string, string>()): Handler {
  return async (request, deps) => {
    const message = jsonOf(await request.text()) as SnsMessage | null
    const topic = deps.env('SES_TOPIC_ARN') ?? ''
    if (message === null || topic === '' || message.TopicArn !== topic) return answer(401, 'topic')
    if (!(await isFromAmazon(deps, message, certificates))) return answer(401, 'signature')
    if (message.Type === 'SubscriptionConfirmation') {
      if (!isAmazon(message.SubscribeURL)) return answer(400, 'address')
      await deps.fetch(message.SubscribeURL, { signal: AbortSignal.timeout(5000), redirect: 'error' })
      return answer(200, 'subscribed')
    }
    const told = sesEvent(message.MessageId, jsonOf(message.Message), deps.now())
    return store(deps, 'ses', told === null ? [] : [told])
  }
}
