import type { Store } from '../../store/open.ts'
import { JOIN_PERSON } from '../merged.ts'
import { personName } from '../parcel/rows.ts'
import { recipientsOf } from './recipients.ts'

/** Whom a letter told of a parcel, and did not come back: each person once, by name. */
const writtenOf = (store: Pick<Store, 'prepare'>, packageId: string) =>
  store
    .prepare<{ id: string; given_name: string; family_name: string }>(
      `SELECT DISTINCT r.id, r.given_name, r.family_name FROM notices n JOIN notice_deliveries d ON d.notice_id = n.id
       ${JOIN_PERSON('d.person_id', 'JOIN')} WHERE n.package_id = ? AND d.accepted_at IS NOT NULL AND d.deleted_at IS NULL
         AND d.state NOT IN ('failed', 'bounced', 'suppressed')
       ORDER BY r.family_name, r.given_name`,
    )
    .all(packageId)
    .map((one) => ({ id: one.id, name: personName(one.given_name, one.family_name) }))

/** Whom a letter told of parcels that somebody else has collected: they would come for nothing. */
export function writtenToOthers(
  store: Pick<Store, 'prepare'>,
  packageIds: readonly string[],
  collectorId: string | null,
): string[] {
  const told = packageIds.flatMap((packageId) => writtenOf(store, packageId))
  return [...new Set(told.filter(({ id }) => id !== collectorId).map(({ name }) => name))]
}

/**
 * Whom a letter told of a parcel that is not theirs, or not here, any more: a letter that has left is not taken back, so somebody has
 * to tell them.
 */
export function writtenInVain(store: Pick<Store, 'prepare'>, packageIds: readonly string[], today: string): string[] {
  const names = packageIds.flatMap((packageId) => {
    const parcel = store
      .prepare<{ unitId: string | null; residentId: string | null; deleted: string | null }>(
        'SELECT unit_id AS unitId, resident_id AS residentId, deleted_at AS deleted FROM packages WHERE id = ?',
      )
      .get(packageId)
    if (!parcel) return []
    const written = writtenOf(store, packageId)
    if (written.length === 0) return []
    const now = parcel.deleted === null ? recipientsOf(store, parcel, today) : []
    return written.filter(({ id }) => !now.some(({ residentId }) => residentId === id)).map(({ name }) => name)
  })
  return [...new Set(names)]
}
