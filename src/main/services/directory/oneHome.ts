import type { Stay } from '../../../shared/people/home.ts'
import type { Store, Tx } from '../../store/open.ts'
import { personOf, ROWS_OF } from '../merged.ts'

type Reader = Pick<Store | Tx, 'prepare'>
type Span = Pick<Stay, 'from' | 'to'>

/** A stay as it was entered: of which entry, and of which person that entry is. */
export interface EnteredStay extends Span {
  id: string
  entryId: string
  personId: string
  unitId: string
}

const overlap = (a: Span, b: Span): boolean => (a.from ?? '') <= (b.to ?? '9') && (b.from ?? '') <= (a.to ?? '9')
const isOneHome = (a: EnteredStay, b: EnteredStay): boolean =>
  a.personId === b.personId && a.unitId === b.unitId && a.entryId !== b.entryId && overlap(a, b)
const earliest = (a: string | null, b: string | null) => (a === null || b === null ? (a ?? b) : a < b ? a : b)
const latest = (a: string | null, b: string | null) => (a === null || b === null ? null : a > b ? a : b)

/**
 * The homes of people whose entries were merged: two entries of one person in one unit at one time are one home, from the earliest
 * day that is known to the last. It keeps the row of the entry that speaks for the person.
 */
export function asOneHome<S extends EnteredStay>(stays: readonly S[]): S[] {
  const homes = new Map<string, S[]>()
  const speaks = ({ entryId, personId }: S) => Number(entryId !== personId)
  for (const stay of stays.toSorted((a, b) => speaks(a) - speaks(b))) {
    const key = `${stay.personId} ${stay.unitId}`
    const there = homes.get(key) ?? []
    const at = there.findIndex((home) => isOneHome(home, stay))
    const home = there[at]
    if (home) there[at] = { ...home, from: earliest(home.from, stay.from), to: latest(home.to, stay.to) }
    else there.push(stay)
    homes.set(key, there)
  }
  return [...homes.values()].flat()
}

/** The rows that are one home with this row, itself first: what is written of the home is written to each. */
export function rowsOfHome(reader: Reader, homeId: string): string[] {
  const home = reader
    .prepare<{ entry: string; unit: string } & Span>(
      'SELECT resident_id AS entry, unit_id AS unit, from_date AS "from", to_date AS "to" FROM occupancies WHERE id = ?',
    )
    .get(homeId)
  if (!home) return [homeId]
  const others = reader
    .prepare<{ id: string } & Span>(
      `SELECT id, from_date AS "from", to_date AS "to" FROM occupancies
       WHERE resident_id IN (${ROWS_OF('?')}) AND resident_id <> ? AND unit_id = ? AND deleted_at IS NULL ORDER BY id`,
    )
    .all(personOf(reader, home.entry), home.entry, home.unit)
  return [homeId, ...others.filter((other) => overlap(home, other)).map(({ id }) => id)]
}
