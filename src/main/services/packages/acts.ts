import type { Response } from '../../../shared/contract/index.ts'
import type { EventType } from '../../../shared/contract/packages.ts'
import { UNDO_WINDOW_MS, type PackageStatus } from '../../../shared/packages/lifecycle.ts'
import type { Store } from '../../store/open.ts'
import { PLACE_OF } from '../parcel/event.ts'
import { JOIN_PERSON } from '../merged.ts'
import { personName } from '../parcel/rows.ts'
import { unitName } from '../sql.ts'

type ActPackage = Response<'acts.undo'>['packages'][number]
type Reader = Pick<Store, 'prepare'>

interface Names {
  given_name: string | null
  family_name: string | null
  written_name: string | null
}

/** How the parcels of an act are named beside it. */
export const namesOf = (reader: Reader, packageIds: readonly string[]): ActPackage[] => {
  const named = reader.prepare(
    `SELECT p.id, p.short_number AS shortNumber, ${unitName('u')} AS unit, p.carrier, r.given_name, r.family_name, p.written_name
     FROM packages p LEFT JOIN units u ON u.id = p.unit_id ${JOIN_PERSON('p.resident_id')} WHERE p.id = ?`,
  )
  return packageIds.slice(0, 50).flatMap((id) => {
    const row = named.get(id) as (Omit<ActPackage, 'name'> & Names) | undefined
    if (!row) return []
    const { given_name: given, family_name: family, written_name: written, ...parcel } = row
    return { ...parcel, name: personName(given, family) || written }
  })
}

/** An event as it is stored. */
export interface EventRecord {
  id: string
  package_id: string
  act_id: string
  type: EventType
  from_status: PackageStatus | null
  to_status: PackageStatus | null
  actor_id: string
  at: string
  detail: string
  undoes_act_id: string | null
}

/** The events of one act. */
export const readAct = (reader: Reader, actId: string): EventRecord[] =>
  reader.prepare('SELECT * FROM package_events WHERE act_id = ? ORDER BY id').all(actId) as EventRecord[]

/**
 * The parcel that a removed one was registered as again: a removed row never comes back, so a registration that is redone
 * is a row of its own, with the same number on its label and a code of its own.
 */
export function successorOf(reader: Reader, packageId: string): string | null {
  const row = reader
    .prepare(
      `SELECT p.id FROM packages p JOIN package_events e ON e.package_id = p.id AND e.type = 'received'
       WHERE p.short_number = (SELECT short_number FROM packages WHERE id = @packageId)
         AND json_extract(e.detail, '$.again') = @packageId LIMIT 1`,
    )
    .get({ packageId }) as { id: string } | undefined
  return row?.id ?? null
}

/** True when the parcel is as the undo left it. */
function isUntouched(reader: Reader, undo: EventRecord): boolean {
  const last = reader
    .prepare(
      `SELECT e.act_id FROM package_events e WHERE e.package_id = ? AND e.type <> 'label_printed'
       ORDER BY ${PLACE_OF('e')} DESC, e.rowid DESC LIMIT 1`,
    )
    .get(undo.package_id) as { act_id: string }
  return last.act_id === undo.act_id && successorOf(reader, undo.package_id) === null
}

/** Whether an undo can be redone: nothing happened to its parcels since, and it was done a moment ago. */
export const isRedoable = (reader: Reader, events: readonly EventRecord[], now: Date): boolean =>
  events.length > 0 &&
  events.every((event) => event.type === 'undone' && isUntouched(reader, event)) &&
  now.getTime() - Date.parse(events[0]!.at) <= UNDO_WINDOW_MS
