import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import { normaliseTracking } from '../../../shared/carriers/index.ts'
import { OVERDUE_DAYS, receivedBefore } from '../../../shared/packages/age.ts'
import { startOfDay } from '../../../shared/time/zone.ts'
import type { ServiceDeps } from '../deps.ts'
import { ROWS_OF } from '../merged.ts'
import type { Directory } from '../directory/index.ts'
import { selectByUnit, selectPackages, WAITING } from '../parcel/rows.ts'
import { writtenAs } from './written.ts'

/** Counting stops here: nobody scrolls through more, and counting a million rows would stall the desk. */
const COUNTED = 10_000

const SORTS = {
  oldest: 'ORDER BY p.received_at, p.id',
  newest: 'ORDER BY p.received_at DESC, p.id DESC',
} as const

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')
/** Any number of ids as one value, so that the statement stays the same. */
const AMONG = 'IN (SELECT value FROM json_each(?))'

/** Lists of parcels by filter, and the counts of the day. */
export function createLists({ store, ports, place }: ServiceDeps, directory: Directory) {
  const textCondition = (text: string): { sql: string; params: string[] } => {
    const { residentIds, unitIds } = directory.idsMatching(text)
    const number = normaliseTracking(text)
    return {
      sql: `(p.resident_id IN (SELECT id FROM residents WHERE coalesce(merged_into, id) ${AMONG}) OR p.unit_id ${AMONG} OR p.id ${AMONG} OR p.short_number = ? OR p.tracking_number LIKE ?)`,
      params: [
        JSON.stringify(residentIds),
        JSON.stringify(unitIds),
        JSON.stringify(writtenAs(store, text)),
        number,
        number.length >= 3 ? `%${number.replaceAll(/[%_]/g, '')}%` : '',
      ],
    }
  }

  const atLeast = (days: number): string => receivedBefore(place.building.timezone, ports.now(), days).toISOString()

  const condition = (filter: Parsed<'packages.list'>['filter']): { where: string; params: (string | number)[] } => {
    const parts = ['p.deleted_at IS NULL']
    const params: (string | number)[] = []
    const add = (sql: string, ...values: (string | number)[]) => {
      parts.push(sql)
      params.push(...values)
    }
    if (filter.statuses?.length) {
      // Said literally so that the index of what waits is used.
      if (filter.statuses.every(isWaiting)) parts.push(WAITING)
      add(`p.status IN (${marks(filter.statuses)})`, ...filter.statuses)
    }
    if (filter.unitId) add('p.unit_id = ?', filter.unitId)
    if (filter.unit?.trim()) add(`p.unit_id ${AMONG}`, JSON.stringify(directory.unitIds(filter.unit)))
    if (filter.residentId) add(`p.resident_id IN (${ROWS_OF('?')})`, filter.residentId)
    if (filter.carrier) add('p.carrier = ?', filter.carrier)
    if (filter.unassigned !== undefined)
      parts.push(
        filter.unassigned
          ? '(p.unit_id IS NULL AND p.resident_id IS NULL)'
          : '(p.unit_id IS NOT NULL OR p.resident_id IS NOT NULL)',
      )
    if (filter.minAgeDays) add('p.received_at < ?', atLeast(filter.minAgeDays))
    if (filter.text?.trim()) {
      const text = textCondition(filter.text)
      add(text.sql, ...text.params)
    }
    return { where: parts.join(' AND '), params }
  }

  const count = (where: string, ...params: (string | number)[]): number =>
    (
      store
        .prepare(`SELECT count(*) AS n FROM (SELECT 1 FROM packages p WHERE ${where} LIMIT ${COUNTED})`)
        .get(...params) as { n: number }
    ).n

  return {
    list({ filter, sort, offset, limit }: Parsed<'packages.list'>): Response<'packages.list'> {
      const { where, params } = condition(filter)
      const rows =
        sort === 'unit'
          ? selectByUnit(store, directory.unitsInOrder(), where, 'LIMIT ? OFFSET ?', ...params, limit, offset)
          : selectPackages(store, where, `${SORTS[sort]} LIMIT ? OFFSET ?`, ...params, limit, offset)
      return { rows, total: offset === 0 && rows.length < limit ? rows.length : count(where, ...params) }
    },

    counts(): Response<'packages.counts'> {
      const now = ports.now()
      const today = startOfDay(place.building.timezone, now).toISOString()
      // One walk over what waits, some hundreds of rows, answers all that is asked of it.
      const carriers = store
        .prepare(
          `SELECT p.carrier, count(*) AS count, sum(p.unit_id IS NULL AND p.resident_id IS NULL) AS unassigned,
             sum(p.received_at < ?) AS overdue
           FROM packages p WHERE ${WAITING} GROUP BY p.carrier ORDER BY count DESC`,
        )
        .all(atLeast(OVERDUE_DAYS)) as { carrier: string; count: number; unassigned: number; overdue: number }[]
      const sum = (column: 'count' | 'unassigned' | 'overdue') =>
        carriers.reduce((total, row) => total + row[column], 0)
      return {
        waiting: sum('count'),
        unassigned: sum('unassigned'),
        overdue: sum('overdue'),
        receivedToday: count('p.received_at >= ? AND p.deleted_at IS NULL', today),
        handedOverToday: (
          store
            .prepare(
              `SELECT count(*) AS n FROM package_events e WHERE e.at >= ? AND e.type = 'handed_over'
               AND NOT EXISTS (SELECT 1 FROM package_events u WHERE u.undoes_act_id = e.act_id)`,
            )
            .get(today) as { n: number }
        ).n,
        carriers: carriers.map((row) => ({ carrier: row.carrier, count: row.count })),
      }
    },
  }
}
