import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { UNIT_KINDS } from '../../../shared/people/kinds.ts'
import { textOrder } from '../../../shared/text/order.ts'
import type { Row } from '../../store/schema.ts'
import type { ServiceDeps } from '../deps.ts'
import { LIVES_HERE, todayAt } from '../directory/homes.ts'
import type { Directory } from '../directory/index.ts'
import { personName, WAITING } from '../parcel/rows.ts'
import { JOIN_PERSON } from '../merged.ts'
import { unitName } from '../sql.ts'

type UnitRow = Response<'units.list'>['rows'][number]
type Door = Pick<Row<'units'>, 'id' | 'number' | 'floor' | 'tower' | 'kind' | 'note'> & { name: string; lived: number }

const NAMES = 3

/** The units of the building, as a list that is narrowed down, in the order in which people count. */
export function createUnitList(deps: ServiceDeps, directory: Pick<Directory, 'unitIds' | 'unitsInOrder'>) {
  const { store, place } = deps
  const doors = store.prepare<Door>(
    `SELECT u.id, u.number, u.floor, u.tower, u.kind, u.note, ${unitName('u')} AS name,
       EXISTS (SELECT 1 FROM occupancies o WHERE o.unit_id = u.id AND ${LIVES_HERE}) AS lived
     FROM units u WHERE u.deleted_at IS NULL`,
  )
  const people = store.prepare<{ unit_id: string; given_name: string; family_name: string }>(
    `SELECT DISTINCT o.unit_id, r.given_name, r.family_name FROM occupancies o
     ${JOIN_PERSON('o.resident_id', 'JOIN')} AND r.deleted_at IS NULL
     WHERE o.unit_id IN (SELECT value FROM json_each(@ids)) AND ${LIVES_HERE}
     ORDER BY o.receives_packages DESC, o.from_date, r.id`,
  )
  const waiting = store.prepare<{ unit_id: string; n: number }>(
    `SELECT p.unit_id, count(*) AS n FROM packages p WHERE ${WAITING} AND p.unit_id IN (SELECT value FROM json_each(?)) GROUP BY p.unit_id`,
  )

  const toRows = (units: readonly Door[], today: string): UnitRow[] => {
    const ids = JSON.stringify(units.map(({ id }) => id))
    const names = new Map<string, string[]>()
    for (const row of people.all({ ids, today }))
      names.set(row.unit_id, [...(names.get(row.unit_id) ?? []), personName(row.given_name, row.family_name)])
    const parcels = new Map(waiting.all(ids).map(({ unit_id: id, n }) => [id, n]))
    return units.map(({ lived, ...unit }) => ({
      ...unit,
      people: (names.get(unit.id) ?? []).slice(0, NAMES),
      peopleCount: names.get(unit.id)?.length ?? 0,
      waiting: parcels.get(unit.id) ?? 0,
      vacant: lived === 0,
    }))
  }

  return {
    list({ text, floor, tower, kind, vacant, offset, limit }: Parsed<'units.list'>): Response<'units.list'> {
      const today = todayAt(deps)
      const order = new Map(directory.unitsInOrder().map((id, at) => [id, at]))
      const meant = text.trim() === '' ? null : new Set(directory.unitIds(text))
      const found = doors
        .all({ today })
        .filter(
          (unit) =>
            (meant === null || meant.has(unit.id)) &&
            (floor === null || unit.floor === floor) &&
            (tower === null || unit.tower === tower) &&
            (kind === null || unit.kind === kind) &&
            (!vacant || unit.lived === 0),
        )
        .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
      return { rows: toRows(found.slice(offset, offset + limit), today), total: found.length }
    },

    /** What there is to narrow the list down by. */
    filters(): Response<'units.filters'> {
      const all = doors.all({ today: todayAt(deps) })
      const texts = textOrder(place.building.languages[0] ?? 'fr')
      return {
        floors: [...new Set(all.flatMap(({ floor }) => floor ?? []))].toSorted((a, b) => a - b),
        towers: [...new Set(all.flatMap(({ tower }) => tower ?? []))].toSorted(texts),
        kinds: UNIT_KINDS.filter((kind) => all.some((unit) => unit.kind === kind)),
        total: all.length,
      }
    },
  }
}
