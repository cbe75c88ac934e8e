import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import { selectPackages, WAITING } from '../parcel/rows.ts'
import { noticeLines } from './lines.ts'
import { DELIVERY_OPEN, NOTICE_WAITS } from '../parcel/noticeWaits.ts'

/** So many are shown at once: more than a day of a large building. */
const SHOWN = 100

// From what waits, some hundreds of rows: what failed over the years is never walked through.
const OPEN_PARCELS = `SELECT p.id, max(p.received_at) AS at, NOT EXISTS (
    SELECT 1 FROM notices m LEFT JOIN notice_deliveries g ON g.notice_id = m.id AND g.deleted_at IS NULL
    WHERE m.package_id = p.id AND m.deleted_at IS NULL
      AND (g.state IN ('leaving', 'accepted', 'delayed', 'delivered') OR g.id IS NULL AND m.state IN ('waiting', 'sent'))) AS nobody
  FROM packages p CROSS JOIN notices n ON n.package_id = p.id CROSS JOIN notice_deliveries d ON d.notice_id = n.id
  WHERE ${WAITING} AND ${DELIVERY_OPEN} GROUP BY p.id`

/** How it stands with notices: of one parcel, and of all whose people no letter reached. */
export function createStanding({ store, ports, place }: ServiceDeps, sends: () => boolean) {
  const today = () => todayAt({ ports, place })

  return {
    ofParcel({ packageId }: Parsed<'notices.ofParcel'>): Response<'notices.ofParcel'> {
      return { lines: noticeLines(store, place, packageId, today()), sends: sends() }
    },

    open({ nobody }: Parsed<'notices.open'>): Response<'notices.open'> {
      const found = store
        .prepare<{ id: string }>(`SELECT id FROM (${OPEN_PARCELS}) WHERE nobody OR ? = 0 ORDER BY at, id`)
        .all(nobody ? 1 : 0)
      const ids = found.slice(0, SHOWN).map(({ id }) => id)
      const rows = selectPackages(
        store,
        'p.id IN (SELECT value FROM json_each(?))',
        'ORDER BY p.received_at, p.id',
        JSON.stringify(ids),
      )
      const day = today()
      return {
        rows: rows.map((row) => ({
          package: row,
          lines: noticeLines(store, place, row.id, day).filter(({ open }) => open),
        })),
        more: found.length - ids.length,
      }
    },

    status(): Response<'notices.status'> {
      const { open, nobody } = store
        .prepare<{ open: number; nobody: number }>(
          `SELECT count(*) AS open, coalesce(sum(nobody), 0) AS nobody FROM (${OPEN_PARCELS})`,
        )
        .get()!
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
