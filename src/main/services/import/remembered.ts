import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DATE_FORMATS, IMPORT_FIELDS, NAME_ORDERS, ROW_PERSONS } from '../../../shared/import/fields.ts'
import { OCCUPANCY_KINDS } from '../../../shared/people/kinds.ts'
import type { Store } from '../../store/open.ts'
import type { Actor, Place } from '../deps.ts'
import { headingWords } from './columns.ts'
import type { Mapping } from './reader.ts'

/** As many sources as one building may have, and the bytes that they may take of its settings. */
const MOST = 5
const MOST_BYTES = 12_000

const source = z.object({
  /** The headings, as a number that fits no others. */
  headings: z.string(),
  /** By heading what it tells, of which person, and how its days are written. */
  columns: z.record(
    z.string(),
    z.object({
      field: z.enum(IMPORT_FIELDS),
      person: z.int().min(1).max(ROW_PERSONS),
      days: z.enum(DATE_FORMATS).nullable(),
    }),
  ),
  nameOrder: z.enum(NAME_ORDERS),
  kind: z.enum(OCCUPANCY_KINDS),
})
const settings = z.looseObject({ imports: z.array(source).catch([]).default([]) })

type Source = z.infer<typeof source>
/** A mapping with what it takes for granted of people. */
export type SourceMapping = Mapping & Pick<Source, 'kind'>

const read = (store: Pick<Store, 'prepare'>, place: Place) => {
  const row = store.prepare<{ settings: string }>('SELECT settings FROM buildings WHERE id = ?').get(place.building.id)
  return settings.parse(JSON.parse(row?.settings ?? '{}'))
}
const keyOf = (headings: readonly string[]): string =>
  createHash('sha256').update(headings.map(headingWords).toSorted().join('\n')).digest('base64url').slice(0, 22)

/** How a file with these headings was mapped the last time; null for the first one. */
export function remembered(
  store: Pick<Store, 'prepare'>,
  place: Place,
  headings: readonly string[],
): SourceMapping | null {
  const known = read(store, place).imports.find((one) => one.headings === keyOf(headings))
  if (!known) return null
  const of = headings.map((heading) => known.columns[headingWords(heading)] ?? null)
  return {
    uses: of.map((column) => column && { field: column.field, person: column.person }),
    dayFormats: of.map((column) => column?.days ?? null),
    nameOrder: known.nameOrder,
    kind: known.kind,
  }
}

/** Keeps how the columns of a source are meant, in the building's settings: each desk knows it the next time. */
export function remember(
  store: Store,
  place: Place,
  actor: Actor,
  headings: readonly string[],
  mapping: SourceMapping,
): void {
  const { uses, dayFormats, nameOrder, kind } = mapping
  const columns = Object.fromEntries(
    headings.flatMap((heading, at) => {
      const use = uses[at]
      return use ? [[headingWords(heading), { ...use, days: dayFormats[at] ?? null }]] : []
    }),
  )
  const known = read(store, place)
  const one = { headings: keyOf(headings), columns, nameOrder, kind }
  const imports = [one, ...known.imports.filter((other) => other.headings !== one.headings)].slice(0, MOST)
  while (JSON.stringify(imports).length > MOST_BYTES) imports.pop()
  store.transact('directory.mapping', { staffId: actor.id }, (tx) =>
    tx.patch('buildings', place.building.id, { settings: JSON.stringify({ ...known, imports }) }),
  )
}
