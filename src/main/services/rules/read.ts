import type { Response } from '../../../shared/contract/index.ts'
import { BUILDING_KEYS, BUILDING_SETTINGS, type BuildingKey } from '../../../shared/settings/list.ts'
import { typedOf, type Kept } from '../../../shared/settings/shapes.ts'
import type { ServiceDeps } from '../deps.ts'
import { ordersOf } from '../order.ts'
import { PLACE_OF } from '../parcel/event.ts'

type Rules = Response<'settings.get'>
type LastSet = Rules['desks'][number]['set']

/** Who changed each column of a row last: column by column, the last change first. */
export function lastSetOf(store: ServiceDeps['store'], rowId: string): Map<string, NonNullable<LastSet>> {
  const found = new Map<string, NonNullable<LastSet>>()
  for (const { columns, ...who } of store
    .prepare<{ by: string; at: string; desk: string; columns: string }>(
      `SELECT coalesce(s.display_name, '') AS by, e.at, coalesce(d.name, '') AS desk,
         (SELECT json_group_array(key) FROM json_each(e.after)) AS columns
       FROM directory_events e LEFT JOIN staff s ON s.id = e.actor_id LEFT JOIN desks d ON d.id = e.desk_id
       WHERE e.row_id = ? ORDER BY ${PLACE_OF('e')} DESC, e.rowid DESC`,
    )
    .all(rowId))
    for (const column of JSON.parse(columns) as string[]) if (!found.has(column)) found.set(column, who)
  return found
}

/** What the form of the first start asks for. */
const TYPED_FIRST: ReadonlySet<BuildingKey> = new Set(['name', 'address', 'timezone', 'languages'] as const)

/** Who typed the first settings, and at which desk; null where the program chose them. No event tells it: it could not be undone. */
function begunBy(
  store: ServiceDeps['store'],
  buildingId: string,
): { set: NonNullable<LastSet>; deskId: string } | null {
  const row = store
    .prepare<NonNullable<LastSet> & { deskId: string }>(
      `SELECT coalesce(s.display_name, '') AS by, b.created_at AS at, coalesce(d.name, '') AS desk,
         b.settings ->> '$.begun.desk' AS deskId
       FROM buildings b LEFT JOIN staff s ON s.id = b.settings ->> '$.begun.by'
         LEFT JOIN desks d ON d.id = b.settings ->> '$.begun.desk'
       WHERE b.id = ? AND b.settings ->> '$.begun.by' IS NOT NULL`,
    )
    .get(buildingId)
  if (!row) return null
  const { deskId, ...set } = row
  return { set, deskId }
}

/** What is decided for the building and its desks, and by whom. */
export function readRules({ store, place }: ServiceDeps): Omit<Rules, 'desk'> {
  const row = store.prepare<Record<BuildingKey, Kept>>('SELECT * FROM buildings WHERE id = ?').get(place.building.id)!
  const set = lastSetOf(store, place.building.id)
  const begun = begunBy(store, place.building.id)
  const order = ordersOf(place)
  return {
    building: Object.fromEntries(
      BUILDING_KEYS.map((key) => [
        key,
        {
          value: typedOf(BUILDING_SETTINGS[key].shape, row[key]),
          set: set.get(key) ?? (TYPED_FIRST.has(key) ? (begun?.set ?? null) : null),
        },
      ]),
    ) as Rules['building'],
    desks: store
      .prepare<Pick<Rules['desks'][number], 'id' | 'name' | 'letter'>>(
        'SELECT id, name, letter FROM desks WHERE deleted_at IS NULL',
      )
      .all()
      .map((desk) => ({
        ...desk,
        isThis: desk.id === place.desk.id,
        set: [...lastSetOf(store, desk.id).values()][0] ?? (desk.id === begun?.deskId ? begun.set : null),
      }))
      .toSorted((a, b) => order.units(a.letter, b.letter)),
  }
}
