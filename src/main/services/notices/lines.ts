import type { NoticeLine } from '../../../shared/contract/notices.ts'
import { standOf } from '../../../shared/packages/deliveries.ts'
import type { DeliveryState, NoticeKind } from '../../../shared/packages/noticeWords.ts'
import { leavesAt } from '../../../shared/packages/quiet.ts'
import type { Store } from '../../store/open.ts'
import type { Place } from '../deps.ts'
import { JOIN_PERSON } from '../merged.ts'
import { PLACE_OF } from '../parcel/event.ts'
import { personName } from '../parcel/rows.ts'
import { recipientsOf, waysTo, type LetterChannel, type Recipient } from './recipients.ts'
import { DELIVERY_OPEN, NOTICE_WAITS } from '../parcel/noticeWaits.ts'

interface NoticeRecord {
  id: string
  kind: NoticeKind
  step: number
  again_of: string | null
  channel: LetterChannel | 'app' | 'in_person' | null
  state: 'waiting' | 'sent' | 'failed' | 'cancelled'
  send_after: string
  sent_at: string | null
  settled_as: string | null
  settled_at: string | null
  waits: number
  unit_id: string | null
  resident_id: string | null
}
export interface DeliveryRecord {
  id: string
  person_id: string | null
  given_name: string | null
  family_name: string | null
  email: string | null
  phones: string | null
  channel: NoticeLine['channel']
  state: DeliveryState
  reason: string | null
  leaves_at: string | null
  accepted_at: string | null
  delivered_at: string | null
  ended_at: string | null
  open: number
}

/** What `deliveryLine` reads of a delivery `d` at the person `r`. */
export const DELIVERY_COLUMNS = `d.id, r.id AS person_id, r.given_name, r.family_name, r.email, r.phones, d.channel, d.state, d.reason,
  d.leaves_at, d.accepted_at, d.delivered_at, d.ended_at, ${DELIVERY_OPEN} AS open`

type Line = Omit<NoticeLine, 'noticeId' | 'kind' | 'step' | 'again'>
const UNSAID: Pick<Line, 'deliveryId' | 'reason' | 'open' | 'others'> = {
  deliveryId: null,
  reason: null,
  open: false,
  others: [],
}

/** How the notices of a parcel stand, the newest first, each at every person and channel. */
export function noticeLines(
  store: Pick<Store, 'prepare'>,
  place: Pick<Place, 'building'>,
  packageId: string,
  today: string,
): NoticeLine[] {
  const notices = store
    .prepare<NoticeRecord>(
      `SELECT n.id, n.kind, n.step, n.again_of, n.channel, n.state, n.send_after, n.sent_at, n.settled_as, n.settled_at,
         ${NOTICE_WAITS} AS waits, p.unit_id, p.resident_id
       FROM notices n JOIN packages p ON p.id = n.package_id WHERE n.package_id = ? AND n.deleted_at IS NULL
       ORDER BY ${PLACE_OF('n')} DESC, n.rowid DESC`,
    )
    .all(packageId)
  return notices.flatMap((notice) => {
    const lines = linesOf(store, place, notice, today)
    return lines.map((line) => ({
      noticeId: notice.id,
      kind: notice.kind,
      step: notice.step,
      again: notice.again_of !== null,
      ...line,
    }))
  })
}

function linesOf(
  store: Pick<Store, 'prepare'>,
  place: Pick<Place, 'building'>,
  notice: NoticeRecord,
  today: string,
): Line[] {
  const deliveries = store
    .prepare<DeliveryRecord>(
      `SELECT ${DELIVERY_COLUMNS} FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id JOIN packages p ON p.id = n.package_id
       ${JOIN_PERSON('d.person_id')} WHERE d.notice_id = ? AND d.deleted_at IS NULL ORDER BY r.family_name, r.given_name, d.channel, d.id`,
    )
    .all(notice.id)
  const settled: Line[] =
    notice.settled_as === 'told' || notice.settled_as === 'slip'
      ? [{ ...UNSAID, person: null, channel: null, stand: notice.settled_as, at: notice.settled_at }]
      : []
  if (deliveries.length > 0) return [...settled, ...deliveries.map((delivery) => deliveryLine(delivery, notice))]
  if (notice.waits === 1) return foreseen(store, place, notice, today)
  if (settled.length > 0 || notice.state === 'cancelled') return settled
  const told = notice.channel === 'in_person'
  const by = notice.channel === 'email' || notice.channel === 'sms' ? notice.channel : null
  return notice.state === 'sent'
    ? [{ ...UNSAID, person: null, channel: by, stand: told ? 'told' : 'sent', at: notice.sent_at }]
    : []
}

/** A delivery as screens say it: the time is that of where it stands. */
export function deliveryLine(delivery: DeliveryRecord, notice: Pick<NoticeRecord, 'send_after'>): Line {
  const stand = standOf(delivery.state)
  const { ended_at: ended, delivered_at: arrived, accepted_at: accepted, leaves_at: leaves } = delivery
  const times = { failed: ended, dropped: ended, delivered: arrived, waiting: leaves ?? notice.send_after }
  const person =
    delivery.person_id === null
      ? null
      : { id: delivery.person_id, name: personName(delivery.given_name, delivery.family_name) }
  return {
    deliveryId: delivery.id,
    person,
    channel: delivery.channel,
    stand,
    at: (times as Partial<Record<typeof stand, string | null>>)[stand] ?? accepted ?? ended,
    reason: delivery.reason,
    open: delivery.open === 1,
    others:
      delivery.open === 1 && person
        ? waysTo({ email: delivery.email, phones: delivery.phones ?? '[]' }).filter((way) => way !== delivery.channel)
        : [],
  }
}

/** Before the server has taken it up: to whom it goes and when, by what this desk knows of them. */
function foreseen(
  store: Pick<Store, 'prepare'>,
  { building }: Pick<Place, 'building'>,
  notice: NoticeRecord,
  today: string,
): Line[] {
  const line = (to: Recipient | null): Line => {
    const way = to === null ? null : (asked(notice, to) ?? to.ways[0] ?? null)
    return {
      ...UNSAID,
      person: to && { id: to.residentId, name: to.name },
      channel: way ?? 'none',
      stand: 'waiting',
      at: way === 'sms' || notice.kind === 'reminder' ? leavesAt(building, notice.send_after) : notice.send_after,
    }
  }
  const all = recipientsOf(store, { residentId: notice.resident_id, unitId: notice.unit_id }, today)
  const only = notice.again_of === null ? null : personOfDelivery(store, notice.again_of)
  const told = only === null ? all : all.filter(({ residentId }) => residentId === only)
  return told.length === 0 ? [line(null)] : told.map(line)
}

const asked = ({ channel }: NoticeRecord, { ways }: Recipient): LetterChannel | null =>
  ways.find((way) => way === channel) ?? null

const personOfDelivery = (store: Pick<Store, 'prepare'>, id: string): string | null =>
  store
    .prepare<{ id: string | null }>(`SELECT r.id FROM notice_deliveries d ${JOIN_PERSON('d.person_id')} WHERE d.id = ?`)
    .get(id)?.id ?? null
