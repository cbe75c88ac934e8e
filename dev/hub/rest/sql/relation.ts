import { Problem } from '../problem.ts'
import type { Catalog, Relation } from '../catalog.ts'
import type { EmbedItem } from '../query/select.ts'

const bare = (name: string): string => name.slice(name.indexOf('.') + 1)

const list = (columns: string[]): string => `(${columns.join(', ')})`

function describe(relation: Relation): Record<string, string> {
  const via = relation.via
  const ends =
    via === undefined
      ? `${relation.constraint} using ${bare(relation.from)}${list(relation.columns)} and ${bare(relation.to)}${list(relation.targetColumns)}`
      : `${bare(via.table)} using ${via.constraint}${list(via.columns)} and ${via.targetConstraint}${list(via.targetColumns)}`
  return {
    embedding: `${bare(relation.from)} with ${bare(relation.to)}`,
    cardinality: relation.kind,
    relationship: ends,
  }
}

function fits(relation: Relation, item: EmbedItem): boolean {
  const single = relation.via === undefined && relation.columns.length === 1
  if (item.hint !== undefined) {
    if (bare(relation.to) !== item.target) return false
    if (relation.via !== undefined) return bare(relation.via.table) === item.hint
    const column = relation.columns[0] === item.hint || relation.targetColumns[0] === item.hint
    return relation.constraint === item.hint || (single && column)
  }
  if (bare(relation.to) === item.target) return true
  // The foreign key or its column may stand for the table that it points to.
  const named = relation.constraint === item.target || (single && relation.columns[0] === item.target)
  return relation.holdsKey && named
}

/** The one relation that an embedding means; none or several are errors of their own. */
export function findRelation(catalog: Catalog, from: string, item: EmbedItem): Relation {
  const schema = from.slice(0, from.indexOf('.'))
  const found = catalog.relations.filter((relation) => relation.from === from && fits(relation, item))
  const [first] = found
  if (first === undefined) {
    const hinted = item.hint === undefined ? '' : ` using the hint '${item.hint}'`
    throw new Problem(
      400,
      'PGRST200',
      `Could not find a relationship between '${bare(from)}' and '${item.target}' in the schema cache`,
      {
        details: `Searched for a foreign key relationship between '${bare(from)}' and '${item.target}'${hinted} in the schema '${schema}', but no matches were found.`,
      },
    )
  }
  if (found.length > 1) {
    const hints = found.map(
      (relation) =>
        `'${bare(relation.to)}!${relation.via === undefined ? relation.constraint : bare(relation.via.table)}'`,
    )
    throw new Problem(
      300,
      'PGRST201',
      `Could not embed because more than one relationship was found for '${bare(from)}' and '${item.target}'`,
      {
        details: found.map(describe),
        hint: `Try changing '${item.target}' to one of the following: ${hints.join(', ')}. Find the desired relationship in the 'details' key.`,
      },
    )
  }
  return first
}
