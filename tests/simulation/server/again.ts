import type { WireTransaction } from '../../../src/shared/sync/wire.ts'
import type { ServerRow } from './rows.ts'

/** What desks may correct of a parcel, its status apart. */
const CORRECTED = [
  'unit_id',
  'resident_id',
  'carrier',
  'tracking_number',
  'raw_barcode',
  'symbology',
  'kind',
  'perishable',
  'oversize',
  'signature_required',
  'shelf_id',
  'note',
  'direction',
  'pickup_code',
  'written_name',
]

/** The parcel that an event says was registered before. */
function firstOf({ type, detail }: Readonly<Record<string, unknown>>): string | null {
  if (type !== 'received' || typeof detail !== 'object' || detail === null || !('again' in detail)) return null
  return typeof detail.again === 'string' ? detail.again : null
}

/**
 * What is written of a parcel that was taken back reaches the row that it was registered again as: the changes that follow
 * from an act, parcel by parcel.
 */
export function* changesThatFollow(
  { ops }: WireTransaction,
  parcels: ReadonlyMap<string, ServerRow>,
  events: ReadonlyMap<string, ServerRow>,
): Generator<{ id: string; values: ServerRow }> {
  const removed = (id: string | null) => {
    const row = id === null ? undefined : parcels.get(id)
    return row && row['deleted_at'] !== null && row['deleted_at'] !== undefined ? row : null
  }
  const heirOf = (id: string): string | null => {
    if (!removed(id)) return null
    const event = [...events.values()].findLast((one) => firstOf(one) === id && one['package_id'] !== id)
    return event ? String(event['package_id']) : null
  }
  for (const { table, op, id, values } of ops) {
    if (table === 'packages' && op === 'patch') {
      const { status: _status, ...given } = values
      for (let heir = heirOf(id); heir !== null; heir = heirOf(heir)) yield { id: heir, values: given }
    }
    const first = table === 'package_events' && op === 'insert' ? removed(firstOf(values)) : null
    const second = parcels.get(String(values['package_id']))
    if (!first || !second) continue
    const newer = CORRECTED.filter((column) => first[column] !== second[column])
    if (newer.length > 0)
      yield {
        id: String(second['id']),
        values: Object.fromEntries(newer.map((column) => [column, first[column] ?? null])),
      }
  }
}
