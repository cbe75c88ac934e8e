import { dateIn } from '../../../shared/time/zone.ts'
import type { Tx } from '../../store/open.ts'
import type { Place } from '../deps.ts'
import type { Addressee } from '../directory/addressee.ts'
import { recipientsOf } from './recipients.ts'

const MINUTE_MS = 60_000

/** When a notice that is prepared at an instant may leave. Quiet hours are kept where it leaves: they hold for some channels alone. */
export const afterGrace = ({ building }: Pick<Place, 'building'>, at: string): string =>
  new Date(Date.parse(at) + building.graceMinutes * MINUTE_MS).toISOString()

/** The notices of a parcel that have not left yet. */
export const waitingNotices = (tx: Pick<Tx, 'prepare'>, packageId: string): string[] =>
  tx
    .prepare<{ id: string }>(
      `SELECT id FROM notices WHERE package_id = ? AND state = 'waiting' AND deleted_at IS NULL ORDER BY id`,
    )
    .all(packageId)
    .map(({ id }) => id)

/** Takes back the notices of a parcel that have not left yet. */
export function cancelNotices(tx: Tx, packageId: string): void {
  for (const id of waitingNotices(tx, packageId)) tx.patch('notices', id, { state: 'cancelled' })
}

/**
 * Prepares the arrival notice, held back for the grace period. To whom it goes by which channels is decided when it leaves, by what is
 * true then; its language is that of who is told first. Without addressee there is none.
 */
export function prepareNotice(tx: Tx, place: Place, packageId: string, { residentId, unitId }: Addressee): void {
  if (!residentId && !unitId) return
  const today = dateIn(place.building.timezone, new Date(tx.at))
  const [first] = recipientsOf(tx, { residentId, unitId }, today)
  tx.insert('notices', {
    package_id: packageId,
    resident_id: residentId,
    channel: null,
    language: first?.language ?? place.building.languages[0] ?? 'fr',
    template: 'arrived',
    state: 'waiting',
    send_after: afterGrace(place, tx.at),
    sent_at: null,
    error: null,
  })
}

/** The same after an undo that leads back to where nobody was told: unless a letter to this addressee has left, or failed. */
export function prepareAgain(tx: Tx, place: Place, packageId: string, addressee: Addressee): void {
  const known = tx
    .prepare(
      `SELECT 1 FROM notices n WHERE n.package_id = ? AND n.resident_id IS ? AND n.kind = 'arrived' AND n.deleted_at IS NULL
       AND EXISTS (SELECT 1 FROM notice_deliveries d WHERE d.notice_id = n.id AND d.deleted_at IS NULL
         AND (d.accepted_at IS NOT NULL OR d.ended_at IS NOT NULL) AND d.state <> 'dropped') LIMIT 1`,
    )
    .get(packageId, addressee.residentId)
  if (!known) prepareNotice(tx, place, packageId, addressee)
}

/** The same after a parcel was found or released: one that is back where nobody was told, and whose notice was taken back. */
export function tellWhenBack(tx: Tx, place: Place, packageId: string): void {
  const parcel = tx.get('packages', packageId)
  if (parcel?.status !== 'received' || waitingNotices(tx, packageId).length > 0) return
  prepareAgain(tx, place, packageId, { unitId: parcel.unit_id, residentId: parcel.resident_id })
}
