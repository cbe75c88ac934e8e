import type { Response } from '../../../shared/contract/index.ts'
import { isLent } from '../../../shared/people/kinds.ts'
import { fold } from '../../../shared/text/fold.ts'
import type { Store } from '../../store/open.ts'
import type { Row } from '../../store/schema.ts'
import { personOf, ROWS_OF } from '../merged.ts'

type Belonging = Response<'residents.get'>['belongings'][number]
type Reader = Pick<Store, 'prepare'>

const FEWEST = 3
/** A plate or a number without what people write between its parts. */
const bare = (text: string): string => fold(text).replaceAll(' ', '')

const toBelonging = (row: Row<'belongings'>): Belonging => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  place: row.place,
  note: row.note,
  from: row.from_date,
  to: row.to_date,
  isOut: isLent(row.kind) && row.to_date === null,
})

/** As SQL: what people have before what came back, by kind and name. */
const ORDER = 'ORDER BY b.to_date IS NOT NULL, b.kind, b.name COLLATE NOCASE, b.id'

/** What goes with a person. */
export const belongingsOf = (reader: Reader, residentId: string): Belonging[] =>
  reader
    .prepare<Row<'belongings'>>(
      `SELECT b.* FROM belongings b WHERE b.resident_id IN (${ROWS_OF('?')}) AND b.deleted_at IS NULL ${ORDER}`,
    )
    .all(residentId)
    .map(toBelonging)

/** What those have who live in a unit, and what was lent to who left it and never came back. */
export const belongingsIn = (
  reader: Reader,
  stays: readonly { residentId: string; name: string; time: 'present' | 'future' | 'past' }[],
): Response<'units.get'>['belongings'] => {
  const seen = new Set<string>()
  return stays
    .flatMap(({ residentId, name, time }) =>
      belongingsOf(reader, personOf(reader, residentId))
        .filter((one) => one.isOut || (time !== 'past' && !isLent(one.kind)))
        .map((one) => ({ ...one, residentId, person: name, hasLeft: time === 'past' })),
    )
    .filter(({ id }) => !seen.has(id) && seen.add(id))
}

type Found = { residentId: string; belonging: Pick<Belonging, 'kind' | 'name'> }

/** People by a plate, or by the number of a fob, a key or a storage that they have. */
export function createBelongingIndex(store: Reader) {
  let known: { bare: string; found: Found }[] | null = null
  const read = () =>
    store
      .prepare<{ resident_id: string; kind: Belonging['kind']; name: string }>(
        `SELECT coalesce(r.merged_into, r.id) AS resident_id, b.kind, b.name
         FROM belongings b JOIN residents r ON r.id = b.resident_id
         WHERE b.deleted_at IS NULL AND b.to_date IS NULL AND b.kind <> 'pet' ORDER BY b.name, b.id`,
      )
      .all()
      .map(({ resident_id: residentId, kind, name }) => ({
        bare: bare(name),
        found: { residentId, belonging: { kind, name } },
      }))

  return {
    /** To be read again: one of them, or who speaks for a person, changed. */
    forget(): void {
      known = null
    },
    find(text: string): Found[] {
      const typed = bare(text)
      if (typed.length < FEWEST) return []
      known ??= read()
      return known.filter((one) => one.bare.startsWith(typed)).map(({ found }) => found)
    },
  }
}
