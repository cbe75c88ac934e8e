import type { Response } from '../../../shared/contract/index.ts'
import { dayAfter } from '../../../shared/people/dates.ts'
import { FRESH_DAYS } from '../../../shared/people/fresh.ts'
import type { ServiceDeps } from '../deps.ts'
import { homeOn, LIVES_HERE, todayAt } from '../directory/homes.ts'
import { JOIN_PERSON } from '../merged.ts'
import { personName } from '../parcel/rows.ts'

const MOST = 100

/**
 * Who lives here and has not confirmed for a year what is known of them, longest ago first. What was entered is taken for true on
 * that day: a building that was imported today has nobody to ask.
 */
export function unconfirmed(deps: ServiceDeps): Response<'residents.unconfirmed'> {
  const { store } = deps
  const today = todayAt(deps)
  const rows = store
    .prepare<{ id: string; given_name: string; family_name: string; confirmed_on: string | null }>(
      `SELECT r.id, r.given_name, r.family_name, r.confirmed_on
       FROM occupancies o ${JOIN_PERSON('o.resident_id', 'JOIN')} AND r.deleted_at IS NULL
       WHERE ${LIVES_HERE} AND coalesce(r.confirmed_on, substr(r.created_at, 1, 10)) < @since
       GROUP BY r.id ORDER BY coalesce(r.confirmed_on, substr(r.created_at, 1, 10)), r.id`,
    )
    .all({ today, since: dayAfter(today, -FRESH_DAYS) })
  return {
    rows: rows.slice(0, MOST).map((row) => ({
      id: row.id,
      name: personName(row.given_name, row.family_name),
      unit: homeOn(store, row.id, today)?.unitNumber ?? null,
      confirmedOn: row.confirmed_on,
    })),
    total: rows.length,
  }
}
