import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { letterChannel } from '../../../shared/contract/notices.ts'
import type { NoticeKind } from '../../../shared/packages/noticeWords.ts'
import type { Store } from '../../store/open.ts'
import { JOIN_PERSON, ROWS_OF } from '../merged.ts'
import { DELIVERY_COLUMNS, deliveryLine, type DeliveryRecord } from './lines.ts'

/** So many are shown: what a desk is asked about is of these weeks. */
const SHOWN = 20

interface NoticeOfPerson extends DeliveryRecord {
  notice_id: string
  kind: NoticeKind
  step: number
  again_of: string | null
  send_after: string
  package_id: string
  short_number: string
}

/** What somebody was told, the newest first, and the channels by which the last letter said that no other arrives. */
export function noticesOfPerson(
  store: Pick<Store, 'prepare'>,
  { residentId }: Parsed<'notices.ofPerson'>,
): Response<'notices.ofPerson'> {
  const rows = store
    .prepare<NoticeOfPerson>(
      `SELECT ${DELIVERY_COLUMNS}, n.id AS notice_id, n.kind, n.step, n.again_of, n.send_after, p.id AS package_id, p.short_number
       FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id JOIN packages p ON p.id = n.package_id ${JOIN_PERSON('d.person_id')}
       WHERE d.person_id IN (${ROWS_OF('?')}) AND d.deleted_at IS NULL AND n.deleted_at IS NULL
       ORDER BY n.send_after DESC, n.id, d.id LIMIT ${SHOWN + 1}`,
    )
    .all(residentId)
  const shown = rows.slice(0, SHOWN)
  return {
    lines: shown.map((row) => ({
      noticeId: row.notice_id,
      kind: row.kind,
      step: row.step,
      again: row.again_of !== null,
      ...deliveryLine(row, row),
      package: { id: row.package_id, shortNumber: row.short_number },
    })),
    more: rows.length > shown.length,
    stopped: letterChannel.options.flatMap((channel) => stopOf(channel, shown)),
  }
}

const STOPS = ['bounced', 'complained', 'suppressed'] as const
type Stopped = Response<'notices.ofPerson'>['stopped'][number]

/** Whether nothing goes by a channel any more, by the last that was heard of it. */
function stopOf(channel: Stopped['channel'], rows: readonly NoticeOfPerson[]): Stopped[] {
  const last = rows.find(
    (row) => row.channel === channel && row.state !== 'leaving' && row.state !== 'dropped' && row.state !== 'failed',
  )
  const isStop = STOPS.some((state) => state === last?.state)
  if (!last || !isStop) return []
  const by = last.state === 'suppressed' ? last.reason : last.state
  const why = by === 'opted_out' || by === 'complained' ? by : 'bounced'
  return [{ channel, why, at: last.ended_at ?? last.send_after }]
}
