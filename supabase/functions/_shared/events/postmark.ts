import { answer, type Handler } from '../ports.ts'
import { textAt } from '../providers/http.ts'
import { isoOr, jsonOf, store, uuidOr, type ProviderEvent, type Told } from './event.ts'
import { isBasic } from './signatures.ts'

/** Notes that a letter brought back and that are no bounces: an absence, a new address, a wish for more. */
const NONE = new Set(['AutoResponder', 'AddressChange', 'ChallengeVerification', 'Subscribe', 'OpenRelayTest'])
/** Only these are final; of all others the next letter may arrive. */
const KINDS: Readonly<Record<string, ProviderEvent['kind']>> = {
  HardBounce: 'bounced',
  BadEmailAddress: 'bounced',
  Transient: 'delayed',
  SpamComplaint: 'complained',
  ManuallyDeactivated: 'suppressed',
  Unsubscribe: 'opted_out',
}
const REASONS: Readonly<Record<string, string>> = {
  SpamNotification: 'filtered',
  VirusNotification: 'filtered',
  Blocked: 'blocked',
  DMARCPolicy: 'provider_account',
  SMTPApiError: 'refused',
}

function kindOf(record: string | null, type: string): ProviderEvent['kind'] | null {
  if (record === 'Delivery') return 'delivered'
  if (record === 'SpamComplaint') return 'complained'
  if (record !== 'Bounce' || type === '' || NONE.has(type)) return null
  return KINDS[type] ?? 'failed'
}

/** A callback of Postmark in our form; null for what does not concern a notice. */
export function postmarkEvent(body: unknown, now: number): Told | null {
  const record = textAt(body, 'RecordType')
  const type = textAt(body, 'Type') ?? ''
  const kind = kindOf(record, type)
  const providerId = textAt(body, 'MessageID')
  if (kind === null || providerId === null) return null
  return {
    // Postmark numbers bounces, not deliveries.
    id: `${record}:${textAt(body, 'ID') ?? providerId}`,
    event: {
      kind,
      channel: 'email',
      letter: uuidOr(textAt(body, 'Metadata', 'letter')),
      providerId,
      address: textAt(body, 'Recipient') ?? textAt(body, 'Email'),
      reason: kind === 'bounced' ? 'bad_address' : kind === 'failed' ? (REASONS[type] ?? 'mailbox_unavailable') : null,
      at: isoOr(textAt(body, 'DeliveredAt') ?? textAt(body, 'BouncedAt'), now),
    },
  }
}

/** Callbacks of Postmark, which signs nothing: a user and a password stand in the address that it was given. */
export const postmarkEvents: Handler = async (request, deps) => {
  const user = deps.env('POSTMARK_WEBHOOK_USER') ?? ''
  if (!isBasic(request.headers, user, deps.env('POSTMARK_WEBHOOK_PASSWORD') ?? ''))
    return answer(401, 'user or password')
  const told = postmarkEvent(jsonOf(await request.text()), deps.now())
  return store(deps, 'postmark', told === null ? [] : [told])
}
