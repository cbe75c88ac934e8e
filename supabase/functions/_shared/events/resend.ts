import { answer, type Handler } from '../ports.ts'
import { textAt } from '../providers/http.ts'
import { isoOr, jsonOf, store, uuidOr, type ProviderEvent, type Told } from './event.ts'
import { isFromSvix } from './signatures.ts'

const KINDS: Readonly<Record<string, ProviderEvent['kind']>> = {
  'email.sent': 'accepted',
  'email.delivery_delayed': 'delayed',
  'email.delivered': 'delivered',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
  'email.failed': 'failed',
  'email.suppressed': 'suppressed',
}

/** A callback of Resend in our form; null for what does not concern a notice. */
export function resendEvent(id: string, body: unknown, now: number): Told | null {
  const kind = KINDS[textAt(body, 'type') ?? '']
  if (kind === undefined) return null
  const isSoft = kind === 'bounced' && /transient/i.test(textAt(body, 'data', 'bounce', 'type') ?? '')
  return {
    id,
    event: {
      kind: isSoft ? 'failed' : kind,
      channel: 'email',
      letter: uuidOr(textAt(body, 'data', 'tags', 'letter')),
      providerId: textAt(body, 'data', 'email_id'),
      address: textAt(body, 'data', 'to', 0),
      reason:
        kind === 'bounced' ? (isSoft ? 'mailbox_unavailable' : 'bad_address') : kind === 'failed' ? 'refused' : null,
      at: isoOr(textAt(body, 'created_at'), now),
    },
  }
}

/** Callbacks of Resend. */
export const resendEvents: Handler = async (request, deps) => {
  const body = await request.text()
  const secret = deps.env('RESEND_WEBHOOK_SECRET') ?? ''
  if (!(await isFromSvix(request.headers, body, secret, deps.now()))) return answer(401, 'signature')
  const told = resendEvent(request.headers.get('svix-id')!, jsonOf(body), deps.now())
  return store(deps, 'resend', told === null ? [] : [told])
}
