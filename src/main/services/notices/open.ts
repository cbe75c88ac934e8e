import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import { selectPackages } from '../parcel/rows.ts'
import { noticeLines } from './lines.ts'
import { OPEN_PARCELS } from './standing.ts'

/** So many are shown at once: more than a day of a large building. */
const SHOWN = 100

/** The parcels whose people no letter reached, or who did not come after the last reminder; the oldest first. */
export function openNotices(
  { store, ports, place }: ServiceDeps,
  { nobody }: Parsed<'notices.open'>,
): Response<'notices.open'> {
  const found = store
    .prepare<{ id: string; over: string | null }>(
      `SELECT id, over FROM (${OPEN_PARCELS}) WHERE nobody OR ? = 0 ORDER BY at, id`,
    )
    .all(ports.now().toISOString(), nobody ? 1 : 0)
  const shown = new Map(found.slice(0, SHOWN).map(({ id, over }) => [id, over]))
  const rows = selectPackages(
    store,
    'p.id IN (SELECT value FROM json_each(?))',
    'ORDER BY p.received_at, p.id',
    JSON.stringify([...shown.keys()]),
  )
  const day = todayAt({ ports, place })
  return {
    rows: rows.map((row) => {
      const remindersOver = shown.get(row.id) ?? null
      const lines = noticeLines(store, place, row.id, day)
      // Where reminders are over, what was sent is what there is to decide by.
      return {
        package: row,
        remindersOver,
        lines: remindersOver === null ? lines.filter(({ open }) => open) : lines,
      }
    }),
    more: found.length - shown.size,
  }
}

/** How it stands with the notices of one parcel; `sends`: letters leave by themselves. */
export const noticesOfParcel = (
  { store, ports, place }: ServiceDeps,
  { packageId }: Parsed<'notices.ofParcel'>,
  sends: boolean,
): Response<'notices.ofParcel'> => ({ lines: noticeLines(store, place, packageId, todayAt({ ports, place })), sends })
