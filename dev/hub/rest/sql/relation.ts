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

/** Whether a name is that of the relation's foreign key or of its one column, on whichever side the key stands. */
function isKey(relation: Relation, name: string): boolean {
  if (relation.via !== undefined) return false
  const columns = relation.holdsKey ? relation.columns : relation.targetColumns
  return relation.constraint === name || (columns.length === 1 && columns[0] === name)
}
const isReferenced = (relation: Relation, name: string): boolean => {
  const columns = relation.holdsKey ? relation.targetColumns : relation.columns
  return relation.via === undefined && columns.length === 1 && columns[0] === name
}

function fits(relation: Relation, { target, hint }: EmbedItem): boolean {
  const toTable = bare(relation.to) === target
  if (relation.from === relation.to && relation.via === undefined) {
    // One key gives two relations: the table's name means the many, the column's name the one.
    const column = (name: string): boolean => isKey(relation, name) && relation.constraint !== name
    if (hint === undefined) return relation.holdsKey ? column(target) : toTable
    return relation.holdsKey
      ? column(target) && isReferenced(relation, hint)
      : toTable && (isKey(relation, hint) || isReferenced(relation, hint))
  }
  // The foreign key or its column may stand for the table at its other end.
  if (!toTable && !isKey(relation, target)) return false
  if (hint === undefined) return true
  if (relation.via !== undefined) return bare(relation.via.table) === hint
  return isKey(relation, hint) || isReferenced(relation, hint)
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
