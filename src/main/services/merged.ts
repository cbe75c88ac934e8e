import type { Store, Tx } from '../store/open.ts'

type Reader = Pick<Store | Tx, 'prepare'>

/**
 * Somebody who was entered twice is one person all the same: the row of one of the two names the other (`merged_into`), and what
 * stands on either is read as theirs. Nothing else is rewritten, so taking the two apart again leaves everything where it was.
 * A row that others are merged into is itself never merged: the act moves those along.
 */

/** The row that speaks for a person: the one that this row was merged into, else itself. */
export const personOf = (reader: Reader, residentId: string): string =>
  reader.prepare<{ id: string }>('SELECT coalesce(merged_into, id) AS id FROM residents WHERE id = ?').get(residentId)
    ?.id ?? residentId

/** The rows of one person, by the one that speaks for them: as SQL the inside of `IN (…)`. The parameter is said once, so it may be a `?`. */
export const ROWS_OF = (person: string): string =>
  `SELECT one.id FROM (SELECT ${person} AS id) person JOIN residents one ON one.id = person.id OR one.merged_into = person.id`

/** As SQL: the person `r` of a column with the id of any of their rows. */
export const JOIN_PERSON = (column: string, join = 'LEFT JOIN'): string =>
  `${join} residents own ON own.id = ${column} ${join} residents r ON r.id = coalesce(own.merged_into, own.id)`
