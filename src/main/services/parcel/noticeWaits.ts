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
