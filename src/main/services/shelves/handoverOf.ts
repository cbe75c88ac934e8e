import type { Response } from '../../../shared/contract/index.ts'
import type { Store } from '../../store/open.ts'
import { readAct } from '../packages/acts.ts'
import { undoability } from '../packages/undo.ts'
import { PLACE_OF } from '../parcel/event.ts'

type Handover = Response<'shelves.check'>['unexpected'][number]['handover']

/** The act by which a parcel was handed over, while it can be taken back. */
export function handoverOf(store: Pick<Store, 'prepare'>, packageId: string, now: Date): Handover {
  const last = store
    .prepare<{ act_id: string }>(
      `SELECT e.act_id FROM package_events e WHERE e.package_id = ? AND e.type = 'handed_over'
       ORDER BY ${PLACE_OF('e')} DESC, e.rowid DESC LIMIT 1`,
    )
    .get(packageId)
  if (!last) return null
  const events = readAct(store, last.act_id)
  const undo = undoability(store, events, now)
  return undo === 'no' ? null : { actId: last.act_id, parcels: events.length, undo }
}
