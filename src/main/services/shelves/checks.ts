import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { OVERDUE_DAYS, receivedBefore } from '../../../shared/packages/age.ts'
import type { ShelfDoubt } from '../../../shared/packages/shelfDoubts.ts'
import type { ServiceDeps } from '../deps.ts'
import { ordersOf } from '../order.ts'
import { selectPackages, WAITING } from '../parcel/rows.ts'
import { handoverOf } from './handoverOf.ts'

/** How a parcel stands to the shelf that it was scanned on. */
type Standing = 'here' | ShelfDoubt

interface Seen {
  what: string
  is_code: number
  expected: number
  seen_as: Standing | 'unknown' | null
}
type Found = Response<'shelves.check'>

const WAITS: ReadonlySet<Standing | 'unknown'> = new Set(['here', 'elsewhere', 'no_shelf'])

const standingOf = (parcel: PackageRow, removed: boolean, shelfId: string): Standing => {
  if (removed) return 'taken_back'
  const { status } = parcel
  if (status === 'received' || status === 'notified' || status === 'on_hold')
    return parcel.shelf === null ? 'no_shelf' : parcel.shelf.id === shelfId ? 'here' : 'elsewhere'
  return status
}

/**
 * Checks of shelves. What was scanned is kept on this desk alone; how it stands is read anew each time, so that what another
 * desk does meanwhile is seen: only what was scanned and what was there when the check began is remembered.
 */
export function createShelfChecks({ store, ports, place }: ServiceDeps) {
  const order = ordersOf(place)
  const rowsOf = store.prepare<Seen>(
    'SELECT what, is_code, expected, seen_as FROM _shelf_checks WHERE shelf_id = ? ORDER BY seen_at, what',
  )
  const shelfOf = store.prepare<Found['shelf']>(
    'SELECT id, code, name FROM shelves WHERE id = ? AND deleted_at IS NULL',
  )
  const registeredAs = store.prepare<{ code: string; id: string }>(
    `SELECT p.tracking_number AS code, p.id FROM packages p
     WHERE p.tracking_number IN (SELECT value FROM json_each(?)) AND ${WAITING}`,
  )
  const removedOf = store.prepare<{ id: string }>(
    'SELECT id FROM packages WHERE deleted_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
  )
  const waitingOn = (shelfId: string): PackageRow[] =>
    selectPackages(store, `p.shelf_id = ? AND ${WAITING}`, 'ORDER BY p.received_at, p.id', shelfId)
  const shelf = (id: string): Found['shelf'] => {
    const found = shelfOf.get(id)
    if (!found) throw new DeskError('NOT_FOUND')
    return found
  }

  /** What was scanned; a code that was registered since is its parcel. */
  const readRows = (shelfId: string): Seen[] => {
    const rows = rowsOf.all(shelfId)
    const codes = rows.filter((row) => row.is_code === 1).map(({ what }) => what)
    if (codes.length === 0) return rows
    const registered = new Map(registeredAs.all(JSON.stringify(codes)).map(({ code, id }) => [code, id]))
    const known = new Set(rows.map(({ what }) => what))
    return rows.flatMap((row): Seen[] => {
      const id = row.is_code === 1 ? registered.get(row.what) : undefined
      if (id === undefined) return [row]
      return known.has(id) ? [] : [{ what: id, is_code: 0, expected: 0, seen_as: 'no_shelf' }]
    })
  }

  const check = (id: string): Found => {
    const rows = readRows(id)
    const here = waitingOn(id)
    const answer: Found = {
      shelf: shelf(id),
      running: rows.length > 0,
      found: [],
      missing: [],
      since: [],
      unexpected: [],
      unknown: rows.filter((row) => row.is_code === 1).map(({ what }) => what),
    }
    const noted = new Map(rows.map((row) => [row.what, row]))
    for (const parcel of here) {
      const row = noted.get(parcel.id)
      if (row && row.seen_as !== null) answer.found.push(parcel)
      else (row || rows.length === 0 ? answer.missing : answer.since).push(parcel)
    }
    // What was scanned last stands first: that is what the hand has just put back.
    const place = new Map(rows.map((row, at) => [row.what, at]))
    answer.found.sort((a, b) => place.get(b.id)! - place.get(a.id)!)
    const isHere = new Set(here.map((parcel) => parcel.id))
    const others = rows.filter((row) => row.is_code === 0 && row.seen_as !== null && !isHere.has(row.what))
    const ids = JSON.stringify(others.map(({ what }) => what))
    const removed = new Set((removedOf.all(ids) as { id: string }[]).map((row) => row.id))
    const parcels = new Map(
      selectPackages(store, 'p.id IN (SELECT value FROM json_each(?))', '', ids).map((parcel) => [parcel.id, parcel]),
    )
    for (const { what, seen_as: seenAs } of others) {
      const parcel = parcels.get(what)
      if (!parcel) continue
      const why = standingOf(parcel, removed.has(what), id)
      // It was on its shelf, or waited, when it was scanned: what became of it since is no fault of the shelf.
      if (why === 'here' || seenAs === 'here' || (WAITS.has(seenAs!) && !WAITS.has(why))) continue
      const handover = why === 'picked_up' ? handoverOf(store, what, ports.now()) : null
      answer.unexpected.push({ package: parcel, why, handover })
    }
    return answer
  }

  return {
    check: ({ id }: Parsed<'shelves.check'>): Found => check(id),

    list(): Response<'shelves.list'> {
      const overdueBefore = receivedBefore(place.building.timezone, ports.now(), OVERDUE_DAYS).toISOString()
      const all = store
        .prepare(
          `SELECT s.id, s.code, s.name, s.capacity, s.takes, coalesce(w.waiting, 0) AS waiting, coalesce(w.overdue, 0) AS overdue, c.seen
           FROM shelves s
           LEFT JOIN (SELECT p.shelf_id, count(*) AS waiting, sum(p.received_at < ?) AS overdue
                      FROM packages p WHERE ${WAITING} GROUP BY p.shelf_id) w ON w.shelf_id = s.id
           LEFT JOIN (SELECT shelf_id, sum(seen_as IS NOT NULL) AS seen FROM _shelf_checks GROUP BY shelf_id) c
             ON c.shelf_id = s.id
           WHERE s.deleted_at IS NULL`,
        )
        .all(overdueBefore) as Response<'shelves.list'>['shelves']
      return { shelves: all.toSorted((a, b) => order.units(a.code, b.code)) }
    },

    seen({ shelfId, packageId, code }: Parsed<'shelves.seen'>): Response<'shelves.seen'> {
      shelf(shelfId)
      const what = packageId ?? code
      if (what === null) throw new DeskError('BAD_REQUEST')
      const [parcel] = packageId === null ? [] : selectPackages(store, 'p.id = ?', '', packageId)
      if (packageId !== null && !parcel) throw new DeskError('NOT_FOUND')
      const removed = parcel !== undefined && removedOf.get(JSON.stringify([parcel.id])) !== undefined
      const standing = parcel ? standingOf(parcel, removed, shelfId) : 'unknown'
      store.local((tx) => {
        // The first scan begins the check: what is on the shelf by now is what should be found.
        if (rowsOf.all(shelfId).length === 0)
          tx.prepare(
            `INSERT INTO _shelf_checks (shelf_id, what, is_code, expected)
             SELECT p.shelf_id, p.id, 0, 1 FROM packages p WHERE p.shelf_id = ? AND ${WAITING}`,
          ).run(shelfId)
        tx.prepare(
          `INSERT INTO _shelf_checks (shelf_id, what, is_code, expected, seen_as, seen_at) VALUES (?, ?, ?, 0, ?, ?)
           ON CONFLICT (shelf_id, what) DO UPDATE SET seen_as = excluded.seen_as, seen_at = excluded.seen_at`,
        ).run(shelfId, what, packageId === null ? 1 : 0, standing, ports.now().toISOString())
        tx.touched('_shelf_checks', shelfId)
      })
      const counts = store
        .prepare<{ found: number; missing: number }>(
          `SELECT coalesce(sum(c.seen_as IS NOT NULL), 0) AS found,
             coalesce(sum(c.seen_as IS NULL AND c.expected = 1), 0) AS missing
           FROM packages p JOIN _shelf_checks c ON c.what = p.id AND c.shelf_id = p.shelf_id
           WHERE p.shelf_id = ? AND ${WAITING}`,
        )
        .get(shelfId)!
      return { as: standing === 'here' ? 'found' : standing, ...counts }
    },

    unseen({ shelfId, packageId, code }: Parsed<'shelves.unseen'>): Response<'shelves.unseen'> {
      const what = packageId ?? code
      store.local((tx) => {
        if (what === null) tx.prepare('DELETE FROM _shelf_checks WHERE shelf_id = ?').run(shelfId)
        else {
          tx.prepare('DELETE FROM _shelf_checks WHERE shelf_id = ? AND what = ? AND expected = 0').run(shelfId, what)
          tx.prepare('UPDATE _shelf_checks SET seen_as = NULL, seen_at = NULL WHERE shelf_id = ? AND what = ?').run(
            shelfId,
            what,
          )
        }
        tx.touched('_shelf_checks', shelfId)
      })
      return {}
    },
  }
}
