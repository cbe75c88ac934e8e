import type { ImportField } from '../../../shared/import/fields.ts'
import type { BelongingKind } from '../../../shared/people/kinds.ts'
import { fold } from '../../../shared/text/fold.ts'

/** What goes with a person, as a file or the directory names it. */
export interface FileBelonging {
  kind: BelongingKind
  name: string
  place: string
}

const FIELDS = [
  ['plate', 'vehicle'],
  ['fob', 'fob'],
  ['key', 'key'],
  ['pet', 'pet'],
  ['storage', 'storage'],
] as const satisfies readonly (readonly [ImportField, BelongingKind])[]
/** A cell that says that there is none, or that there is some without saying which. */
const NOTHING = /^(?:|none|no|non|n ?a|aucun(?:e)?|0|yes|oui|x)$/
const MOST = 200

/** The same thing, however its number is written. */
export const belongingKey = ({ kind, name }: Pick<FileBelonging, 'kind' | 'name'>): string =>
  `${kind} ${fold(name).replaceAll(' ', '')}`

const named = (cell: string | null): string[] =>
  (cell ?? '')
    .split(/[,;/]/)
    .map((part) => part.trim())
    .filter((part) => !NOTHING.test(fold(part)))

/** What the cells of a person tell of it. The first vehicle stands in the parking space; a space without a plate is told by itself. */
export function belongingsFrom(read: (field: ImportField, most: number) => string | null): FileBelonging[] {
  const told = FIELDS.flatMap(([field, kind]) => named(read(field, MOST)).map((name) => ({ kind, name, place: '' })))
  const [space] = named(read('parking', MOST))
  if (space === undefined) return told
  const car = told.findIndex(({ kind }) => kind === 'vehicle')
  return car < 0
    ? [{ kind: 'vehicle', name: space, place: space }, ...told]
    : told.map((one, at) => (at === car ? { ...one, place: space } : one))
}

/** The cell of a field in our own tables: what an import reads again. */
export function belongingCell(field: ImportField, all: readonly FileBelonging[]): string {
  const cars = all.filter(({ kind }) => kind === 'vehicle')
  if (field === 'parking') return cars.find(({ place }) => place !== '')?.place ?? ''
  const kind = FIELDS.find(([one]) => one === field)?.[1]
  return all
    .filter((one) => one.kind === kind)
    .map(({ name }) => name)
    .join('; ')
}
