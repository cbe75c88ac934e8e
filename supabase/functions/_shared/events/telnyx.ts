import { answer, type Handler } from '../ports.ts'
import { textAt } from '../providers/http.ts'
import { isoOr, jsonOf, store, uuidOr, type ProviderEvent, type Told } from './event.ts'
import { isOptOut } from './optOut.ts'
import { isFromTelnyx } from './signatures.ts'

const STATES: Readonly<Record<string, ProviderEvent['kind']>> = {
  sent: 'accepted',
  delivered: 'delivered',
  sending_failed: 'failed',
  delivery_failed: 'failed',
  delivery_unconfirmed: 'accepted',
}
const REASONS: Readonly<Record<string, string>> = {
  40001: 'not_mobile',
  40002: 'filtered',
  40015: 'filtered',
  40322: 'filtered',
  // Our number is blocked, unfit, or not verified.
  40003: 'provider_account',
  40010: 'provider_account',
  40013: 'provider_account',
  40329: 'provider_account',
  40005: 'phone_off',
  40006: 'phone_off',
  40012: 'bad_number',
  40310: 'bad_number',
}

/** A callback of Telnyx in our form: the state of a sending, or what a person answered. */
export function telnyxEvent(body: unknown, letter: string | null, now: number): Told | null {
  const id = textAt(body, 'data', 'id')
  const type = textAt(body, 'data', 'event_type')
  if (id === null) return null
  const common = {
    channel: 'sms' as const,
    letter: uuidOr(letter),
    providerId: textAt(body, 'data', 'payload', 'id'),
    at: isoOr(textAt(body, 'data', 'occurred_at'), now),
  }
  if (type === 'message.received') {
    if (!isOptOut(textAt(body, 'data', 'payload', 'text') ?? '')) return null
    const address = textAt(body, 'data', 'payload', 'from', 'phone_number')
    return { id, event: { ...common, kind: 'opted_out', address, reason: null } }
  }
  const kind = STATES[textAt(body, 'data', 'payload', 'to', 0, 'status') ?? '']
  if (kind === undefined || (type !== 'message.sent' && type !== 'message.finalized')) return null
  const error = (name: string): string => textAt(body, 'data', 'payload', 'errors', 0, name) ?? ''
  const code = error('code')
  // A callback has this code for numbers that cannot be reached, too.
  const isStopped = code === '40300' && /\bSTOP\b/.test(`${error('title')} ${error('detail')}`)
  return {
    id,
    event: {
      ...common,
      kind: isStopped ? 'suppressed' : kind,
      address: textAt(body, 'data', 'payload', 'to', 0, 'phone_number'),
      reason: isStopped ? 'opted_out' : kind === 'failed' ? (REASONS[code] ?? 'refused') : null,
    },
  }
}

/** Callbacks of Telnyx. */
export const telnyxEvents: Handler = async (request, deps) => {
  const body = await request.text()
  if (!(await isFromTelnyx(request.headers, body, deps.env('TELNYX_PUBLIC_KEY') ?? '', deps.now())))
    return answer(401, 'signature')
  const told = telnyxEvent(jsonOf(body), new URL(request.url).searchParams.get('letter'), deps.now())
  return store(deps, 'telnyx', told === null ? [] : [told])
}
