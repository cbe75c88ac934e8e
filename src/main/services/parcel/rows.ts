import type { PackageRow } from '../../../shared/contract/packages.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import { TELLING, type Telling } from '../../../shared/packages/deliveries.ts'
import { WAITING_STATUSES, type PackageStatus } from '../../../shared/packages/lifecycle.ts'
import { makeOwnCode } from '../../../shared/scan/ownCode.ts'
import { JOIN_PERSON, ROWS_OF } from '../merged.ts'
import { DELIVERY_OPEN, NOTICE_WAITS } from './noticeWaits.ts'
import { PLACE_OF } from './event.ts'
import type { Store } from '../../store/open.ts'
import { sqlList, unitName } from '../sql.ts'

/** When a notice `n`, with what the server says of it at a person (`d`), is told so. */
const TOLD_BY: Readonly<Record<Telling, string>> = {
  failed: DELIVERY_OPEN,
  delayed: `d.state = 'delayed'`,
  waiting: `d.state = 'leaving' OR d.id IS NULL AND ${NOTICE_WAITS}`,
  sent: `d.state = 'accepted' OR d.id IS NULL AND n.state = 'sent' AND n.channel <> 'in_person'`,
  delivered: `d.state = 'delivered'`,
  told: `n.settled_as IN ('told', 'slip') OR n.state = 'sent' AND n.channel = 'in_person'`,
}

/** What a parcel needs for a card, in one query. */
export const PACKAGE_COLUMNS = `
  p.id, p.short_number, p.label_code, p.status, p.carrier, p.tracking_number, p.kind, p.perishable, p.oversize,
  p.signature_required, p.note, p.written_name, p.received_at, p.unit_id, ${unitName('u')} AS unit_number, r.id AS resident_id, r.given_name,
  r.family_name, r.language, p.shelf_id, s.code AS shelf_code, b.display_name AS received_by_name,
  CASE
    WHEN p.status = 'picked_up' THEN
      (SELECT json_object('at', h.at, 'to', h.collected_by) FROM handovers h WHERE h.package_id = p.id AND h.deleted_at IS NULL)
    WHEN p.status IN ('forwarded', 'returned') THEN
      (SELECT json_object('at', e.at, 'to', NULL) FROM package_events e WHERE e.package_id = p.id AND e.to_status = p.status
       ORDER BY ${PLACE_OF('e')} DESC, e.rowid DESC LIMIT 1)
  END AS left_as,
  CASE WHEN p.status IN ${sqlList(WAITING_STATUSES)} THEN (
    SELECT min(CASE ${Object.entries(TOLD_BY)
      .map(([telling, holds]) => `WHEN ${holds} THEN ${TELLING.indexOf(telling as Telling)}`)
      .join(' ')} END)
    FROM notices n LEFT JOIN notice_deliveries d ON d.notice_id = n.id AND d.deleted_at IS NULL
    WHERE n.package_id = p.id AND n.deleted_at IS NULL AND n.resident_id IS p.resident_id) END AS telling`

export const PACKAGE_JOINS = `
  LEFT JOIN units u ON u.id = p.unit_id
  ${JOIN_PERSON('p.resident_id')}
  LEFT JOIN shelves s ON s.id = p.shelf_id
  LEFT JOIN staff b ON b.id = p.received_by`

export interface PackageRecord {
  id: string
  short_number: string
  label_code: string
  status: PackageStatus
  carrier: string
  tracking_number: string | null
  kind: PackageRow['kind']
  perishable: number
  oversize: number
  signature_required: number
  note: string
  written_name: string | null
  received_at: string
  unit_id: string | null
  unit_number: string | null
  resident_id: string | null
  given_name: string | null
  family_name: string | null
  language: 'fr' | 'en' | null
  shelf_id: string | null
  shelf_code: string | null
  received_by_name: string | null
  left_as: string | null
  telling: number | null
}

/** A person's name as screens and labels write it. */
export const personName = (given: string | null, family: string | null): string =>
  [given, family].filter(Boolean).join(' ')

/** A parcel as screens get it, from its record. */
export function toRow(record: PackageRecord): PackageRow {
  return {
    id: record.id,
    shortNumber: record.short_number,
    code: makeOwnCode('package', record.label_code),
    status: record.status,
    carrier: record.carrier,
    trackingNumber: record.tracking_number,
    kind: record.kind,
    flags: {
      perishable: record.perishable === 1,
      oversize: record.oversize === 1,
      signatureRequired: record.signature_required === 1,
    },
    unit: record.unit_id && record.unit_number !== null ? { id: record.unit_id, number: record.unit_number } : null,
    resident: record.resident_id
      ? {
          id: record.resident_id,
          name: personName(record.given_name, record.family_name),
          language: record.language ?? 'fr',
        }
      : null,
    shelf: record.shelf_id && record.shelf_code !== null ? { id: record.shelf_id, code: record.shelf_code } : null,
    note: record.note,
    writtenName: record.written_name,
    receivedAt: record.received_at,
    receivedBy: record.received_by_name ?? '',
    unassigned: record.unit_id === null && record.resident_id === null,
    telling: record.telling === null ? null : TELLING[record.telling]!,
    left: record.left_as === null ? null : (JSON.parse(record.left_as) as PackageRow['left']),
  }
}

/** Parcels chosen by a condition on `p`, in the order and number that `tail` says. */
export function selectPackages(
  store: Pick<Store, 'prepare'>,
  where: string,
  tail: string,
  ...params: (string | number)[]
): PackageRow[] {
  const rows = store
    .prepare(`SELECT ${PACKAGE_COLUMNS} FROM packages p ${PACKAGE_JOINS} WHERE ${where} ${tail}`)
    .all(...params) as PackageRecord[]
  return rows.map(toRow)
}

/** Parcels chosen by a condition, by unit in the order of these ids; no unit comes last. */
export function selectByUnit(
  store: Pick<Store, 'prepare'>,
  unitIds: readonly string[],
  where: string,
  tail: string,
  ...params: (string | number)[]
): PackageRow[] {
  const rows = store
    .prepare(
      `SELECT ${PACKAGE_COLUMNS} FROM packages p ${PACKAGE_JOINS}
       LEFT JOIN (SELECT value AS id, key AS place FROM json_each(?)) counted ON counted.id = p.unit_id
       WHERE ${where} ORDER BY counted.place IS NULL, counted.place, p.received_at, p.id ${tail}`,
    )
    .all(JSON.stringify(unitIds), ...params) as PackageRecord[]
  return rows.map(toRow)
}

/** One parcel, or NOT_FOUND. Removed ones are found too: their history stays readable. */
export function packageRow(store: Pick<Store, 'prepare'>, id: string): PackageRow {
  const [row] = selectPackages(store, 'p.id = ?', '', id)
  if (!row) throw new DeskError('NOT_FOUND')
  return row
}

/** The statuses of what waits, as SQL writes a list; said literally, so that the index of what waits is used. */
export const WAITING_LIST = sqlList(WAITING_STATUSES)
export const WAITING = `p.status IN ${WAITING_LIST} AND p.deleted_at IS NULL`
/**
 * What waits for a person or a unit; the parameter may be a `?`. The plus keeps SQLite to the index of what waits, which is
 * short: their own indexes lead through every parcel that they ever had, each on another page of the file.
 */
export const WAITING_FOR = (person: string): string => `+p.resident_id IN (${ROWS_OF(person)}) AND ${WAITING}`
export const WAITING_IN = (unit: string): string => `+p.unit_id = ${unit} AND ${WAITING}`
