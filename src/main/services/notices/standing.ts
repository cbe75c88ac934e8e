import type { Response } from '../../../shared/contract/index.ts'
import type { ServiceDeps } from '../deps.ts'
import { WAITING } from '../parcel/rows.ts'
import { DECIDED_FROM, DELIVERY_OPEN, LAST_REMINDER, NOTICE_WAITS } from '../parcel/noticeWaits.ts'

// From what waits, some hundreds of rows: what failed over the years is never walked through.
const FAILED = `SELECT p.id, p.received_at AS at, NOT EXISTS (
    SELECT 1 FROM notices m LEFT JOIN notice_deliveries g ON g.notice_id = m.id AND g.deleted_at IS NULL
    WHERE m.package_id = p.id AND m.deleted_at IS NULL
      AND (g.state IN ('leaving', 'accepted', 'delayed', 'delivered') OR g.id IS NULL AND m.state IN ('waiting', 'sent'))) AS nobody,
    NULL AS over
  FROM packages p CROSS JOIN notices n ON n.package_id = p.id CROSS JOIN notice_deliveries d ON d.notice_id = n.id
  WHERE ${WAITING} AND ${DELIVERY_OPEN}`
const OVER = `SELECT p.id, p.received_at AS at, 0 AS nobody, coalesce(n.sent_at, n.send_after) AS over
  FROM packages p CROSS JOIN notices n ON n.package_id = p.id CROSS JOIN buildings b ON b.id = p.building_id
  WHERE ${WAITING} AND ${LAST_REMINDER} AND ${DECIDED_FROM} <= ?`
/** Parcels about which somebody at the desk has to do something. The parameter is now. */
export const OPEN_PARCELS = `SELECT id, max(at) AS at, max(nobody) AS nobody, max(over) AS over FROM (${FAILED} UNION ALL ${OVER}) GROUP BY id`

/** How it stands with notices: how many ask for somebody, and since when one is late. */
export function createStanding({ store, ports }: ServiceDeps, sends: () => boolean) {
  return {
    status(): Response<'notices.status'> {
      const { open, nobody } = store
        .prepare<{ open: number; nobody: number }>(
          `SELECT count(*) AS open, coalesce(sum(nobody), 0) AS nobody FROM (${OPEN_PARCELS})`,
        )
        .get(ports.now().toISOString())!
      return { sends: sends(), open, nobody, dueSince: sends() ? dueSince(store, ports.now()) : null }
    },

    dueSince: (): string | null => dueSince(store, ports.now()),
  }
}

/** Since when the oldest notice ought to have left: of those that the server has taken up by its own word of when. */
function dueSince(store: Pick<ServiceDeps['store'], 'prepare'>, now: Date): string | null {
  const due = store
    .prepare<{ at: string | null }>(
      `SELECT min(at) AS at FROM (
         SELECT max(n.send_after, coalesce((SELECT min(d.leaves_at) FROM notice_deliveries d
           WHERE d.notice_id = n.id AND d.state = 'leaving' AND d.deleted_at IS NULL), '')) AS at
         FROM packages p CROSS JOIN notices n ON n.package_id = p.id WHERE ${WAITING} AND ${NOTICE_WAITS})
       WHERE at <= ?`,
    )
    .get(now.toISOString())
  return due?.at ?? null
}
