import { DeskError } from '../../../shared/contract/errors.ts'
import type { Response } from '../../../shared/contract/index.ts'
import { byHome, isPresent, timeOf } from '../../../shared/people/home.ts'
import type { Row } from '../../store/schema.ts'
import type { ServiceDeps } from '../deps.ts'
import { belongingsIn } from '../directory/belongings.ts'
import { todayAt } from '../directory/homes.ts'
import { asOneHome } from '../directory/oneHome.ts'
import { JOIN_PERSON, ROWS_OF } from '../merged.ts'
import { personName, selectPackages, WAITING_IN, WAITING_LIST } from '../parcel/rows.ts'
import { unitName } from '../sql.ts'

type Page = Response<'units.get'>
type Stay = Page['stays'][number]
type Reader = Pick<ServiceDeps['store'], 'prepare'>

interface StayRecord {
  id: string
  unitId: string
  entryId: string
  residentId: string
  given_name: string
  family_name: string
  kind: Stay['kind']
  from: string | null
  to: string | null
  receives: number
  notified: number
  share: string | null
  away: Row<'absences'>['kind'] | null
  away_to: string | null
}

/** Everybody's time in a unit: those who live there, then who will, then who did. */
export function staysIn(reader: Reader, unitId: string, today: string): Stay[] {
  const order = byHome(today)
  const rows = reader
    .prepare<StayRecord>(
      `SELECT o.id, o.unit_id AS unitId, o.resident_id AS entryId, r.id AS residentId, r.given_name, r.family_name, o.kind, o.from_date AS "from", o.to_date AS "to",
         o.receives_packages AS receives, o.notified, o.share, a.kind AS away, a.to_date AS away_to
       FROM occupancies o ${JOIN_PERSON('o.resident_id', 'JOIN')} AND r.deleted_at IS NULL
       LEFT JOIN absences a ON a.id = (SELECT id FROM absences WHERE resident_id IN (${ROWS_OF('r.id')}) AND deleted_at IS NULL
         AND from_date <= @today AND to_date >= @today ORDER BY to_date DESC LIMIT 1)
       WHERE o.unit_id = @unitId AND o.deleted_at IS NULL`,
    )
    .all({ unitId, today })
  return asOneHome(rows.map((row) => ({ ...row, personId: row.residentId })))
    .map(({ given_name: given, family_name: family, receives, notified, away, away_to: until, ...row }): Stay => ({
      id: row.id,
      residentId: row.residentId,
      kind: row.kind,
      from: row.from,
      to: row.to,
      share: row.share,
      name: personName(given, family),
      time: timeOf(row, today),
      receives: receives === 1,
      notified: notified === 1,
      absence: away && until !== null ? { kind: away, to: until } : null,
    }))
    .toSorted(order)
}

function conversationsOf(reader: Reader, unitId: string, now: string): Page['conversations'] {
  return reader
    .prepare<Omit<Page['conversations'][number], 'names'> & { names: string }>(
      `SELECT c.id, c.subject, substr(h.last_at, -24) AS at,
         CASE WHEN c.status = 'snoozed' AND c.snoozed_until <= @now THEN 'open' ELSE c.status END AS status,
         (SELECT json_group_array(trim(r.given_name || ' ' || r.family_name)) FROM conversation_participants p
          JOIN residents r ON r.id = p.resident_id WHERE p.conversation_id = c.id AND p.deleted_at IS NULL) AS names
       FROM conversations c JOIN _conversation_heads h ON h.conversation_id = c.id
       WHERE c.unit_id = @unitId AND c.deleted_at IS NULL ORDER BY c.status = 'closed', h.last_at DESC LIMIT 20`,
    )
    .all({ unitId, now })
    .map((row) => ({ ...row, names: JSON.parse(row.names) as string[] }))
}

/** Everything that the desk has to know of one unit. */
export function unitPage(deps: ServiceDeps, id: string): Page {
  const { store, ports } = deps
  const unit = store
    .prepare<Row<'units'> & { name: string }>(
      `SELECT u.*, ${unitName('u')} AS name FROM units u WHERE u.id = ? AND u.deleted_at IS NULL`,
    )
    .get(id)
  if (!unit) throw new DeskError('NOT_FOUND')
  const stays = staysIn(store, id, todayAt(deps))
  return {
    id,
    name: unit.name,
    number: unit.number,
    floor: unit.floor,
    tower: unit.tower,
    kind: unit.kind,
    noticeRule: unit.notice_rule,
    note: unit.note,
    vacant: !stays.some((stay) => isPresent(stay, todayAt(deps))),
    stays,
    belongings: belongingsIn(store, stays),
    waiting: selectPackages(store, WAITING_IN('?'), 'ORDER BY p.received_at LIMIT 100', id),
    recent: selectPackages(
      store,
      `p.unit_id = ? AND p.deleted_at IS NULL AND p.status NOT IN ${WAITING_LIST}`,
      'ORDER BY p.received_at DESC LIMIT 20',
      id,
    ),
    conversations: conversationsOf(store, id, ports.now().toISOString()),
  }
}
