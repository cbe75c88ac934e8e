import { DeskError } from '../../../shared/contract/errors.ts'
import type { Response } from '../../../shared/contract/index.ts'
import { isPast } from '../../../shared/people/home.ts'
import type { Row } from '../../store/schema.ts'
import type { Store, Tx } from '../../store/open.ts'
import { personName, WAITING } from '../parcel/rows.ts'
import { rowsOfHome } from '../directory/oneHome.ts'
import { personOf, ROWS_OF } from '../merged.ts'
import { unitName } from '../sql.ts'

type Reader = Pick<Store | Tx, 'prepare'>
type Consequences = Response<'moves.consequences'>
type Parcel = Consequences['unnamed'][number]

/** A home that ends. */
export interface Leaving {
  id: string
  /** Every row of the home: where two entries of the person say it, both end. */
  rows: string[]
  residentId: string
  unitId: string
  name: string
  from: string | null
}

/** All that hangs on somebody who leaves their home with this day. */
export interface Hanging {
  elsewhere: string[]
  authorisations: Row<'authorisations'>[]
  absences: Row<'absences'>[]
  /** Fobs and keys that are not back. */
  lent: Row<'belongings'>[]
  parcels: Parcel[]
  conversations: { id: string; subject: string }[]
}

/** The homes that end, all of one unit; one that is over or gone is none. */
export function leavingOf(reader: Reader, homeIds: readonly string[], today: string): Leaving[] {
  const one = reader.prepare<Row<'occupancies'> & { given_name: string; family_name: string }>(
    `SELECT o.*, r.given_name, r.family_name FROM occupancies o JOIN residents r ON r.id = o.resident_id
     WHERE o.id = ? AND o.deleted_at IS NULL AND r.deleted_at IS NULL`,
  )
  const homes = [...new Set(homeIds)].map((id) => {
    const home = one.get(id)
    if (!home || isPast({ from: home.from_date, to: home.to_date }, today)) throw new DeskError('NOT_FOUND')
    return home
  })
  if (new Set(homes.map(({ unit_id: unit }) => unit)).size > 1) throw new DeskError('BAD_REQUEST')
  return homes.map((home) => ({
    id: home.id,
    rows: rowsOfHome(reader, home.id),
    residentId: home.resident_id,
    unitId: home.unit_id,
    name: personName(home.given_name, home.family_name),
    from: home.from_date,
  }))
}

/** What of a person goes on after their last day in a unit. */
export function hangingOn(reader: Reader, home: Leaving, last: string): Hanging {
  const { unitId, rows } = home
  const residentId = personOf(reader, home.residentId)
  return {
    elsewhere: reader
      .prepare<{ name: string }>(
        `SELECT ${unitName('u')} AS name FROM occupancies o JOIN units u ON u.id = o.unit_id AND u.deleted_at IS NULL
         WHERE o.resident_id IN (${ROWS_OF('@residentId')}) AND o.id NOT IN (SELECT value FROM json_each(@rows)) AND o.deleted_at IS NULL AND u.kind IN ('residential', 'commercial')
           AND coalesce(o.to_date, '9') > @last ORDER BY u.number`,
      )
      .all({ residentId, rows: JSON.stringify(rows), last })
      .map(({ name }) => name),
    authorisations: reader
      .prepare<Row<'authorisations'>>(
        `SELECT * FROM authorisations WHERE resident_id IN (${ROWS_OF('@residentId')}) AND deleted_at IS NULL AND coalesce(to_date, '9') > @last ORDER BY name, id`,
      )
      .all({ residentId, last }),
    absences: reader
      .prepare<Row<'absences'>>(
        `SELECT * FROM absences WHERE resident_id IN (${ROWS_OF('@residentId')}) AND deleted_at IS NULL AND to_date > @last ORDER BY from_date, id`,
      )
      .all({ residentId, last }),
    lent: reader
      .prepare<Row<'belongings'>>(
        `SELECT * FROM belongings WHERE resident_id IN (${ROWS_OF('@residentId')}) AND deleted_at IS NULL AND to_date IS NULL
         AND kind IN ('fob', 'key') ORDER BY kind, name, id`,
      )
      .all({ residentId }),
    parcels: reader
      .prepare<Parcel>(
        `SELECT p.id, p.short_number AS shortNumber, p.carrier FROM packages p
         WHERE p.resident_id IN (${ROWS_OF('@residentId')}) AND (p.unit_id = @unitId OR p.unit_id IS NULL) AND ${WAITING} ORDER BY p.received_at, p.id`,
      )
      .all({ residentId, unitId }),
    conversations: reader
      .prepare<{ id: string; subject: string }>(
        `SELECT c.id, c.subject FROM conversations c JOIN conversation_participants p ON p.conversation_id = c.id
         WHERE p.resident_id IN (${ROWS_OF('@residentId')}) AND p.deleted_at IS NULL AND c.deleted_at IS NULL AND c.status <> 'closed'
           AND (c.unit_id = @unitId OR c.unit_id IS NULL) ORDER BY c.id`,
      )
      .all({ residentId, unitId }),
  }
}

/** Who else lives in the unit on a day. */
export const stayingIn = (reader: Reader, unitId: string, homeIds: readonly string[], day: string): string[] =>
  reader
    .prepare<{ given_name: string; family_name: string }>(
      `SELECT r.given_name, r.family_name FROM occupancies o JOIN residents r ON r.id = o.resident_id AND r.deleted_at IS NULL
       WHERE o.unit_id = @unitId AND o.deleted_at IS NULL AND o.id NOT IN (SELECT value FROM json_each(@homes))
         AND coalesce(o.from_date, '') <= @day AND coalesce(o.to_date, '9') >= @day ORDER BY o.from_date, r.id`,
    )
    .all({ unitId, homes: JSON.stringify(homeIds), day })
    .map((row) => personName(row.given_name, row.family_name))

/** Parcels for the unit alone. */
export const unnamedIn = (reader: Reader, unitId: string): Parcel[] =>
  reader
    .prepare<Parcel>(
      `SELECT p.id, p.short_number AS shortNumber, p.carrier FROM packages p
       WHERE p.unit_id = ? AND p.resident_id IS NULL AND ${WAITING} ORDER BY p.received_at, p.id`,
    )
    .all(unitId)
