import { Problem } from '../problem.ts'
import type { Catalog, Relation, Table } from '../catalog.ts'
import { pathName } from '../query/field.ts'
import type { Field } from '../query/field.ts'
import { embedNamed } from '../query/parse.ts'
import type { EmbedItem, FieldItem, QueryNode } from '../query/select.ts'
import { conditionSql } from './condition.ts'
import { findRelation } from './relation.ts'
import { fieldSql, ident, qualified } from './text.ts'
import type { Values } from './text.ts'

/** What the writing of one statement shares. */
export interface Draft {
  catalog: Catalog
  values: Values
  casts: Map<string, string>
  maxRows: number | undefined
  /** Makes the aliases of embedded resources differ. */
  count: number
}

/** One resource, ready to be read from somewhere. */
export interface Reading {
  select: string
  joins: string
  where: string
  order: string
  limit: string
}

interface Joined {
  item: EmbedItem
  alias: string
  toMany: boolean
  sql: string
}

const ROW = '_hub_row'

const isToMany = (relation: Relation): boolean => relation.kind === 'one-to-many' || relation.kind === 'many-to-many'

const pairs = (left: string, columns: string[], right: string, others: string[]): string[] =>
  columns.map((column, at) => `${ident(left)}.${ident(column)} = ${ident(right)}.${ident(others[at] ?? '')}`)

function join(draft: Draft, parent: string, from: string, item: EmbedItem): Joined {
  const relation = findRelation(draft.catalog, from, item)
  const toMany = isToMany(relation)
  if (item.spread && toMany) {
    throw new Problem(400, 'PGRST127', 'Feature not implemented', {
      details: 'The hub spreads to-one relationships only',
    })
  }
  draft.count += 1
  const [schema = '', ...rest] = relation.to.split('.')
  const name = rest.join('.')
  const own = `${name}_${draft.count}`
  const alias = `${parent}_${own}`
  const reading = readNode(draft, own, relation.to, item.node)
  const via = relation.via
  const sources = [`${qualified(schema, name)} as ${ident(own)}`]
  const links: string[] = []
  if (via === undefined) {
    links.push(...pairs(own, relation.targetColumns, parent, relation.columns))
  } else {
    const middle = `${own}_via`
    const [viaSchema = '', ...viaName] = via.table.split('.')
    sources.unshift(`${qualified(viaSchema, viaName.join('.'))} as ${ident(middle)}`)
    links.push(
      ...pairs(middle, via.columns, parent, relation.columns),
      ...pairs(own, relation.targetColumns, middle, via.targetColumns),
    )
  }
  const where = [...links, ...(reading.where === '' ? [] : [reading.where])].join(' and ')
  const rows = `select ${reading.select} from ${sources.join(' cross join ')}${reading.joins} where ${where}${reading.order}${reading.limit}`
  const kind = item.inner ? 'inner' : 'left'
  // A name of its own: the column of an embedding beside it would be found first.
  const one = ident(`${own}${ROW}`)
  const sql = toMany
    ? ` ${kind} join lateral (select json_agg(${one}) as ${ROW} from (${rows}) as ${one}) as ${ident(alias)} on ${item.inner ? `${ident(alias)}.${ROW} is not null` : 'true'}`
    : ` ${kind} join lateral (${rows}) as ${ident(alias)} on true`
  return { item, alias, toMany, sql }
}

function spreadColumns(joined: Joined): string[] {
  return joined.item.node.items.map((item) => {
    if (item.kind === 'embed') return `${ident(joined.alias)}.${ident(item.alias ?? item.target)}`
    if (item.field === '*') return `${ident(joined.alias)}.*`
    return `${ident(joined.alias)}.${ident(item.alias ?? pathName(item.field) ?? item.field.name)}`
  })
}

function embedColumns(joined: Joined): string[] {
  const { alias, item } = joined
  if (item.node.items.length === 0) return []
  if (item.spread) return spreadColumns(joined)
  const name = ident(item.alias ?? item.target)
  return [
    joined.toMany ? `coalesce(${ident(alias)}.${ROW}, '[]') as ${name}` : `row_to_json(${ident(alias)}.*) as ${name}`,
  ]
}

function fieldColumn(draft: Draft, alias: string, table: Table | undefined, item: FieldItem): string {
  if (item.field === '*') return `${ident(alias)}.*`
  const text = fieldSql(alias, item.field, draft.values, table?.columns)
  const cast = item.cast === undefined ? text : `cast(${text} as ${draft.casts.get(item.cast)})`
  const name = item.alias ?? pathName(item.field) ?? (item.cast === undefined ? undefined : item.field.name)
  return name === undefined ? cast : `${cast} as ${ident(name)}`
}

function orderSql(
  draft: Draft,
  alias: string,
  from: string,
  table: Table | undefined,
  node: QueryNode,
  joins: Joined[],
): string {
  const terms = node.order.map((term) => {
    let source = alias
    let field: Field = term.field
    if (term.relation !== undefined) {
      const item = embedNamed(node, term.relation)
      const joined = joins.find((candidate) => candidate.item === item)
      if (joined === undefined) {
        throw new Problem(400, 'PGRST108', `'${term.relation}' is not an embedded resource in this request`, {
          hint: `Verify that '${term.relation}' is included in the 'select' query parameter.`,
        })
      }
      if (joined.toMany) {
        throw new Problem(400, 'PGRST118', `A related order on '${term.relation}' is not possible`, {
          details: `'${from.slice(from.indexOf('.') + 1)}' and '${term.relation}' do not form a many-to-one or one-to-one relationship`,
        })
      }
      source = joined.alias
      field = term.field
    }
    const nulls = term.nulls === undefined ? '' : ` nulls ${term.nulls}`
    return `${fieldSql(source, field, draft.values, source === alias ? table?.columns : undefined)} ${term.direction}${nulls}`
  })
  return terms.length === 0 ? '' : ` order by ${terms.join(', ')}`
}

/** Two embedded resources of one name: the real service gives both one alias in its statement, and Postgres refuses that. */
function refuseTwins(from: string, node: QueryNode): void {
  const names = node.items.flatMap((item) => (item.kind === 'embed' ? [item.alias ?? item.target] : []))
  const twin = names.find((name, at) => names.indexOf(name) !== at)
  if (twin === undefined) return
  const alias = `${from.slice(from.indexOf('.') + 1)}_${twin}_1`
  throw new Problem(400, '42712', `table name "${alias}" specified more than once`)
}

/** How `node` is read from a source known as `alias`, whose relations are those of the table `from`. */
export function readNode(draft: Draft, alias: string, from: string, node: QueryNode): Reading {
  const table = draft.catalog.tables.get(from)
  refuseTwins(from, node)
  const joins = node.items.filter((item) => item.kind === 'embed').map((item) => join(draft, alias, from, item))
  const columns = node.items.flatMap((item) => {
    if (item.kind === 'field') return [fieldColumn(draft, alias, table, item)]
    const joined = joins.find((candidate) => candidate.item === item)
    return joined === undefined ? [] : embedColumns(joined)
  })
  const absent = (name: string): string | undefined => {
    const item = embedNamed(node, name)
    const joined = joins.find((candidate) => candidate.item === item)
    if (joined === undefined) return undefined
    return joined.toMany ? `${ident(joined.alias)}.${ROW} is null` : `${ident(joined.alias)} is not distinct from null`
  }
  const scope = { alias, values: draft.values, columns: table?.columns, absent }
  const limit = Math.min(node.limit ?? Number.POSITIVE_INFINITY, draft.maxRows ?? Number.POSITIVE_INFINITY)
  return {
    select: columns.join(', '),
    joins: joins.map((joined) => joined.sql).join(''),
    where: node.filters.map((condition) => conditionSql(condition, scope)).join(' and '),
    order: orderSql(draft, alias, from, table, node, joins),
    limit: `${Number.isFinite(limit) ? ` limit ${limit}` : ''}${node.offset > 0 ? ` offset ${node.offset}` : ''}`,
  }
}

/** The statement that reads a whole node. */
export function readSql(reading: Reading, source: string): string {
  const where = reading.where === '' ? '' : ` where ${reading.where}`
  return `select ${reading.select} from ${source}${reading.joins}${where}${reading.order}${reading.limit}`
}

/** The statement that counts what the node would read without its limit. */
export function countSql(reading: Reading, source: string): string {
  return `select 1 from ${source}${reading.joins}${reading.where === '' ? '' : ` where ${reading.where}`}`
}
