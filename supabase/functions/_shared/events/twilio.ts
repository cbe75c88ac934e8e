import { publicUrl } from '../links.ts'
import { answer, type Handler } from '../ports.ts'
import { store, uuidOr, type ProviderEvent, type Told } from './event.ts'
import { isOptOut } from './optOut.ts'
import { isFromTwilio } from './signatures.ts'

const KINDS: Readonly<Record<string, ProviderEvent['kind']>> = {
  sent: 'accepted',
  delivered: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
}
const REASONS: Readonly<Record<string, string>> = {
  21610: 'opted_out',
  // The account is suspended, the toll-free number is not verified.
  30002: 'provider_account',
  30032: 'provider_account',
  30003: 'phone_off',
  30004: 'blocked',
  30005: 'bad_number',
  30006: 'not_mobile',
  30007: 'filtered',
}

/** A callback of Twilio in our form: the state of a sending, or what a person answered. */
export function twilioEvent(form: URLSearchParams, letter: string | null, now: number): Told | null {
  const sid = form.get('MessageSid') ?? form.get('SmsSid')
  if (sid === null) return null
  const at = new Date(now).toISOString()
  const common = { channel: 'sms' as const, letter: uuidOr(letter), providerId: sid, at }
  const body = form.get('Body')
  if (body !== null && form.get('MessageStatus') === null) {
    if (!isOptOut(body) && form.get('OptOutType') !== 'STOP') return null
    return { id: `${sid}:opted_out`, event: { ...common, kind: 'opted_out', address: form.get('From'), reason: null } }
  }
  const status = form.get('MessageStatus') ?? ''
  const kind = KINDS[status]
  if (kind === undefined) return null
  const code = form.get('ErrorCode') ?? ''
  return {
    id: `${sid}:${status}`,
    event: {
      ...common,
      kind: code === '21610' ? 'suppressed' : kind,
      address: form.get('To'),
      reason: kind === 'failed' ? (REASONS[code] ?? 'refused') : null,
    },
  }
}

/** Callbacks of Twilio. It signs the address that it was given, which is not the one that a function sees. */
export const twilioEvents: Handler = async (request, deps) => {
  const { search, searchParams } = new URL(request.url)
  const form = new URLSearchParams(await request.text())
  const url = `${publicUrl(deps.env)}/twilio-events${search}`
  if (!(await isFromTwilio(request.headers, url, form, deps.env('TWILIO_AUTH_TOKEN') ?? '')))
    return answer(401, 'signature')
  const told = twilioEvent(form, searchParams.get('letter'), deps.now())
  const stored = await store(deps, 'twilio', told === null ? [] : [told])
  // An empty answer in its own language: a person who wrote gets no reply from us.
  return form.has('MessageStatus')
    ? stored
    : new Response('<Response/>', { headers: { 'content-type': 'text/xml; charset=utf-8' } })
}
