import { normaliseTracking } from '../../../shared/carriers/index.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import type { PackageHit, PackageRow } from '../../../shared/contract/packages.ts'
import { WAITING_STATUSES } from '../../../shared/packages/lifecycle.ts'
import { parseOwnCode } from '../../../shared/scan/ownCode.ts'
import { fold } from '../../../shared/text/fold.ts'
import type { Store } from '../../store/open.ts'
import { sqlList } from '../sql.ts'
import { selectPackages, WAITING, WAITING_LIST } from '../parcel/rows.ts'
import { byPickupCode } from './pickup.ts'
import { writtenAs } from './written.ts'

const STILL_HERE = sqlList([...WAITING_STATUSES, 'lost'])
const NEWEST = 'ORDER BY p.received_at DESC LIMIT ?'

/** The word that people put before a shelf's code, in either language. */
const SHELF_WORD = /^(?:shelf|etagere|tablette)(?=[^\p{L}]|$)/u
/** What people say before a number or a code: "colis A19", "code 337 487", "no A19". */
const SAID_BEFORE =
  /^(?:(?:le|the|mon|my|votre|your|code|colis|paquet|parcel|package|pickup|cueillette|ramassage|de|no|num|numero|number|n|suivi|tracking)\s+)+(?=.*\d)/
/** Letters and figures alone: `E3` is also said and written e-3, E 3. */
const bare = (text: string): string => fold(text).replaceAll(' ', '')

/**
 * Parcels by what people say or read off a label, the surest first: our code, the pickup code of a notice, the short
 * number, the shelf, a tracking number or its beginning or end.
 */
export function findPackages(store: Pick<Store, 'prepare'>, text: string, limit: number): PackageHit[] {
  const typed = normaliseTracking(text)
  if (typed.length < 2) return []
  const found = new Map<string, PackageHit>()
  const add = (why: PackageHit['why'], where: string, tail: string, ...params: (string | number)[]) => {
    if (found.size >= limit) return
    for (const row of selectPackages(store, where, tail, ...params))
      if (found.size < limit && !found.has(row.id)) found.set(row.id, { ...row, why })
  }
  const own = parseOwnCode(typed)
  if (own && own !== 'damaged' && own.type === 'package') add('label', 'p.label_code = ?', '', own.body)
  const code = own && own !== 'damaged' && own.type === 'pickup' ? own.body : typed
  if (/^\d{6}$/.test(code)) {
    const coded = byPickupCode(store, code)
    const why = coded.length > 1 ? 'shared_pickup_code' : 'pickup_code'
    for (const row of coded) if (found.size < limit) found.set(row.id, { ...row, why })
  }
  const [, letters, figures] = /^([A-Z]{1,2})0*(\d{1,4})$/.exec(typed) ?? []
  if (figures !== undefined) {
    const number = `${letters}${figures}`
    add('short_number', `p.short_number = ? AND ${WAITING}`, NEWEST, number, limit)
    add('short_number', 'p.short_number = ? AND p.deleted_at IS NULL', NEWEST, number, 3)
  }
  for (const id of shelvesCalled(store, text)) add('shelf', `p.shelf_id = ? AND ${WAITING}`, NEWEST, id, limit)
  if (typed.length >= 4 && /\d/.test(typed)) {
    add('tracking', `p.tracking_number LIKE ? AND ${WAITING}`, NEWEST, `%${typed.replaceAll(/[%_]/g, '')}`, limit)
    add(
      'tracking',
      'p.tracking_number IS NOT NULL AND substr(p.tracking_number, -4) = ? AND p.tracking_number LIKE ? AND p.deleted_at IS NULL',
      NEWEST,
      typed.slice(-4),
      `%${typed}`,
      limit,
    )
    add(
      'tracking',
      'p.tracking_number >= ? AND p.tracking_number < ? AND p.deleted_at IS NULL',
      'ORDER BY p.tracking_number LIMIT ?',
      typed,
      `${typed}\u{10ffff}`,
      limit,
    )
  }
  const written = writtenAs(store, text)
  if (written.length > 0)
    add('written_name', 'p.id IN (SELECT value FROM json_each(?))', NEWEST, JSON.stringify(written), limit)
  if (found.size > 0) return [...found.values()]
  const said = fold(text).replace(SAID_BEFORE, '')
  return said === fold(text) ? [] : findPackages(store, said, limit)
}

function shelvesCalled(store: Pick<Store, 'prepare'>, text: string): string[] {
  const called = bare(fold(text).replace(SHELF_WORD, ''))
  if (called === '') return []
  const shelves = store.prepare('SELECT id, code FROM shelves WHERE deleted_at IS NULL').all() as {
    id: string
    code: string
  }[]
  return shelves.flatMap((shelf) => (bare(shelf.code) === called ? [shelf.id] : []))
}

/** The parcels stored under one of these tracking numbers: waiting ones first, then lost ones, then the newest. */
export function packagesByTracking(store: Store, numbers: readonly string[]): PackageRow[] {
  if (numbers.length === 0) return []
  const marks = numbers.map(() => '?').join(', ')
  return selectPackages(
    store,
    `p.tracking_number IN (${marks}) AND p.deleted_at IS NULL`,
    `ORDER BY (p.status IN ${WAITING_LIST}) DESC, (p.status = 'lost') DESC, p.received_at DESC LIMIT 5`,
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
    `p.tracking_number = ? AND p.id <> ? AND p.status IN ${STILL_HERE} AND p.deleted_at IS NULL`,
    'LIMIT 1',
    trackingNumber,
    except,
  )
  if (!known) return
  const { id: packageId, shortNumber, status } = known
  throw new DeskError('DUPLICATE_TRACKING', { packageId, shortNumber, status })
}
