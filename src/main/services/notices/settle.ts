import { DeskError } from '../../../shared/contract/errors.ts'
import type { Settlement } from '../../../shared/packages/noticeWords.ts'
import type { Tx } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import type { EventDetail } from '../parcel/event.ts'
import { afterGrace, waitingNotices } from './prepare.ts'
import { DELIVERY_OPEN, LAST_REMINDER } from '../parcel/noticeWaits.ts'

const NONE = { settled_as: null, settled_at: null, settled_by: null } as const
const settlement = (tx: Tx, actor: Actor, as: Settlement) => ({
  settled_as: as,
  settled_at: tx.at,
  settled_by: actor.id,
})

/**
 * Somebody at the desk did what letters ought to do: those that wait need not leave any more, and those that reached nobody, and
 * what comes after the last reminder, are dealt with. Answers what an undo needs.
 */
export function settleNotices(tx: Tx, actor: Actor, packageId: string, as: 'told' | 'slip'): EventDetail {
  const failed = tx
    .prepare<{ id: string }>(
      `SELECT n.id FROM notices n JOIN packages p ON p.id = n.package_id
       JOIN notice_deliveries d ON d.notice_id = n.id WHERE n.package_id = ? AND ${DELIVERY_OPEN}
       UNION SELECT n.id FROM notices n JOIN packages p ON p.id = n.package_id JOIN buildings b ON b.id = p.building_id
       WHERE n.package_id = ? AND ${LAST_REMINDER} ORDER BY n.id`,
    )
    .all(packageId, packageId)
    .map(({ id }) => id)
  const waiting = waitingNotices(tx, packageId)
  for (const id of waiting)
    tx.patch('notices', id, { state: 'sent', channel: 'in_person', sent_at: tx.at, ...settlement(tx, actor, as) })
  for (const id of failed) if (!waiting.includes(id)) tx.patch('notices', id, settlement(tx, actor, as))
  const settled = failed.filter((id) => !waiting.includes(id))
  return {
    ...(settled.length > 0 && { settled: settled.join(',') }),
    ...(waiting.length > 0 && { waited: waiting.join(',') }),
  }
}

const listed = (value: EventDetail[string] | undefined): string[] =>
  typeof value === 'string' && value !== '' ? value.split(',') : []

/** Takes back what `settleNotices` or another try did: what asked for somebody asks again, what had not left waits a grace period again. */
export function unsettleNotices(tx: Tx, place: ServiceDeps['place'], detail: EventDetail): void {
  const there = (id: string) => {
    const notice = tx.get('notices', id)
    return notice?.deleted_at === null ? notice : undefined
  }
  for (const id of listed(detail['settled'])) if (there(id)) tx.patch('notices', id, NONE)
  for (const id of listed(detail['waited']))
    if (there(id))
      tx.patch('notices', id, {
        state: 'waiting',
        channel: null,
        send_after: afterGrace(place, tx.at),
        sent_at: null,
        ...NONE,
      })
  for (const id of listed(detail['made']))
    if (there(id)?.state === 'waiting') tx.patch('notices', id, { state: 'cancelled' })
}

/** Another try at a delivery that failed, as a notice of its own. */
export function makeAnother(
  tx: Tx,
  { actor, place }: { actor: Actor; place: ServiceDeps['place'] },
  deliveryId: string,
  channel: 'email' | 'sms' | null,
): { packageId: string; leavesAt: string; detail: EventDetail } {
  const open = tx
    .prepare<{ notice_id: string; package_id: string; language: 'fr' | 'en' | null }>(
      `SELECT n.id AS notice_id, n.package_id, r.language FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id
       JOIN packages p ON p.id = n.package_id LEFT JOIN residents r ON r.id = d.person_id WHERE d.id = ? AND ${DELIVERY_OPEN}`,
    )
    .get(deliveryId)
  const first = open && tx.get('notices', open.notice_id)
  if (!first) throw new DeskError('NOT_FOUND')
  const leavesAt = afterGrace(place, tx.at)
  const { id } = tx.insert('notices', {
    package_id: first.package_id,
    resident_id: first.resident_id,
    channel,
    language: open.language ?? first.language,
    template: first.template,
    kind: first.kind,
    step: first.step,
    again_of: deliveryId,
    state: 'waiting',
    send_after: leavesAt,
    sent_at: null,
    error: null,
  })
  const as = channel === null ? 'corrected' : 'other_channel'
  tx.patch('notices', first.id, settlement(tx, actor, as))
  return {
    packageId: first.package_id,
    leavesAt,
    detail: { as, channel, again: deliveryId, made: id, settled: first.id },
  }
}
