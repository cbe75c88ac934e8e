import { normaliseTracking } from '../../../shared/carriers/index.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { WAITING_STATUSES } from '../../../shared/packages/lifecycle.ts'
import { parseOwnCode } from '../../../shared/scan/ownCode.ts'
import type { Store } from '../../store/open.ts'
import { selectPackages, WAITING } from './rows.ts'

const STILL_HERE = [...WAITING_STATUSES, 'lost'].map((status) => `'${status}'`).join(', ')
const NEWEST = 'ORDER BY p.received_at DESC LIMIT ?'

/** Parcels by what people say or read off a label: short number, our code, a tracking number or its beginning or end. */
export function findPackages(store: Store, text: string, limit: number): PackageRow[] {
  const typed = normaliseTracking(text)
  if (typed.length < 2) return []
  const own = parseOwnCode(typed)
  if (own && own !== 'damaged' && own.type === 'package') return selectPackages(store, 'p.label_code = ?', '', own.body)
  const found = new Map<string, PackageRow>()
  const add = (rows: PackageRow[]) => {
    for (const row of rows) if (found.size < limit) found.set(row.id, row)
  }
  if (/^[A-Z]{1,2}\d{1,4}$/.test(typed)) {
    add(selectPackages(store, `p.short_number = ? AND ${WAITING}`, NEWEST, typed, limit))
    add(selectPackages(store, 'p.short_number = ? AND p.deleted_at IS NULL', NEWEST, typed, 3))
  }
  if (typed.length >= 4 && /\d/.test(typed)) {
    add(
      selectPackages(
        store,
        'p.tracking_number IS NOT NULL AND substr(p.tracking_number, -4) = ? AND p.tracking_number LIKE ? AND p.deleted_at IS NULL',
        NEWEST,
        typed.slice(-4),
        `%${typed}`,
        limit,
      ),
    )
    add(
      selectPackages(
        store,
        'p.tracking_number >= ? AND p.tracking_number < ? AND p.deleted_at IS NULL',
        'ORDER BY p.tracking_number LIMIT ?',
        typed,
        `${typed}\u{10ffff}`,
        limit,
      ),
    )
  }
  return [...found.values()]
}

/** The parcels stored under one of these tracking numbers: waiting ones first, then lost ones, then the newest. */
export function packagesByTracking(store: Store, numbers: readonly string[]): PackageRow[] {
  if (numbers.length === 0) return []
  const marks = numbers.map(() => '?').join(', ')
  return selectPackages(
    store,
    `p.tracking_number IN (${marks}) AND p.deleted_at IS NULL`,
    `ORDER BY (p.status IN ('received', 'notified', 'on_hold')) DESC, (p.status = 'lost') DESC, p.received_at DESC LIMIT 5`,
    ...numbers,
  )
}

/**
 * Refuses a tracking number that another parcel still has: one that waits, or one that was declared lost and may be
 * the very one in hand. Two parcels of one number could not be told apart by a scan.
 */
export function refuseDuplicate(tx: Pick<Store, 'prepare'>, trackingNumber: string, except: string): void {
  const [known] = selectPackages(
    tx,
    `p.tracking_number = ? AND p.id <> ? AND p.status IN (${STILL_HERE}) AND p.deleted_at IS NULL`,
    'LIMIT 1',
    trackingNumber,
    except,
  )
  if (!known) return
  const { id: packageId, shortNumber, status } = known
  throw new DeskError('DUPLICATE_TRACKING', { packageId, shortNumber, status })
}
