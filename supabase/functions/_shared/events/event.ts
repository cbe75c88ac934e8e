import { answer, type Deps } from '../ports.ts'
import { rpc } from '../rpc.ts'

/** What a provider tells of a letter, in one form for all of them. */
export interface ProviderEvent {
  kind: 'accepted' | 'delayed' | 'delivered' | 'failed' | 'bounced' | 'complained' | 'suppressed' | 'opted_out'
  channel: 'email' | 'sms'
  /** The letter's id where the event carries it, else the provider's own id of the sending. */
  letter: string | null
  providerId: string | null
  /** Whom it is about: an opt-out names only this. */
  address: string | null
  /** A code; the desk has the words. */
  reason: string | null
  at: string
}
/** One event, with the id under which the provider may tell it again. */
export interface Told {
  id: string
  event: ProviderEvent
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** An id as the database takes it; anything else a provider sends is none of ours. */
export const uuidOr = (text: string | null): string | null => (text !== null && UUID.test(text) ? text : null)

/** Stores what was told, each event once, and tells the provider that it need not come again. */
export async function store(deps: Deps, provider: string, told: readonly Told[]): Promise<Response> {
  for (const { id, event } of told) await rpc(deps, 'provider_event', { provider, event_id: id, event })
  return answer(200, 'ok')
}

/** A body of JSON, or null: after its signature was found right, a body without sense is thrown away. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

/** A provider's own time as ISO, or `now` where it tells none. */
export const isoOr = (text: string | null, now: number): string => {
  const at = Date.parse(text ?? '')
  return new Date(Number.isFinite(at) ? at : now).toISOString()
}
