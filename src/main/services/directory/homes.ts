import type { Row } from '../../store/schema.ts'
import type { Store, Tx } from '../../store/open.ts'
import { byHome, type Stay } from '../../../shared/people/home.ts'
import { dateIn } from '../../../shared/time/zone.ts'
import type { ServiceDeps } from '../deps.ts'
import { unitName } from '../sql.ts'
import { JOIN_PERSON, personOf, ROWS_OF } from '../merged.ts'
import { asOneHome } from './oneHome.ts'

/** A stay with its unit. */
export interface Home extends Stay {
  unitId: string
  unitNumber: string
  kind: Row<'occupancies'>['kind']
  notified: boolean
  share: string | null
}

type Reader = Pick<Store | Tx, 'prepare'>
type Clock = Pick<ServiceDeps, 'ports' | 'place'>

/** The date at the building, which is the one that stays are counted by. */
export const todayAt = ({ ports, place }: Clock): string => dateIn(place.building.timezone, ports.now())

/** Whether somebody lives here on the day `@today` by the stay `o`: the rule of shared/people/home.ts as SQL. */
export const LIVES_HERE = `o.deleted_at IS NULL AND (o.from_date IS NULL OR o.from_date <= @today)
  AND (o.to_date IS NULL OR o.to_date >= @today)`

type HomeRecord = Omit<Home, 'receives' | 'notified'> & Record<'receives' | 'notified', number> & { entryId: string }

const stayOf = ({ receives, notified, ...row }: HomeRecord): Home => ({
  ...row,
  receives: receives === 1,
  notified: notified === 1,
})

/** Every stay of a person, their home first. */
export const staysOf = (reader: Reader, residentId: string, today: string): Home[] => {
  const personId = personOf(reader, residentId)
  const rows = reader
    .prepare<HomeRecord>(
      `SELECT o.id, o.resident_id AS entryId, o.unit_id AS unitId, ${unitName('u')} AS unitNumber, o.kind, o.from_date AS "from", o.to_date AS "to",
         o.receives_packages AS receives, o.notified, o.share
       FROM occupancies o JOIN units u ON u.id = o.unit_id AND u.deleted_at IS NULL
       WHERE o.resident_id IN (${ROWS_OF('?')}) AND o.deleted_at IS NULL`,
    )
    .all(personId)
  return asOneHome(rows.map((row) => ({ ...row, personId })))
    .map(stayOf)
    .toSorted(byHome(today))
}

/** Where a person lives on a day; who has left is still known by where they lived. Null for who never lived here. */
export const homeOn = (reader: Reader, residentId: string, today: string): Home | null =>
  staysOf(reader, residentId, today)[0] ?? null

/** Who lives in a unit on a day. */
export const livingIn = (reader: Reader, unitId: string, today: string): string[] =>
  reader
    .prepare<{ id: string }>(
      `SELECT DISTINCT r.id FROM occupancies o ${JOIN_PERSON('o.resident_id', 'JOIN')} AND r.deleted_at IS NULL
       WHERE o.unit_id = @unitId AND ${LIVES_HERE} ORDER BY r.id`,
    )
    .all({ unitId, today })
    .map(({ id }) => id)
