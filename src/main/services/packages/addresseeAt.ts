import type { Store } from '../../store/open.ts'
import { PLACE_OF, type EventDetail } from '../parcel/event.ts'

const place = (alias: string): string => `(${PLACE_OF(alias)}, ${alias}.rowid)`

/**
 * Whose a parcel was when an event happened, in the words of that time: from its registration or the last change of addressee
 * that still counted then. Null where the history does not say.
 */
export function addresseeAt(
  reader: Pick<Store, 'prepare'>,
  eventId: string,
): { unit: string | null; name: string | null } | null {
  const row = reader
    .prepare<{ detail: string }>(
      `SELECT a.detail FROM package_events a JOIN package_events this ON this.id = @eventId
       WHERE a.package_id = this.package_id AND a.type IN ('received', 'addressee_changed') AND ${place('a')} <= ${place('this')}
       AND NOT EXISTS (SELECT 1 FROM package_events u
         WHERE u.package_id = a.package_id AND u.undoes_act_id = a.act_id AND ${place('u')} <= ${place('this')})
       ORDER BY ${PLACE_OF('a')} DESC, a.rowid DESC LIMIT 1`,
    )
    .get({ eventId })
  const { toUnit, toName } = row ? (JSON.parse(row.detail) as EventDetail) : {}
  if (toUnit === undefined || toName === undefined) return null
  return { unit: toUnit === null ? null : String(toUnit), name: toName === null ? null : String(toName) }
}
