import { leavesAt } from '../../../shared/packages/quiet.ts'
import { dateIn } from '../../../shared/time/zone.ts'
import type { Tx } from '../../store/open.ts'
import type { Place } from '../deps.ts'
import type { Addressee } from '../directory/addressee.ts'
import { recipientsOf } from './recipients.ts'

/** What becomes of a parcel's notices that have not left yet. */
function settleNotices(tx: Tx, packageId: string, change: Parameters<typeof tx.patch<'notices'>>[2]): void {
  const waiting = tx
    .prepare<{ id: string }>(`SELECT id FROM notices WHERE package_id = ? AND state = 'waiting' AND deleted_at IS NULL`)
    .all(packageId)
  for (const { id } of waiting) tx.patch('notices', id, change)
}

/** Takes back the notices of a parcel that have not left yet. */
export const cancelNotices = (tx: Tx, packageId: string): void => settleNotices(tx, packageId, { state: 'cancelled' })

/** Staff told the resident themselves: the prepared notice need not leave any more. */
export const markTold = (tx: Tx, packageId: string): void =>
  settleNotices(tx, packageId, { state: 'sent', channel: 'in_person', sent_at: tx.at })

/**
 * Prepares the arrival notice: in the language of who is told first, held back for the grace period and over quiet hours. Without
 * addressee there is none.
 */
export function prepareNotice(tx: Tx, place: Place, packageId: string, { residentId, unitId }: Addressee): void {
  if (!residentId && !unitId) return
  const today = dateIn(place.building.timezone, new Date(tx.at))
  const [first] = recipientsOf(tx, { residentId, unitId }, today)
  tx.insert('notices', {
    package_id: packageId,
    resident_id: residentId,
    channel: first?.channel ?? 'in_person',
    language: first?.language ?? place.building.languages[0] ?? 'fr',
    template: 'arrived',
    state: 'waiting',
    send_after: leavesAt(place.building, tx.at),
    sent_at: null,
    error: null,
  })
}
