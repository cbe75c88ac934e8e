import { FAILED_DELIVERIES } from '../../../shared/packages/deliveries.ts'
import { WAITING_STATUSES } from '../../../shared/packages/lifecycle.ts'
import { UNTOLD_STATUSES } from '../../../shared/packages/notices.ts'
import { sqlList } from '../sql.ts'

const HERE = `p.deleted_at IS NULL AND p.status IN ${sqlList(WAITING_STATUSES)}`

/**
 * Whether a notice `n` of the parcel `p` is still to be sent, as SQL: the rule of shared/packages/notices.ts. Asked when it is
 * read and not kept: what other desks did may have come since it was prepared.
 */
export const NOTICE_WAITS = `(n.state = 'waiting' AND n.deleted_at IS NULL AND ${HERE}
  AND (n.kind <> 'arrived' OR n.again_of IS NOT NULL OR p.status IN ${sqlList(UNTOLD_STATUSES)})
  AND n.resident_id IS p.resident_id
  AND NOT EXISTS (
    SELECT 1 FROM notices o
    WHERE o.package_id = n.package_id AND o.state = 'waiting' AND o.deleted_at IS NULL
      AND o.resident_id IS n.resident_id AND o.kind = n.kind AND o.step = n.step AND o.again_of IS n.again_of
      AND (coalesce(o.change_seq, 9007199254740991), o.id) < (coalesce(n.change_seq, 9007199254740991), n.id)))`

/**
 * Whether the delivery `d` of the notice `n` of the parcel `p` reached nobody and somebody has to deal with it: the parcel is here
 * and still theirs, nobody settled the notice, and neither the person's next channel nor another try answers it.
 */
export const DELIVERY_OPEN = `(d.state IN ${sqlList(FAILED_DELIVERIES)} AND d.deleted_at IS NULL AND n.deleted_at IS NULL
  AND ${HERE} AND n.resident_id IS p.resident_id AND n.settled_as IS NULL
  AND NOT EXISTS (SELECT 1 FROM notice_deliveries s WHERE s.notice_id = d.notice_id AND s.person_id IS d.person_id
    AND s.state IN ('leaving', 'accepted', 'delayed', 'delivered') AND s.deleted_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM notices a WHERE a.again_of = d.id AND a.state <> 'cancelled' AND a.deleted_at IS NULL))`

/**
 * Whether `n` is the last reminder of the parcel `p` in the building `b` and nothing more leaves by itself: its step is the last of the
 * building's for this kind of parcel, and the parcel is here, theirs and not kept on purpose.
 */
export const LAST_REMINDER = `(n.kind = 'reminder' AND n.state <> 'waiting' AND n.deleted_at IS NULL
  AND p.deleted_at IS NULL AND p.status IN ${sqlList(['received', 'notified'])} AND n.resident_id IS p.resident_id
  AND n.step >= json_array_length(CASE WHEN p.kind = 'food' OR p.perishable THEN b.food_reminder_hours ELSE b.reminder_days END))`

/**
 * Since when somebody has to decide about a parcel whose last reminder `n` is: a day after it left, and a week after somebody told
 * them; of food an hour and a day.
 */
export const DECIDED_FROM = `strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(n.settled_at, n.sent_at, n.send_after),
  CASE WHEN p.kind = 'food' OR p.perishable THEN iif(n.settled_at IS NULL, '+1 hours', '+1 days')
  ELSE iif(n.settled_at IS NULL, '+1 days', '+7 days') END)`
