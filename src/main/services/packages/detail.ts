import type { Response } from '../../../shared/contract/index.ts'
import type { PackageEvent, Proof } from '../../../shared/contract/packages.ts'
import type { PrintJob } from '../../../shared/contract/printing.ts'
import { isWaiting, stepsFrom, STEPS } from '../../../shared/packages/lifecycle.ts'
import { may } from '../../../shared/staff/permissions.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import type { Directory } from '../directory/index.ts'
import { NOTICE_WAITS } from '../parcel/noticeWaits.ts'
import { PLACE_OF } from '../parcel/event.ts'
import { packageRow } from '../parcel/rows.ts'

/** One parcel with its whole history. */
export function createDetail(
  { store }: ServiceDeps,
  directory: Pick<Directory, 'care'>,
  jobsOf: (packageId: string) => PrintJob[],
) {
  const events = (packageId: string): PackageEvent[] => {
    const rows = store
      .prepare(
        `SELECT e.id, e.act_id, e.type, e.from_status, e.to_status, e.at, e.detail, s.display_name AS actor, d.name AS desk, e.proved_by AS proof,
           EXISTS (SELECT 1 FROM package_events u WHERE u.undoes_act_id = e.act_id) AS undone
         FROM package_events e LEFT JOIN staff s ON s.id = e.actor_id LEFT JOIN desks d ON d.id = e.desk_id
         WHERE e.package_id = ? ORDER BY ${PLACE_OF('e')}, e.rowid`,
      )
      .all(packageId) as {
      id: string
      act_id: string
      type: PackageEvent['type']
      from_status: PackageEvent['fromStatus']
      to_status: PackageEvent['toStatus']
      at: string
      detail: string
      actor: string | null
      desk: string | null
      proof: PackageEvent['proof']
      undone: number
    }[]
    return rows.map((row) => ({
      id: row.id,
      actId: row.act_id,
      type: row.type,
      fromStatus: row.from_status,
      toStatus: row.to_status,
      actor: row.actor ?? '',
      desk: row.desk ?? '',
      proof: row.proof,
      at: row.at,
      detail: JSON.parse(row.detail) as PackageEvent['detail'],
      undone: row.undone === 1,
    }))
  }

  return {
    get(actor: Actor, id: string): Response<'packages.get'> {
      const row = packageRow(store, id)
      const own = store.prepare('SELECT raw_barcode, deleted_at FROM packages WHERE id = ?').get(id) as {
        raw_barcode: string | null
        deleted_at: string | null
      }
      const handover = store
        .prepare(
          `SELECT h.collected_by, h.proof, h.signature, h.at, s.display_name FROM handovers h LEFT JOIN staff s ON s.id = h.handed_by
           WHERE h.package_id = ? AND h.deleted_at IS NULL`,
        )
        .get(id) as
        | { collected_by: string; proof: Proof; signature: string | null; at: string; display_name: string | null }
        | undefined
      const notice = store
        .prepare(
          `SELECT iif(n.state = 'waiting' AND NOT ${NOTICE_WAITS}, 'cancelled', n.state) AS state, n.language, n.send_after
           FROM notices n JOIN packages p ON p.id = n.package_id WHERE n.package_id = ? AND n.deleted_at IS NULL
           ORDER BY ${NOTICE_WAITS} DESC, ${PLACE_OF('n')} DESC, n.rowid DESC LIMIT 1`,
        )
        .get(id) as
        | { state: 'waiting' | 'sent' | 'failed' | 'cancelled'; language: 'fr' | 'en'; send_after: string }
        | undefined
      return {
        ...row,
        // Of a parcel that has left it no longer matters.
        care: isWaiting(row.status)
          ? directory.care({ unitId: row.unit?.id ?? null, residentId: row.resident?.id ?? null })
          : null,
        rawBarcode: own.raw_barcode,
        removed: own.deleted_at !== null,
        events: events(id),
        handover: handover
          ? {
              collectedBy: handover.collected_by,
              proof: handover.proof,
              signature: handover.signature,
              handedBy: handover.display_name ?? '',
              at: handover.at,
            }
          : null,
        printJobs: jobsOf(id),
        notice: notice ? { state: notice.state, language: notice.language, sendAfter: notice.send_after } : null,
        steps: own.deleted_at ? [] : stepsFrom(row.status).filter((step) => may(actor.role, STEPS[step].permission)),
      }
    },
  }
}
