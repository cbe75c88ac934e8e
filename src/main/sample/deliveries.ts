import type { NewRow, TableRow } from '../store/schema.ts'
import type { DeliveryState } from '../../shared/packages/noticeWords.ts'
import { MINUTE_MS, type SampleParts } from './parts.ts'

export type NoticeMade = Extract<TableRow, { table: 'notices' }>['row']
type Made = Pick<NewRow<'notice_deliveries'>, 'channel'> & { reason: string | null; state: DeliveryState }

/** What is not the rule, so that a screen shows each once: the rest was delivered. */
const APART: readonly Made[] = [
  { channel: 'email', state: 'bounced', reason: 'bad_address' },
  { channel: 'sms', state: 'failed', reason: 'phone_off' },
  { channel: 'none', state: 'failed', reason: 'nobody_reachable' },
  { channel: 'email', state: 'delayed', reason: 'delayed_by_server' },
  { channel: 'email', state: 'accepted', reason: null },
  { channel: 'email', state: 'complained', reason: 'complained' },
  { channel: 'sms', state: 'accepted', reason: null },
]
/** Those that are not the rule stand this far apart among what waits. */
const EACH = 4

/** What became of the notices of the parcels that are still here: as a project's sender would have written it. */
export function* sampleDeliveries({ id, row }: SampleParts, notices: readonly NoticeMade[]): Generator<TableRow> {
  const left = notices.filter(({ state }) => state === 'sent').toReversed()
  for (const [n, notice] of left.entries()) {
    const { channel, state, reason } = (n % EACH === 1 && APART[(n - 1) / EACH]) || {
      channel: notice.channel === 'sms' ? ('sms' as const) : ('email' as const),
      state: 'delivered' as const,
      reason: null,
    }
    const due = new Date(notice.send_after)
    const at = (minutes: number) => new Date(due.getTime() + minutes * MINUTE_MS)
    const isFailed = state === 'failed' || state === 'bounced' || state === 'complained'
    const isAccepted = state !== 'failed'
    const changed = at(state === 'accepted' ? 0 : 1)
    yield row('notice_deliveries', due, {
      id: id(due),
      notice_id: notice.id,
      person_id: channel === 'none' ? null : (notice.resident_id ?? null),
      channel,
      state,
      reason,
      letter_id: null,
      provider: null,
      leaves_at: null,
      accepted_at: isAccepted ? due.toISOString() : null,
      delivered_at: state === 'delivered' ? changed.toISOString() : null,
      ended_at: isFailed ? changed.toISOString() : null,
      updated_at: changed.toISOString(),
    })
  }
}
