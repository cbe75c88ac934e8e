import type { EventType, PackageStatus } from '../../../shared/packages/lifecycle.ts'
import type { Tx } from '../../store/open.ts'
import type { Actor, Place } from '../deps.ts'

export type EventDetail = Record<string, string | number | boolean | null>

/**
 * Where an event stands in the history: by the server's number; what has none yet comes after, as it was written (rowid). A
 * computer's clock may be set back, and is only told.
 */
export const PLACE_OF = (alias: string): string => `coalesce(${alias}.change_seq, 9007199254740991)`

/** Appends one event of the running act to a parcel's history. */
export function appendEvent(
  tx: Tx,
  who: { actor: Actor; place: Place },
  event: {
    packageId: string
    type: EventType
    from?: PackageStatus | null
    to?: PackageStatus | null
    detail?: EventDetail
    undoes?: string
  },
): void {
  tx.insert('package_events', {
    package_id: event.packageId,
    act_id: tx.actId,
    type: event.type,
    from_status: event.from ?? null,
    to_status: event.to ?? null,
    actor_id: who.actor.id,
    desk_id: who.place.desk.id,
    at: tx.at,
    detail: JSON.stringify(event.detail ?? {}),
    undoes_act_id: event.undoes ?? null,
    proved_by: who.actor.proof ?? null,
  })
}
